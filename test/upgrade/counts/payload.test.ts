import { Buffer } from "node:buffer";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { messageOf } from "../../../src/upgrade/counts/payload.ts";

function sizeOfText(text: string): number | null {
  return messageOf(0, "received", 1, text).size;
}

function sizeOfBinary(base64: string, direction: "sent" | "received" = "received"): number | null {
  return messageOf(0, direction, 2, base64).size;
}

describe("the size of text", () => {
  const table: [text: string, bytes: number][] = [
    ["", 0],
    ["hello", 5],
    ["é", 2],
    ["€", 3],
    ["😀", 4],
    ["a😀é€", 10],
    ["\u007f\u0080\u07ff\u0800\uffff", 1 + 2 + 2 + 3 + 3],
    ["\ud800", 3],
    ["\udc00", 3],
    ["\ud800a", 4],
    ["\ud800é", 5],
    ["\ud800\ud800\udc00", 7],
    ["\udc00\ud800", 6],
  ];
  it.each(table)("%j has %i bytes", (text, bytes) => {
    expect(sizeOfText(text)).toBe(bytes);
  });

  it("is what an encoder makes of it, broken surrogates included", () => {
    const anyText = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.string({ unit: "grapheme" }),
      fc
        .array(fc.oneof(fc.nat({ max: 0xffff }), fc.integer({ min: 0xd700, max: 0xe0ff })))
        .map((units) => String.fromCharCode(...units)),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        expect(sizeOfText(text)).toBe(new TextEncoder().encode(text).length);
      }),
      { numRuns: 500 },
    );
  });
});

describe("the size of binary", () => {
  it("is what a decoder makes of it, padded or not", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (bytes) => {
        const base64 = Buffer.from(bytes).toString("base64");
        expect(sizeOfBinary(base64)).toBe(bytes.length);
        expect(sizeOfBinary(base64.replace(/=+$/, ""))).toBe(bytes.length);
      }),
    );
  });

  it("is never less than nothing, for a file may hold padding alone", () => {
    for (const odd of ["=", "==", "A=", "A=="]) expect(sizeOfBinary(odd)).toBe(0);
  });

  it("is not known for an empty one that was sent: the browser hides a Blob so", () => {
    expect(sizeOfBinary("", "sent")).toBeNull();
    expect(sizeOfBinary("", "received")).toBe(0);
    expect(messageOf(0, "sent", 1, "").size).toBe(0);
  });
});

describe("messageOf", () => {
  it("keeps numbers only", () => {
    const secret = "password=hunter2";
    const message = messageOf(42, "sent", 1, secret);
    expect(Object.keys(message).sort()).toEqual(["at", "digest", "direction", "opcode", "size"]);
    expect(message).toMatchObject({ at: 42, direction: "sent", opcode: 1, size: 16 });
    expect(JSON.stringify(message)).not.toContain("hunter2");
  });

  it("gives equal payloads the same digest, and others another", () => {
    const digest = (text: string) => messageOf(0, "sent", 1, text).digest;
    expect(digest("abc")).toBe(digest("abc"));
    expect(digest("abc")).not.toBe(digest("abd"));
    const long = "x".repeat(1000);
    expect(digest(long)).not.toBe(digest(`${long}x`));
    expect(digest(`a${long}`)).not.toBe(digest(`b${long}`));
    expect(digest(`${long}a`)).not.toBe(digest(`${long}b`));
    expect(digest("")).toBeGreaterThanOrEqual(0);
  });
});
