import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { chromium } from "playwright-core";
import type { Browser } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findBrowser } from "../../src/cli/browser/find-browser.ts";
import { socketMatchers, socketReport, type WatchedPage, watchSockets } from "../../src/library/matchers.ts";
import SocketReporter, { socketFixtures } from "../../src/library/playwright.ts";
import { sharedBrowser } from "../browser/shared-browser.ts";
import { findPrograms } from "../lab/install.ts";
import { type Lab, startLab } from "../lab/lab.ts";

const ROOT = join(import.meta.dirname, "../..");
const run = promisify(execFile);

const opening = (url: string) => `new Promise((resolve) => {
  const socket = new WebSocket(${JSON.stringify(url)});
  socket.onopen = socket.onclose = () => resolve(0);
})`;

describe("the example of a build", () => {
  const example = join(ROOT, "examples/ci/run.mjs");
  const program = join(ROOT, "dist-cli/upgrades.js");
  let nginx: string | undefined;
  beforeAll(async () => {
    nginx = (await findPrograms([{ command: "nginx", package: "nginx" }])).get("nginx");
  });

  it.each([
    ["nginx-broken.conf", 1],
    ["nginx-fixed.conf", 0],
  ])("with %s ends with %i", async (configuration, wanted) => {
    if (nginx === undefined) {
      process.stderr.write("not shown: the example of a build: nginx is missing\n");
      return;
    }
    const folder = mkdtempSync(join(tmpdir(), "upgrades-build-"));
    const junit = join(folder, "junit.xml");
    const env = { ...process.env, UPGRADES: program, NGINX: nginx };
    const ran = await run(process.execPath, [example, configuration, "--junit", junit, "--format", "text"], {
      env,
    }).then(
      ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
      ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({ code, stdout, stderr }),
    );
    expect(ran.code, ran.stdout).toBe(wanted);
    const xml = readFileSync(junit, "utf8");
    if (wanted === 1) {
      expect(ran.stderr).toMatch(
        /^::error title=\/live \(expected-opens%2C expected-failures%2C upgrade-required\)::No connection was opened\..*nginx/m,
      );
      expect(xml).toMatch(
        /<failure type="expected-opens"[^>]*>[^<]*does not forward|<failure type="expected-opens"[^>]*>[^<]*nginx/,
      );
    } else {
      expect(ran.stdout + ran.stderr).not.toContain("::error");
      expect(xml).toContain('failures="0"');
    }
    rmSync(folder, { recursive: true, force: true });
  });
});

describe("toHaveHealthySockets", () => {
  let browser: Browser;
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab();
    browser = await sharedBrowser();
  });
  afterAll(() => lab?.close());
  const ws = (path: string) => `ws://127.0.0.1:${lab.ports["main"]}${path}`;
  const judged = (page: WatchedPage, options = {}) =>
    socketMatchers.toHaveHealthySockets(page, { timeout: 1500, ...options });

  it("passes for a socket that is open, and says why another was refused", async () => {
    const page = await browser.newPage();
    await watchSockets(page);
    await page.goto(`${lab.origin}/blank`);
    expect((await judged(page)).message()).toBe("The page opened no WebSocket.");
    expect((await judged(page, { none: true })).pass).toBe(true);
    await page.evaluate(opening(ws("/idle")));
    expect((await judged(page)).pass).toBe(true);
    expect((await judged(page, { endpoints: { "/idle": { subprotocol: "v1" } } })).message()).toContain(
      "Expected the subprotocol v1, and got no subprotocol.",
    );
    expect((await judged(page, { endpoints: { "/idle": { staysOpenFor: "1h" } } })).message()).toMatch(
      /Whether a connection stays open for 1 h could not be checked: it was watched for [\d.]+ s only\./,
    );
    expect((await judged(page, { endpoints: { "/idel": { failures: 0 } } })).message()).toBe(
      "No socket of the page belongs to the endpoint /idel.",
    );
    await page.evaluate(opening(ws("/status/403")));
    const { pass, message } = await judged(page);
    expect(pass).toBe(false);
    expect(message()).toMatch(/\/status\/403: Refused\. .*403/);
    await page.close();
  });

  it("says what to do when the page is not watched", async () => {
    const page = await browser.newPage();
    await expect(judged(page)).rejects.toThrow("call watchSockets(page) before the page is loaded");
    await page.close();
  });

  it("works with Playwright's pages, and its fixture attaches a report to a failure", async () => {
    const root = process.getuid?.() === 0;
    const other = await chromium.launch({ executablePath: await findBrowser(), args: root ? ["--no-sandbox"] : [] });
    try {
      const page = await other.newPage();
      const attached = new Map<string, string>();
      const info = {
        status: "failed",
        expectedStatus: "passed",
        attach: async (name: string, { body }: { body: string }) => void attached.set(name, body),
      };
      const [fixture] = socketFixtures.sockets;
      await fixture(
        { page },
        async () => {
          await page.goto(`${lab.origin}/blank`);
          await page.evaluate(opening(ws("/status/403")));
          expect((await judged(page)).pass).toBe(false);
        },
        info,
      );
      expect([...attached.keys()]).toEqual(["websockets.html", "websockets.json"]);
      expect(attached.get("websockets.html")).toContain("/status/403");
      expect(socketReport(page).connections).toHaveLength(1);

      const lines: string[] = [];
      const { log } = console;
      console.log = (line: string) => void lines.push(line);
      try {
        const reporter = new SocketReporter();
        const body = new TextEncoder().encode(attached.get("websockets.json"));
        for (let i = 0; i < 2; i++) reporter.onTestEnd(null, { attachments: [{ name: "websockets.json", body }] });
        reporter.onTestEnd(null, { attachments: [] });
        reporter.onEnd();
      } finally {
        console.log = log;
      }
      expect(lines.join("\n")).toMatch(/\/status\/403: Refused\. .* \(2 tests\)$/);
    } finally {
      await other.close();
    }
  });
});
