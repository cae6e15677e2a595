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
