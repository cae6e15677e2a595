import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import zlib from "node:zlib";
import { gzipSync, strToU8, zipSync } from "fflate";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { downloadBy } from "../../src/cli/browser/drive-panel.ts";
import { reportOfReading } from "../../src/report/build/of-reading.ts";
import type { Report } from "../../src/report/contract/format.ts";
import { redact } from "../../src/report/masking/redact.ts";
import { readText } from "../../src/sources/recognize.ts";
import { parseReport } from "../report/parse-report.ts";
import { eventually } from "./eventually.ts";
import { findFirefox } from "./firefox/find-firefox.ts";
import { sharedBrowser } from "./shared-browser.ts";

const PAGE = pathToFileURL(join(import.meta.dirname, "../../dist-page/upgrades.html")).href;
const HARS = join(import.meta.dirname, "../recordings/har");

const OPTIONS = { version: "0", otherwise: 0 };

const CURL = `$ curl -v --http1.1 -H 'Connection: Upgrade' -H 'Upgrade: websocket' https://app.example/live
> GET /live HTTP/1.1
> Host: app.example
> Connection: Upgrade
> Upgrade: websocket
> Sec-WebSocket-Version: 13
> Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
> Authorization: Bearer s3cr3tTokenOfSomebody42
>
< HTTP/1.1 426 Upgrade Required
< Server: nginx/1.24.0
< Content-Length: 0
<
`;

/** The page for people without the extension: one file, opened from the disk, in real browsers. */
describe("the page that explains files", () => {
  let browser: Browser;
  let page: Page;
  let folder = "";
  const asked: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "upgrades-page-"));
    browser = await sharedBrowser();
    page = await browser.newPage();
    // By CDP: what the page itself could not see, and what a policy blocked, is told here too.
    const session = await page.createCDPSession();
    await session.send("Network.enable");
    session.on("Network.requestWillBeSent", ({ request: { url } }) => asked.push(url));
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    await page.goto(PAGE);
    await page.waitForSelector("[data-ready]");
  });
  afterAll(async () => {
    await page?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const text = (selector: string, of: Page = page) =>
    of.$$eval(selector, (elements) => elements.map((element) => element.textContent ?? "").join("\n"));
  const choose = async (paths: readonly string[], of: Page = page) => {
    const input = await of.waitForSelector(".toolbar input[type=file]");
    await input?.uploadFile(...paths);
  };
  const press = (selector: string) =>
    page.$eval(selector, (button) => {
      if (button instanceof HTMLElement) button.click();
    });
  const pressNamed = async (name: string) => {
    const item = await page.waitForSelector(`aria/${name}`);
    await item?.evaluate((element) => element instanceof HTMLElement && element.click());
  };
  const exported = async (): Promise<Report> => {
    const { text: json } = await downloadBy(browser, async () => {
      await pressNamed("Export[role='button']");
      await pressNamed("JSON[role='menuitem']");
    });
    return parseReport(json);
  };
  /** Settles when nothing is being read any more. */
  const read = (of: Page = page) =>
    eventually(
      () =>
        of.evaluate(
          () => document.querySelector("progress") === null && document.querySelector(".import, .line") !== null,
        ),
      (isOver) => isOver,
      50_000,
    );

  it("says what it takes, and has nothing of an inspected page", async () => {
    await press(".settings-button");
    const settings = await text(".settings");
    const shown = await text("body");
    await press(".settings-button");
    expect(settings).toContain("Count events by name");
    expect(shown).toContain("Open a file, or drop it here");
    for (const absent of ["Live counts", "live counts", "Keep log", "Reload page", "Firefox", "Recording"]) {
      expect(shown).not.toContain(absent);
    }
  });

  it("is small enough to be mailed", () => {
    // What fflate compresses is larger than what mail programs and servers do.
    const packed = zlib.gzipSync(readFileSync(fileURLToPath(PAGE)), { level: 9 });
    expect(packed.length).toBeLessThan(450 * 1024);
  });

  it("explains every recording as the command line does", async () => {
    const files = readdirSync(HARS).map((name) => join(HARS, name));
    await choose(files);
    await read();
    const report = await exported();
    const rows = ({ connections }: Report, name?: string) =>
      connections.map((one) => [
        name ?? one.file,
        one.url,
        one.verdict.sentence,
        one.diagnosis?.id,
        one.diagnosis?.causes.map(({ id, likelihood }) => `${id} ${likelihood}`),
      ]);
    const wanted = files.flatMap((file) =>
      rows(redact(reportOfReading(readText(readFileSync(file, "utf8")), OPTIONS)), basename(file)),
    );
    const bare = (list: readonly unknown[]) => list.map((row) => JSON.stringify(row).replace(/<[^<>]*>/g, "<>")).sort();
    expect(wanted.length).toBeGreaterThan(200);
    expect(bare(rows(report))).toEqual(bare(wanted));
  });

  it("closes all files at once", async () => {
    await press(".toolbar [aria-label='Close all files']");
    expect(await text(".imports")).toBe("");
    expect(await text("body")).toContain("Open a file, or drop it here");
  });

  it("takes pasted text, shows the cause, and exports it masked", async () => {
    await pressNamed("Paste…[role='button']");
    await page.waitForSelector("dialog[open] textarea");
    await page.$eval(
      "dialog textarea",
      (area, pasted) => {
        if (!(area instanceof HTMLTextAreaElement)) return;
        area.value = pasted;
        area.dispatchEvent(new Event("input", { bubbles: true }));
      },
      "Dear diary",
    );
    const focused = () => page.evaluate(() => document.activeElement?.tagName);
    expect(await eventually(focused, (tag) => tag === "TEXTAREA")).toBe("TEXTAREA");
    await pressNamed("Explain[role='button']");
    // What cannot be explained stays in the field, with the reason, also when the dialog is closed meanwhile.
    const refusal = () => text(".paste-refusal");
    expect(await eventually(refusal, (why) => why !== "")).toMatch(/^It is neither .+ Paste the output of curl -v, /);
    await page.keyboard.press("Escape");
    await pressNamed("Paste…[role='button']");
    await page.waitForSelector("dialog[open] textarea");
    expect(await page.$eval("dialog textarea", (area) => area instanceof HTMLTextAreaElement && area.value)).toBe(
      "Dear diary",
    );
    await page.keyboard.press("Escape");
    await eventually(
      () => text("dialog"),
      (shown) => shown === "",
    );
    // Outside of a field, a paste is taken as a file that is dropped would be.
    await page.evaluate((pasted) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/plain", pasted);
      document.body.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
    }, CURL);
    await read();
    expect(await text(".row")).toMatch(/426/);
    await page.$eval(".row", (row) => row instanceof HTMLElement && row.click());
    const detail = await eventually(
      () => text(".detail"),
      (shown) => shown.includes("nginx"),
    );
    expect(detail).toContain("nginx");
    const report = await exported();
    expect(report.connections[0]?.diagnosis?.causes[0]?.likelihood).toBe("likely");
    expect(JSON.stringify(report)).not.toContain("s3cr3tTokenOfSomebody42");
  });

  it("reads every kind of file, and refuses what is none of them in words", async () => {
    await press(".toolbar [aria-label='Close all files']");
    const har = readFileSync(join(HARS, readdirSync(HARS)[0] ?? ""), "utf8");
    const files: Readonly<Record<string, string | Uint8Array>> = {
      "report.json": JSON.stringify(redact(reportOfReading(readText(har), OPTIONS))),
      "attached.zip": zipSync({ "har.har": strToU8(har) }),
      "packed.har.gz": gzipSync(strToU8(har)),
      "net-export.json": readFileSync(join(HARS, "../net-log/net-export.json")),
      "curl.txt": CURL,
      "notes.txt": "Dear diary",
    };
    for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
    await choose(Object.keys(files).map((name) => join(folder, name)));
    await read();
    const names = await text(".import .source-name");
    for (const name of Object.keys(files)) {
      if (name !== "notes.txt") expect(names).toContain(name);
    }
    expect(await text(".line")).toContain("notes.txt was not imported");
  });

  it("opens what Upgrades knows in a tab of its own, at the entry", async () => {
    await page.$eval(".row", (row) => row instanceof HTMLElement && row.click());
    await page.click("#tab-handshake");
    await page.waitForSelector(".more-link");
    const link = await page.evaluate(() => document.querySelector<HTMLAnchorElement>(".more-link")?.href ?? "");
    expect(link).toMatch(/^blob:\S+#[a-z-]+/);
    const opened = browser.waitForTarget((target) => target.url().startsWith("blob:"));
    await page.$eval(".more-link", (element) => element instanceof HTMLElement && element.click());
    const book = await (await opened).page();
    await book?.waitForSelector("article:target");
    expect(await book?.title()).toBe("What Upgrades knows");
    await book?.close();
  });

  it("asked nobody for anything, and its policy had nothing to forbid", () => {
    expect(asked.filter((url) => !/^(file|blob|data):/.test(url))).toEqual([]);
    expect(asked.length).toBeGreaterThan(0);
    expect(complaints).toEqual([]);
  });

  it("could not ask: whatever a file brought in, the policy forbids to connect", async () => {
    const refused = await page.evaluate(async () => {
      const violations: string[] = [];
      addEventListener("securitypolicyviolation", ({ effectiveDirective }) => violations.push(effectiveDirective));
      await fetch("http://127.0.0.1:9/").catch(() => undefined);
      try {
        new WebSocket("ws://127.0.0.1:9/");
      } catch {}
      document.body.append(Object.assign(document.createElement("img"), { src: "http://127.0.0.1:9/a.png" }));
      await new Promise((resolve) => setTimeout(resolve, 300));
      return violations.sort();
    });
    expect(refused).toEqual(["connect-src", "connect-src", "img-src"]);
  });

  const firefox = findFirefox();
  it("works in Firefox too", async ({ skip }) => {
    const executablePath = await firefox;
    if (executablePath === null) return skip();
    const other = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
    try {
      const [tab = await other.newPage()] = await other.pages();
      await tab.goto(PAGE);
      await tab.waitForSelector("[data-ready]");
      await choose([join(HARS, readdirSync(HARS)[0] ?? "")], tab);
      await read(tab);
      expect(await text(".row", tab)).not.toBe("");
    } finally {
      await other.close();
    }
  });
});
