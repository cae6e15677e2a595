import type { Direction } from "../direction.ts";
import type { Message } from "../observation.ts";

/** Number of characters at each end of a payload that go into its digest. */
const SAMPLE = 64;

/**
 * Reduces a message to what is kept of it: numbers. CDP and HAR give text as a string and binary as base64.
 *
 * @param at epoch milliseconds
 * @param data the payload as CDP `WebSocketFrame.payloadData` or HAR `_webSocketMessages[].data` has it
 */
export function messageOf(at: number, direction: Direction, opcode: number, data: string): Message {
  return { at, direction, opcode, size: sizeOf(direction, opcode, data), digest: digestOf(data) };
}

/** Bytes of application payload, or null when the browser hides it: a Blob that was sent arrives as an empty string. */
function sizeOf(direction: Direction, opcode: number, data: string): number | null {
  if (opcode === 1) return utf8Length(data);
  if (data === "") return direction === "sent" ? null : 0;
  const padding = data.endsWith("==") ? 2 : data.endsWith("=") ? 1 : 0;
  // A file may hold padding and nothing else.
  return Math.max(0, Math.floor((data.length * 3) / 4) - padding);
}

/** Length in UTF-8, in bytes, without encoding it: payloads may be large and come by the thousand. */
export function utf8Length(text: string): number {
  let bytes = text.length;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) continue;
    if (code >= 0xd800 && code <= 0xdbff && isLowSurrogate(text.charCodeAt(i + 1))) {
      // A surrogate pair: two units, four bytes.
      bytes += 2;
      i++;
    } else {
      // A surrogate without its other half is encoded as U+FFFD, in three bytes.
      bytes += code < 0x800 ? 1 : 2;
    }
  }
  return bytes;
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

/** FNV-1a, 32 bits, over both ends and the length: enough to tell messages apart, useless for reading them. */
function digestOf(data: string): number {
  const sample = data.length <= 2 * SAMPLE ? data : data.slice(0, SAMPLE) + data.slice(-SAMPLE);
  let hash = 0x811c9dc5 ^ data.length;
  for (let i = 0; i < sample.length; i++) hash = Math.imul(hash ^ sample.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
