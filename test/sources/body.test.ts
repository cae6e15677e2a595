import fc from "fast-check";
import { deflateSync, gzipSync, strToU8, zlibSync } from "fflate";
import { describe, expect, it } from "vitest";
import { bodyOfBase64, bodyOfBytes, MOST_BODY } from "../../src/sources/body.ts";
import { readPieces } from "../../src/sources/pieces.ts";
import { readHar } from "../../src/sources/recognize.ts";

const WORDS = '{"code":3,"message":"Bad request"}';
const CODED = [
  ["gzip", gzipSync(strToU8(WORDS))],
  ["x-gzip", gzipSync(strToU8(WORDS))],
  ["deflate", zlibSync(strToU8(WORDS))],
  ["deflate", deflateSync(strToU8(WORDS))],
  ["identity", strToU8(WORDS)],
] as const;

function base64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes));
}

describe("a compressed body", () => {
  it.each(CODED)("%s is read", (coding, bytes) => {
    expect(bodyOfBytes(bytes, "application/json", coding)).toBe(WORDS);
    expect(bodyOfBase64(base64(bytes), "application/json", coding)).toBe(WORDS);
  });

  it.each(["br", "zstd", "gzip, br", "compress"])("%s has no decoder here: nothing is made of it", (coding) => {
    expect(bodyOfBytes(Uint8Array.from([0x8b, 2, 0x80, 1]), "text/plain", coding)).toBeUndefined();
  });

  it("that breaks off gives what it has until then", () => {
    const long = Array.from({ length: 4000 }, (_, i) => `line ${i * 7919}`).join("\n");
    const body = bodyOfBytes(gzipSync(strToU8(long)).subarray(0, 4000), "text/plain", "gzip");
    expect(body?.startsWith("line 0\nline 7919\n")).toBe(true);
  });

  it("is bounded, whatever it unpacks to", () => {
    const bomb = gzipSync(new Uint8Array(1 << 26).fill(0x61), { level: 9 });
    expect(bodyOfBytes(bomb, "text/plain", "gzip")).toHaveLength(MOST_BODY);
  });

  it("never throws, whatever it is", () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.constantFrom(null, "gzip", "deflate", "br", "x, y"), (bytes, coding) => {
        const body = bodyOfBytes(Uint8Array.from([0x1f, 0x8b, 8, ...bytes]), "text/plain", coding);
        expect(body === undefined || body.length <= MOST_BODY).toBe(true);
        bodyOfBytes(bytes, null, coding);
      }),
    );
  });
});

describe("where it stands in a file", () => {
  const request = {
    url: "wss://example.com/live",
    headers: [
      { name: "Upgrade", value: "websocket" },
      { name: "Sec-WebSocket-Key", value: "dGhlIHNhbXBsZSBub25jZQ==" },
    ],
  };

  it.each(CODED)("a HAR with Base64: %s", (coding, bytes) => {
    const content = { mimeType: "application/json", encoding: "base64", text: base64(bytes) };
    const headers = [{ name: "Content-Encoding", value: coding }];
    const entry = { request, response: { status: 400, statusText: "Bad Request", headers, content } };
    const { upgrades } = readHar({ log: { creator: { name: "Some tool" }, entries: [entry] } });
    expect(upgrades[0]?.response?.body).toBe(WORDS);
  });

  const head = (coding: string, mark = "") =>
    ["HTTP/1.1 400 Bad Request", "Content-Type: application/json", `Content-Encoding: ${coding}`, ""]
      .map((line) => `${mark}${line}\r\n`)
      .join("");
  const sent = "> GET /live HTTP/1.1\r\n> Host: example.com\r\n> Upgrade: websocket\r\n> Connection: Upgrade\r\n> \r\n";

  it.each(CODED)("what curl saved: %s", async (coding, bytes) => {
    for (const [before, after] of [
      [head(coding), ""],
      [sent + head(coding, "< "), ""],
      [sent + head(coding, "< "), "\n* Connection #0 to host example.com left intact\n"],
    ]) {
      const pieces = [Uint8Array.from([...strToU8(before ?? ""), ...bytes, ...strToU8(after ?? "")])];
      const { upgrades } = await readPieces(async () => pieces.shift() ?? null, 1, 1 << 20);
      expect(upgrades.map(({ response }) => response?.body)).toEqual([WORDS]);
    }
  });
});
