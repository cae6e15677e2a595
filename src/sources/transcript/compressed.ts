import { isGzip, withoutCoding } from "../content-coding.ts";

/** Longest head of a response that is searched for its coding, in bytes. */
const MOST_HEAD = 1 << 13;

/** Bytes by which a body is seen to be text. */
const SAMPLE = 24;

const [LINE_FEED, RETURN] = [0x0a, 0x0d];

/** Where a transcript goes on after bytes that are no text: a mark, a message of curl, or the next response. */
const GOES_ON = /\n(?:[*<>] [ -~]{8}|curl: \(\d|HTTP\/\d[.\d]* \d{3}|[$#] curl )/;

/**
 * A transcript whose compressed bodies are readable. "Copy as cURL" takes the browser's `Accept-Encoding` along, so that what
 * `curl -i` then saves has the body as it went over the wire.
 *
 * @param bytes the whole file; one without such a body comes back as it is
 */
export function withReadableBodies(bytes: Uint8Array): Uint8Array {
  for (let at = bodyAfter(bytes, 0); at >= 0; at = bodyAfter(bytes, at)) {
    const coding = codingOf(bytes, at);
    if (coding === null) continue;
    const body = withoutCoding(bytes.subarray(at), coding);
    if (body === null) continue;
    const rest = bytes.subarray(at);
    const next = GOES_ON.exec(latin(rest))?.index ?? rest.length;
    return joined(bytes.subarray(0, at), body, withReadableBodies(rest.subarray(next)));
  }
  return bytes;
}

/** Place after the next empty line; −1: there is none. */
function bodyAfter(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(LINE_FEED, from); at >= 0; at = bytes.indexOf(LINE_FEED, at + 1)) {
    const next = bytes[at + 1] === RETURN ? at + 2 : at + 1;
    // curl -v marks the empty line too: "< ".
    const mark = bytes[at + 1] === 0x3c && bytes[at + 2] === 0x20 ? (bytes[at + 3] === RETURN ? at + 4 : at + 3) : -1;
    if (bytes[next] === LINE_FEED) return next + 1;
    if (mark >= 0 && bytes[mark] === LINE_FEED) return mark + 1;
  }
  return -1;
}

/** Coding of a body, by the head before it; gzip only where its bytes are there. null: none that can be taken off. */
function codingOf(bytes: Uint8Array, at: number): string | null {
  if (bytes.subarray(at, at + SAMPLE).every(isPlain)) return null;
  const head = latin(bytes.subarray(Math.max(0, at - MOST_HEAD), at));
  const encoding = [...head.matchAll(/^(?:< )?content-encoding:([\w, -]+)\r?$/gim)].at(-1)?.[1]?.trim() || null;
  if (isGzip(bytes, at)) return encoding ?? "gzip";
  return /^deflate$/i.test(encoding ?? "") ? encoding : null;
}

/** Printable ASCII and the breaks of lines: no compressed data begins with so many of them. */
function isPlain(byte: number): boolean {
  return (byte >= 0x20 && byte < 0x7f) || (byte >= 9 && byte <= RETURN);
}

/** Every byte as one character, so that places in the text are places in the bytes. */
function latin(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

function joined(...pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    all.set(piece, at);
    at += piece.length;
  }
  return all;
}
