import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, type BrowserContextOptions, chromium } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findBrowser } from "../../src/cli/browser/find-browser.ts";
import { reportOfReading } from "../../src/report/build/of-reading.ts";
import { readPieces } from "../../src/sources/pieces.ts";
import { type Lab, startLab } from "../lab/lab.ts";

/** HARs and traces as Playwright itself records them over the lab. */
type RecordHar = NonNullable<BrowserContextOptions["recordHar"]>;

/** What each of the page's connections must come out as, in every form of the recording. */
const WANTED = [
  { path: "/counted", state: "open", status: 101, diagnosis: undefined },
  { path: "/closes-4321", state: "open", status: 101, diagnosis: undefined },
  { path: "/status/403", state: "failed", status: 403, diagnosis: "forbidden" },
  { path: "/header/accept-wrong", state: "failed", status: null, diagnosis: "accept-invalid" },
] as const;

/** Messages that the lab's /counted sends at once. */
const COUNTED = 5;

let lab: Lab;
let browser: Browser;
let folder: string;

beforeAll(async () => {
  lab = await startLab();
  folder = await mkdtemp(join(tmpdir(), "upgrades-playwright-"));
  const root = process.getuid?.() === 0;
  browser = await chromium.launch({ executablePath: await findBrowser(), args: root ? ["--no-sandbox"] : [] });
});

afterAll(async () => {
  await browser?.close();
  await lab?.close();
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
});

describe("what Playwright records", () => {
  it.each<[string, string, Omit<RecordHar, "path">]>([
    ["content embedded", "embed.har", { content: "embed" }],
    ["content attached", "attach.zip", { content: "attach" }],
    ["content omitted", "omit.har", { content: "omit" }],
    // Playwright's own `omitTiming` is set by this mode alone: messages have the time −1 then.
    ["times omitted", "minimal.har", { mode: "minimal", content: "embed" }],
  ])("as a HAR with its %s is read as it was", async (_, name, options) => {
    const path = join(folder, name);
    const context = await browser.newContext({ recordHar: { path, ...options } });
    await openAll(await context.newPage());
    await context.close();
    const { connections, generatedAt } = await reportOf(path);
    expect(summed(connections)).toEqual(WANTED);
    expect(new Date(generatedAt).getFullYear()).toBe(new Date().getFullYear());
    const counted = connections.find(({ url }) => url?.endsWith("/counted"));
    if (options.content === "omit") expect(counted?.messages).toBeNull();
    else expect(counted?.messages).toMatchObject({ sent: { count: 0 }, received: { count: COUNTED } });
  });

  it("as a trace is read as it was", async () => {
    const path = join(folder, "trace.zip");
    const context = await browser.newContext();
    await context.tracing.start({ snapshots: true });
    await openAll(await context.newPage());
    await context.tracing.stop({ path });
    await context.close();
    const { connections } = await reportOf(path);
    expect(connections.filter(({ url }) => url?.endsWith("/status/403"))).toMatchObject([
      { status: 403, diagnosis: { id: "forbidden" } },
    ]);
  });
});

type Page = Awaited<ReturnType<Browser["newPage"]>>;

/** Opens all of them and waits until each has opened and got what it gets, or failed. */
async function openAll(page: Page): Promise<void> {
  await page.goto(`${lab.origin}/blank`);
  const urls = WANTED.map(({ path }) => `${lab.origin.replace("http", "ws")}${path}`);
  await page.evaluate(
    ([all, messages]) =>
      Promise.all(
        all.map(
          (url) =>
            new Promise<void>((resolve) => {
              const socket = new WebSocket(url);
              let received = 0;
              socket.onmessage = () => {
                received++;
                if (url.endsWith("/counted") && received === messages) resolve();
              };
              socket.onclose = () => resolve();
            }),
        ),
      ),
    [urls, COUNTED] as const,
  );
}

async function reportOf(path: string) {
  const bytes = await readFile(path);
  let isRead = false;
  const next = async () => {
    if (isRead) return null;
    isRead = true;
    return new Uint8Array(bytes);
  };
  return reportOfReading(await readPieces(next, 1, 1 << 28), { version: "0", otherwise: Date.now() });
}

function summed(connections: Awaited<ReturnType<typeof reportOf>>["connections"]) {
  return WANTED.flatMap(({ path }) =>
    connections
      .filter(({ url }) => url?.endsWith(path))
      .map(({ state, status, diagnosis }) => ({ path, state, status, diagnosis: diagnosis?.id })),
  );
}
