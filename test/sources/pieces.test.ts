import { describe, expect, it } from "vitest";
import { readPieces } from "../../src/sources/pieces.ts";
import { har, socketEntry } from "../cli/built-har.ts";

const REQUEST = "> GET /live HTTP/1.1\n> Host: app.example\n> Upgrade: websocket\n> Sec-WebSocket-Version: 13\n>\n";
const REFUSED = "< HTTP/1.1 403 Forbidden\n<\n";
const read = (bytes: Uint8Array) => {
  const pieces = [bytes];
  return readPieces(async () => pieces.shift() ?? null, 1, 1 << 20);
};
const utf8 = (text: string) => new TextEncoder().encode(text);

describe("readPieces", () => {
  it("reads UTF-16 in either byte order", async () => {
    for (const isBig of [true, false]) {
      const bytes = new Uint8Array(Buffer.from(`\ufeff${REQUEST}${REFUSED}`, "utf16le"));
      if (isBig) Buffer.from(bytes.buffer).swap16();
      expect((await read(bytes)).upgrades.map(({ response }) => response?.status)).toEqual([403]);
    }
  });

  it("reads UTF-16 without a byte order mark", async () => {
    for (const isBig of [true, false]) {
      const bytes = new Uint8Array(Buffer.from(`${REQUEST}${REFUSED}`, "utf16le"));
      if (isBig) Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).swap16();
      expect((await read(bytes)).upgrades.map(({ response }) => response?.status)).toEqual([403]);
    }
  });

  it("reads Windows-1252, and says that it is a guess", async () => {
    const line = "Firefox can\x92t establish a connection to the server at wss://app.example/caf\xe9.";
    const { upgrades, lost } = await read(new Uint8Array(Buffer.from(line, "latin1")));
    expect(upgrades[0]?.url).toBe("wss://app.example/café");
    expect(upgrades[0]?.error?.message).toContain("can’t");
    expect(lost).toEqual([
      "The file is not in UTF-8: letters other than a to z were read as Windows-1252, and may be wrong.",
    ]);
  });

  it("keeps UTF-8 that was cut within a letter, and what is no text", async () => {
    const cut = utf8(`${REQUEST}${REFUSED}é – ü`).slice(0, -1);
    expect((await read(cut)).lost).toEqual([]);
    const picture = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0xe9, 0xe8]);
    await expect(read(picture)).rejects.toThrow("It is a picture");
  });

  it("says that something follows a HAR file", async () => {
    const file = har([socketEntry()]);
    await expect(read(utf8(`${file}\n${file}`))).rejects.toThrow("Something else follows the HAR file in it");
    expect((await read(utf8(`${file}\n\n`))).upgrades).toHaveLength(1);
  });

  it("says that a HAR file behind a transcript was not read", async () => {
    const { lost } = await read(utf8(`${REQUEST}${REFUSED}\n${har([socketEntry()])}`));
    expect(lost).toEqual(["The text also has a HAR file in it, which was not read: open it by itself."]);
  });

  it("takes the scheme from the port that curl names", async () => {
    for (const [port, url] of [
      [443, "wss://app.example/live"],
      [80, "ws://app.example/live"],
    ]) {
      const text = `* Connected to app.example (203.0.113.5) port ${port} (#0)\n${REQUEST}* Empty reply from server\n`;
      expect((await read(utf8(text))).upgrades.map((one) => one.url)).toEqual([url]);
    }
  });
});
