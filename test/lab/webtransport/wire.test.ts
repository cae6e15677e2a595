import { describe, expect, it } from "vitest";
import { huffmanText } from "./huffman.ts";
import { answerFields, readFields } from "./qpack.ts";
import { chunk, chunkReader, readVarint, varint } from "./varint.ts";

const bytes = (hex: string) => Buffer.from(hex.replaceAll(" ", ""), "hex");

/** What Chromium 156 sent on the stream of its request: the headers, and a frame that means nothing (RFC 9114 §7.2.8). */
const REQUEST = bytes(
  "0140580000d7cf508b089d5c0b8170dc69c75d67518663c27fcf30072f00b95d8749c87a3f89f058d360ea4567b13f2f0e4148b782c69b07522b3d895a74a6b65692c1ca900b01315f4b909d29aee30c044eae05c0b86e32d05d7f001ec6f0ca3c40f52d9c15148a79e07f69da142ca450d75e6cb4151bcc3ab459",
);

describe("the lab's HTTP/3", () => {
  it("reads the examples of RFC 9000 appendix A.1", () => {
    expect(readVarint(bytes("25"))).toEqual({ value: 37, end: 1 });
    expect(readVarint(bytes("7bbd"))).toEqual({ value: 15293, end: 2 });
    expect(readVarint(bytes("9d7f3e7d"))).toEqual({ value: 494878333, end: 4 });
    expect(readVarint(bytes("c2197c5eff14e88c"))?.end).toBe(8);
    expect(readVarint(bytes("9d7f3e"))).toBeNull();
  });

  it("writes what it reads", () => {
    for (const value of [0, 63, 64, 16_383, 16_384, 0x3fffffff, 0x40000000, 0xc671706a])
      expect(readVarint(varint(value))?.value).toBe(value);
  });

  it("finds frames wherever they are cut", () => {
    const wire = Buffer.concat([chunk(0, Buffer.from("ab")), chunk(0x2843, Buffer.alloc(70))]);
    const read = chunkReader();
    const found = Array.from(wire, (byte) => read(Buffer.from([byte]))).flat();
    expect(found.map(({ type, payload }) => [type, payload.length])).toEqual([
      [0, 2],
      [0x2843, 70],
    ]);
  });

  it("reads the examples of RFC 7541 appendix C.4", () => {
    expect(huffmanText(bytes("f1e3 c2e5 f23a 6ba0 ab90 f4ff"))).toBe("www.example.com");
    expect(huffmanText(bytes("a8eb 1064 9cbf"))).toBe("no-cache");
    expect(huffmanText(bytes("25a8 49e9 5bb8 e8b4 bf"))).toBe("custom-value");
    // Appendix C.6.1: a date, with its space and colons.
    expect(huffmanText(bytes("d07a be94 1054 d444 a820 0595 040b 8166 e082 a62d 1bff"))).toBe(
      "Mon, 21 Oct 2013 20:13:21 GMT",
    );
    expect(() => huffmanText(bytes("ffff ffff"))).toThrow("No character");
  });

  it("reads a request of Chromium's", () => {
    const [headers] = chunkReader()(REQUEST);
    expect(headers?.type).toBe(1);
    expect(readFields(headers?.payload ?? Buffer.alloc(0))).toEqual([
      [":scheme", "https"],
      [":method", "CONNECT"],
      [":authority", "127.0.0.1:46773"],
      [":path", "/wt?x=1"],
      [":protocol", "webtransport"],
      ["sec-webtransport-http3-draft02", "1"],
      ["origin", "http://127.0.0.1:34179"],
    ]);
  });

  it("writes a status, and refuses a dynamic table", () => {
    expect(answerFields(404)).toEqual(bytes("0000 5f09 03 343034"));
    expect(() => readFields(bytes("0200 80"))).toThrow("dynamic table");
    expect(() => readFields(bytes("0000 ff3f"))).toThrow("not known here");
  });
});
