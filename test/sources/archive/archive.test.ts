import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { readPieces } from "../../../src/sources/pieces.ts";

const START = "2026-11-28T22:00:27.000Z";
const AT = Date.parse(START);

const SOCKET = {
  _resourceType: "websocket",
  startedDateTime: START,
  time: 20,
  request: { method: "GET", url: "wss://example.com/live", headers: [] },
  response: { status: 101, statusText: "Switching Protocols", headers: [], content: { size: -1, _file: "a1.jsonl" } },
  timings: { send: -1, wait: -1, receive: -1 },
};
const LINES = [
  { type: "send", time: AT + 1, opcode: 1, data: "yo" },
  { type: "receive", time: AT + 2, opcode: 1, data: "hi" },
  { type: "receive", time: AT + 3, opcode: 1, data: "echo yo" },
];
const ATTACHED = `${LINES.map((line) => JSON.stringify(line)).join("\n")}\n`;
const HAR = JSON.stringify({
  log: { creator: { name: "Playwright", version: "1.65.1" }, pages: [], entries: [SOCKET] },
});

async function read(files: Readonly<Record<string, string>>) {
  return readBytes(zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))));
}

async function readBytes(bytes: Uint8Array) {
  let isRead = false;
  const next = async () => {
    if (isRead) return null;
    isRead = true;
    return bytes;
  };
  return readPieces(next, 1, 1 << 26);
}

describe("a zip archive", () => {
  it("of a HAR: its attached messages are counted", async () => {
    const { upgrades, browser } = await read({ "har.har": HAR, "a1.jsonl": ATTACHED });
    expect(upgrades).toMatchObject([
      { logsMessages: true, countedByLog: { sent: { count: 1 }, received: { count: 2, bytes: 9 } } },
    ]);
    expect(browser).toBe("Playwright 1.65.1");
  });

  it("of a HAR whose attachment is missing: its messages are not known", async () => {
    expect((await read({ "har.har": HAR })).upgrades).toMatchObject([{ logsMessages: false }]);
  });

  it("of a trace: every context's connections, with their messages", async () => {
    const network = `${JSON.stringify({ type: "resource-snapshot", snapshot: SOCKET })}\n{"type":"cut`;
    const trace = JSON.stringify({ type: "context-options", browserName: "chromium", playwrightVersion: "1.65.1" });
    const other = network.replaceAll("/live", "/other");
    const { upgrades, browser } = await read({
      "0-trace.network": network,
      "0-trace.trace": `${trace}\n`,
      "1-trace.network": other,
      "resources/a1.jsonl": ATTACHED,
    });
    expect(upgrades.map(({ url }) => url)).toEqual(["wss://example.com/live", "wss://example.com/other"]);
    expect(upgrades).toMatchObject([
      { countedByLog: { received: { count: 2 } } },
      { countedByLog: { received: { count: 2 } } },
    ]);
    expect(browser).toBe("Playwright 1.65.1");
  });

  it("of any other capture: it is read as if it lay open", async () => {
    const reading = await read({ "notes.txt": "nothing", "session.json": HAR });
    expect(reading.upgrades).toHaveLength(1);
  });

  it("without a capture is refused with what was looked for", async () => {
    await expect(read({ "notes.txt": "nothing", "picture.png": "x" })).rejects.toThrow(
      "It is a zip archive without a HAR file, a Playwright trace, a network log, a report or a transcript.",
    );
  });

  it("that breaks off is refused", async () => {
    const whole = zipSync({ "har.har": strToU8(HAR) });
    await expect(readBytes(whole.subarray(0, whole.length - 30))).rejects.toThrow("truncated or damaged");
  });

  it("that would fill the memory is refused before it is unpacked", async () => {
    const bomb = zipSync({ "har.har": new Uint8Array(200 << 20) }, { level: 9 });
    await expect(readBytes(bomb)).rejects.toThrow("too large");
  });
});
