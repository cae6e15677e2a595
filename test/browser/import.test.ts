import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Dialog } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exportReport } from "../../src/cli/browser/drive-panel.ts";
import { har, socketEntry } from "../cli/built-har.ts";
import { HOSTILE } from "../report/hostile.ts";
import { parseReport } from "../report/parse-report.ts";
import { eventually, type Inspected, inspect } from "./inspected.ts";

/** Files in the panel, in real DevTools: chosen, dropped, wrong, hostile, large; beside a capture that goes on. */
describe("importing", () => {
  let at: Inspected;
  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "upgrades-import-"));
    at = await inspect("/app");
    await at.page.reload();
    await at.live();
  });
  afterAll(async () => {
    await at?.close();
    await rm(folder, { recursive: true, force: true });
  });

  const text = (selector: string) =>
    at.open.panel.$$eval(selector, (elements) => elements.map((element) => element.textContent ?? "").join("\n"));
  const save = async (name: string, content: string) => {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  };
  /** Into the toolbar's own chooser: the window that the operating system opens for it cannot be driven. */
  const choose = async (...paths: string[]) => {
    const input = await at.open.panel.waitForSelector(".toolbar input[type=file]");
    await input?.uploadFile(...paths);
  };
  const drop = (name: string, content: string) =>
    at.open.panel.evaluate(
      (fileName, fileContent) => {
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File([fileContent], fileName));
        const target = document.querySelector("[role=grid]");
        const send = (type: string) =>
          target?.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
        send("dragenter");
        return new Promise<string>((resolve) =>
          setTimeout(() => {
            const shown = document.querySelector(".drop")?.textContent ?? "";
            send("drop");
            resolve(shown);
          }, 50),
        );
      },
      name,
      content,
    );
  const press = (selector: string) =>
    at.open.panel.$eval(selector, (button) => button instanceof HTMLElement && button.click());
  const sources = () => text(".imports .source");

  it("opens the browser's file chooser from a button beside Export", async () => {
    const asked = await at.open.panel.$eval(".toolbar", (toolbar) => {
      let clicks = 0;
      const input = toolbar.querySelector("input[type=file]");
      const count = (event: Event) => {
        clicks++;
        event.preventDefault();
      };
      input?.addEventListener("click", count, { once: true });
      const button = toolbar.querySelector(".import-button");
      if (button instanceof HTMLElement) button.click();
      return { clicks, name: button?.textContent, multiple: input instanceof HTMLInputElement && input.multiple };
    });
    expect(asked).toEqual({ clicks: 1, name: "Import", multiple: true });
  });

  it("takes a HAR through the file chooser, and shows its explanation, handshake and messages", async () => {
    const messages = [{ type: "send", time: 1_795_359_601, opcode: 1, data: "hello" }];
    const refused = socketEntry({ url: "wss://other.test/refused", status: 403 });
    await choose(await save("colleague.har", har([socketEntry({ url: "wss://other.test/fine", messages }), refused])));
    await eventually(sources, (words) => words.includes("colleague.har"));
    await press("[data-id^=f1-]");
    expect(await text(".from-file")).toContain("From colleague.har");
    expect(await text("[role=tabpanel]")).toContain("The handshake succeeded.");
    await press("#tab-handshake");
    expect(await text("[role=tabpanel]")).toContain("wss://other.test/fine");
    await press("#tab-messages");
    expect(await text("[role=tabpanel] .totals")).toMatch(/Sent\s*1/);
    await press("#tab-explanation");
  });

  it("leaves the live capture alone, and survives Clear and a reload", async () => {
    const before = (await at.connection("/live")).messages?.received.count ?? 0;
    await eventually(
      async () => (await at.connection("/live")).messages?.received.count ?? 0,
      (count) => count > before,
    );
    await press("[aria-label='Clear the list'], [title='Clear the list; imported files stay']");
    await at.page.reload();
    await eventually(
      () => at.connection("/live"),
      ({ state }) => state === "open",
    );
    const { capture, connections } = await at.report();
    expect(capture.source).toBe("debugger");
    // One key stands on both, as tools put it there: two handshakes all the same.
    expect(connections.filter(({ file }) => file === "colleague.har")).toHaveLength(2);
    expect(connections.filter(({ file }) => file === null).length).toBeGreaterThan(0);
  });

  it("takes what is dropped, shows where, and reads a report of its own", async () => {
    const report = (await exportReport(at.browser, at.open, "JSON")).text;
    expect(await drop("report.json", report)).toContain("Drop to import");
    await eventually(sources, (words) => words.includes("report.json"));
    expect(await at.open.panel.$(".drop")).toBeNull();
    expect(parseReport(report).connections.length).toBeGreaterThan(0);
  });

  it("takes several at once, and says in a sentence which was none", async () => {
    const curl =
      "> GET /live HTTP/1.1\n> Host: a.test\n> Upgrade: websocket\n>\n< HTTP/1.1 404 Not Found\n< Server: nginx\n<\n";
    const rows = () => at.open.panel.$$eval("[role=grid] tr[data-id]", (found) => found.length);
    const before = await rows();
    await choose(
      await save("curl.txt", curl),
      await save("holiday.jpg", "\u0000\u0001 not a log"),
      await save("broken.har", '{"log":{"entries":[{]'),
      await save("empty.har", har([])),
    );
    await eventually(
      () => text(".line"),
      (words) => words.includes("broken.har") && words.includes("empty.har"),
    );
    const lines = await text(".line");
    expect(lines).toMatch(/holiday\.jpg was not imported\. It is neither a HAR file, [\s\S]* You can import HAR files/);
    expect(lines).toMatch(/broken\.har was not imported\. It starts as a HAR file, but is truncated/);
    expect(lines).toContain("empty.har contains no WebSocket upgrades.");
    expect(await sources()).toContain("curl.txt");
    expect(await rows()).toBe(before + 1);
    await press(".line-dismiss");
  });

  it("lists one source alone, and takes a file out again", async () => {
    const names = () => text("[role=grid] tr[data-id] .name");
    await press("[title='1 upgrade'].source");
    expect((await names()).split("\n")).toHaveLength(1);
    await press(".source");
    await press("[aria-label='Remove curl.txt from the list']");
    expect(await sources()).not.toContain("curl.txt");
    expect(await names()).not.toContain("curl.txt");
  });

  it("shows hostile contents and names as text and nothing else", async () => {
    const complaints: string[] = [];
    const complain = (dialog: Dialog) => complaints.push(dialog.message());
    at.open.devtools.on("dialog", complain);
    const elements = () => at.open.panel.$$eval("img, iframe, script[src^=http], object", (found) => found.length);
    const before = await elements();
    const entries = HOSTILE.map((value, i) => ({
      ...socketEntry(),
      request: {
        method: "GET",
        url: `wss://a.test/${i}${value}`,
        headers: [
          { name: "Sec-WebSocket-Key", value: btoa(String(i).padEnd(16, "x")) },
          { name: "X-Hostile", value },
        ],
      },
      response: { status: 400, statusText: value, headers: [{ name: "Server", value }] },
    }));
    await drop('<img src=x onerror="alert(1)">.har', har(entries));
    await eventually(sources, (words) => words.includes("<img src=x"));
    for (const id of await at.open.panel.$$eval("[data-id]", (rows) =>
      rows.map((row) => row.getAttribute("data-id")),
    )) {
      await press(`[data-id='${id}']`);
      await press("#tab-handshake");
    }
    await press("#tab-explanation");
    at.open.devtools.off("dialog", complain);
    expect(complaints).toEqual([]);
    expect(await elements()).toBe(before);
  });

  it("reads a large file with progress, and stops when it is told to", async () => {
    const entry = JSON.stringify({
      ...socketEntry({ url: "wss://large.test/live" }),
      _webSocketMessages: Array.from({ length: 2000 }, (_, i) => ({
        type: "receive",
        time: 1_795_359_600 + i,
        opcode: 1,
        data: "x".repeat(400),
      })),
    });
    const large = await save(
      "large.har",
      har([]).replace('"entries":[]', `"entries":[${Array(120).fill(entry).join()}]`),
    );
    await choose(large);
    await at.open.panel.waitForSelector(".line-progress");
    await press(".line .tonal");
    await eventually(
      () => at.open.panel.$(".line-progress"),
      (progress) => progress === null,
    );
    expect(await sources()).not.toContain("large.har");
    expect(await text(".line")).not.toContain("large.har");
    await choose(large);
    await eventually(sources, (words) => words.includes("large.har"), 50_000);
  });
});
