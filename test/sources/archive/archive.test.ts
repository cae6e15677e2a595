import { deflateSync, gzipSync } from "node:zlib";
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
    const bomb = zipSync({ "har.har": new Uint8Array(80 << 20) }, { level: 1 });
    await expect(readBytes(bomb)).rejects.toThrow("too large");
  });
});

describe("a compressed file", () => {
  const forms = [
    ["gzip", (bytes: Uint8Array) => new Uint8Array(gzipSync(bytes))],
    ["zlib, as mitmproxy's .zhar", (bytes: Uint8Array) => new Uint8Array(deflateSync(bytes))],
  ] as const;
  const entries = Array.from({ length: 300 }, (_, i) => ({
    ...SOCKET,
    request: { ...SOCKET.request, url: `wss://example.com/${i}` },
  }));
  const large = JSON.stringify({ log: { creator: { name: "mitmproxy", version: "12" }, pages: [], entries } });

  async function inPieces(bytes: Uint8Array, size: number) {
    let at = 0;
    const next = async () => {
      const piece = bytes.subarray(at, at + size);
      at += size;
      return piece.length === 0 ? null : piece;
    };
    return readPieces(next, 1, 1 << 26);
  }

  it.each(forms)("%s: a HAR of any size, however it is cut", async (_, pack) => {
    for (const size of [1000, 1 << 16]) expect((await inPieces(pack(strToU8(large)), size)).upgrades).toHaveLength(300);
    expect((await inPieces(pack(strToU8(HAR)), 7)).browser).toBe("Playwright 1.65.1");
  });

  it.each(forms)("%s: a transcript too", async (_, pack) => {
    const text = "GET /live HTTP/1.1\r\nHost: a.test\r\nUpgrade: websocket\r\n\r\nHTTP/1.1 403 Forbidden\r\n\r\n";
    expect((await readBytes(pack(strToU8(text)))).upgrades).toMatchObject([{ response: { status: 403 } }]);
  });

  it.each(forms)("%s: one that breaks off or is damaged is refused in words", async (_, pack) => {
    const whole = pack(strToU8(large));
    const damaged = whole.slice();
    damaged.fill(0xff, 200, 400);
    for (const bytes of [whole.subarray(0, whole.length >> 1), damaged])
      await expect(inPieces(bytes, 1 << 16)).rejects.toThrow(
        /^It (?:is a compressed file|begins as a HAR file), but (?:it )?breaks off or/,
      );
  });

  it.each(forms)("%s: one that fills the memory is not read", async (_, pack) => {
    await expect(readBytes(pack(new Uint8Array(80 << 20).fill(0x20)))).rejects.toThrow("too large");
  });
});
