import { sha1 } from "@noble/hashes/legacy.js";

/** RFC 6455 §1.3: the constant that a server appends to the key, so that only a WebSocket server responds correctly. */
export const ACCEPT_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

const ENCODER = new TextEncoder();

/** Each step of the accept computation, so that it can be shown and not only believed. */
export interface AcceptSteps {
  readonly key: string;
  readonly concatenated: string;
  /** SHA-1 of `concatenated`, in lower-case hexadecimal. */
  readonly sha1: string;
  /** Base64 of that hash: the value that Sec-WebSocket-Accept must have. */
  readonly accept: string;
}

/**
 * Computes Sec-WebSocket-Accept from Sec-WebSocket-Key (RFC 6455 §4.2.2 step 5.4), step by step.
 *
 * @param key the value of Sec-WebSocket-Key; surrounding white space is ignored (§4.1)
 */
export function acceptSteps(key: string): AcceptSteps {
  const trimmed = key.trim();
  const hash = hashOf(trimmed);
  const hex = Array.from(hash, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return { key: trimmed, concatenated: trimmed + ACCEPT_GUID, sha1: hex, accept: base64Of(hash) };
}

/** The Sec-WebSocket-Accept value that responses a Sec-WebSocket-Key (RFC 6455 §4.2.2). */
export function acceptOf(key: string): string {
  return base64Of(hashOf(key.trim()));
}

function hashOf(key: string): Uint8Array {
  return sha1(ENCODER.encode(key + ACCEPT_GUID));
}

function base64Of(hash: Uint8Array): string {
  return btoa(String.fromCharCode(...hash));
}

/**
 * How many bytes a Sec-WebSocket-Key decodes to; RFC 6455 §4.1 asks for 16.
 *
 * @returns the number of bytes, or null when it is not base64
 */
export function keyBytes(key: string): number | null {
  const trimmed = key.trim();
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(trimmed) || trimmed.length % 4 !== 0) return null;
  return atob(trimmed).length;
}
