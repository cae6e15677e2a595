import { Decompress } from "fflate";

/** Longest result, in bytes: only the beginning of a body is looked at. */
const MOST = 1 << 14;

/** Bytes handed to the decompressor at once: what it makes of them is bounded by that. */
const STEP = 1 << 9;

/** Codings of RFC 9110 §8.4.1 that can be taken off; `br` and `zstd` have no decoder here. */
const KNOWN = /^(?:x-)?(?:gzip|deflate)$/i;

/**
 * Takes the compression off the beginning of a body. A body that breaks off gives what it has until then.
 *
 * @param coding the value of `Content-Encoding`; null: none was reported, and only gzip is known by its first bytes
 * @returns the bytes as they are where nothing is compressed; null for a coding that cannot be taken off, and for damaged data
 */
export function withoutCoding(bytes: Uint8Array, coding: string | null): Uint8Array | null {
  const names = (coding ?? "")
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && !/^identity$/i.test(name));
  if (isGzip(bytes)) return inflate(bytes);
  const [only] = names;
  if (only === undefined) return bytes;
  return names.length === 1 && KNOWN.test(only) ? inflate(bytes) : null;
}

/** Whether bytes begin as gzip with deflate does (RFC 1952 §2.3.1). */
export function isGzip(bytes: Uint8Array, at = 0): boolean {
  return bytes[at] === 0x1f && bytes[at + 1] === 0x8b && bytes[at + 2] === 8;
}

function inflate(bytes: Uint8Array): Uint8Array | null {
  const pieces: Uint8Array[] = [];
  let length = 0;
  const stream = new Decompress((piece) => {
    pieces.push(piece);
    length += piece.length;
  });
  try {
    for (let at = 0; at < bytes.length && length < MOST; at += STEP) {
      stream.push(bytes.subarray(at, at + STEP), at + STEP >= bytes.length);
    }
  } catch {
    // What came before the damage, or before the end of what was recorded, is as good as the rest.
  }
  if (length === 0) return null;
  const result = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    result.set(piece, at);
    at += piece.length;
  }
  return result.subarray(0, MOST);
}
