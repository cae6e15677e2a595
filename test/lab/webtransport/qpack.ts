import { huffmanText } from "./huffman.ts";
import type { Read } from "./varint.ts";

/** Header fields in wire order. */
export type Fields = readonly (readonly [name: string, value: string])[];

/** The entries of QPACK's static table (RFC 9204 appendix A) that a browser's WebTransport request refers to: Chromium's, Firefox's. */
const STATIC: ReadonlyMap<number, readonly [name: string, value: string]> = new Map([
  [0, [":authority", ""]],
  [1, [":path", "/"]],
  [5, ["cookie", ""]],
  [13, ["referer", ""]],
  [15, [":method", "CONNECT"]],
  [22, [":scheme", "http"]],
  [23, [":scheme", "https"]],
  [29, ["accept", "*/*"]],
  [31, ["accept-encoding", "gzip, deflate, br"]],
  [39, ["cache-control", "no-cache"]],
  [72, ["accept-language", ""]],
  [90, ["origin", ""]],
  [95, ["user-agent", ""]],
]);

/** Where `:status` begins in the static table. */
const STATUS = 24;

/**
 * Reads a field section (RFC 9204 §4.5) that uses no dynamic table: the lab allows none.
 *
 * @throws Error when it does, or has an entry of the static table that is not known here
 */
export function readFields(section: Buffer): Fields {
  if (section[0] !== 0 || section[1] !== 0) throw new Error("The field section refers to a dynamic table.");
  const fields: (readonly [string, string])[] = [];
  for (let at = 2; at < section.length; ) {
    const first = section[at] ?? 0;
    if ((first & 0xc0) === 0xc0) {
      const index = readInteger(section, at, 6);
      fields.push(entry(index.value));
      at = index.end;
    } else if ((first & 0xd0) === 0x50) {
      const index = readInteger(section, at, 4);
      const value = readText(section, index.end, 7);
      fields.push([entry(index.value)[0], value.text]);
      at = value.end;
    } else if ((first & 0xe0) === 0x20) {
      const name = readText(section, at, 3);
      const value = readText(section, name.end, 7);
      fields.push([name.text, value.text]);
      at = value.end;
    } else {
      throw new Error("The field section refers to a dynamic table.");
    }
  }
  return fields;
}

/** Writes the field section of an answer that has a status and nothing else. @param status of three digits */
export function answerFields(status: number): Buffer {
  const digits = Buffer.from(String(status));
  // A literal whose name is in the static table: its index begins in four bits of the third byte (RFC 9204 §4.5.4).
  return Buffer.concat([Buffer.from([0, 0, 0x5f, STATUS - 15, digits.length]), digits]);
}

function entry(index: number): readonly [string, string] {
  const found = STATIC.get(index);
  if (found === undefined) throw new Error(`Entry ${index} of QPACK's static table is not known here.`);
  return found;
}

/** Text whose length has this many bits of its first byte; the bit before them says whether it is shortened. */
function readText(bytes: Buffer, at: number, bits: number): { readonly text: string; readonly end: number } {
  const length = readInteger(bytes, at, bits);
  const end = length.end + length.value;
  const raw = bytes.subarray(length.end, end);
  const isShortened = ((bytes[at] ?? 0) & (1 << bits)) !== 0;
  return { text: isShortened ? huffmanText(raw) : raw.toString("latin1"), end };
}

/** An integer that begins in the last bits of a byte (RFC 7541 §5.1). */
function readInteger(bytes: Buffer, at: number, bits: number): Read {
  const most = (1 << bits) - 1;
  let value = (bytes[at] ?? 0) & most;
  let end = at + 1;
  if (value < most) return { value, end };
  for (let factor = 1; end < bytes.length; factor *= 128) {
    const byte = bytes[end++] ?? 0;
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) break;
  }
  return { value, end };
}
