import type { Headers } from "../../upgrade/http/headers.ts";
import { headerValue } from "../../upgrade/http/headers.ts";
import type { Response } from "../../upgrade/observation.ts";
import { bodyOfBytes, bytesOfBase64 } from "../body.ts";

/** Bytes of a response that are kept: its head, and the beginning of its body. */
const MOST = 1 << 15;

/** Bytes of one request, as they came from its socket. */
interface Received {
  readonly job: number;
  /** Whether they are those below TLS's encryption: the others on the same socket are the encrypted ones. */
  isDecrypted: boolean;
  bytes: Uint8Array;
}

/**
 * Responses in a network log that was made with "Include raw bytes": of a refused handshake the log has no event with its
 * headers, but what the socket read stands in SOCKET_BYTES_RECEIVED, below TLS in SSL_SOCKET_BYTES_RECEIVED. The browser reads
 * until the head is whole, so of the body only what came with it is there. A request is bound to a job, and a job uses a
 * socket (docs/chromium.md#net-log-bytes).
 */
export class RawBytes {
  readonly #requests = new Map<number, Received>();
  readonly #requestOf = new Map<number, number>();
  readonly #jobOf = new Map<number, number>();

  /** HTTP_STREAM_REQUEST_BOUND_TO_JOB. A request that is sent again has another job, and another response. */
  bind(request: number, job: number): void {
    this.forget(request);
    this.#requests.set(request, { job, isDecrypted: false, bytes: new Uint8Array() });
    this.#requestOf.set(job, request);
  }

  /** SOCKET_IN_USE. @param job null: no longer in use */
  use(socket: number, job: number | null): void {
    if (job === null) this.#jobOf.delete(socket);
    else this.#jobOf.set(socket, job);
  }

  /**
   * SOCKET_BYTES_RECEIVED and SSL_SOCKET_BYTES_RECEIVED.
   *
   * @param bytes Base64, as the log has them
   */
  receive(socket: number, bytes: string, isDecrypted: boolean): void {
    const received = this.#requests.get(this.#requestOf.get(this.#jobOf.get(socket) ?? -1) ?? -1);
    if (received === undefined || (received.isDecrypted && !isDecrypted)) return;
    if (isDecrypted && !received.isDecrypted) received.bytes = new Uint8Array();
    received.isDecrypted = isDecrypted;
    if (received.bytes.length >= MOST) return;
    const more = bytesOfBase64(bytes.slice(0, MOST * 2));
    if (more !== null) received.bytes = joined(received.bytes, more).subarray(0, MOST);
  }

  /** The response to a request, as far as its socket read it; null: its bytes are not in the log, or are none of HTTP/1. */
  responseTo(request: number): Response | null {
    return responseIn(this.#requests.get(request)?.bytes ?? new Uint8Array());
  }

  forget(request: number): void {
    this.#requestOf.delete(this.#requests.get(request)?.job ?? -1);
    this.#requests.delete(request);
  }
}

function responseIn(bytes: Uint8Array): Response | null {
  // Every byte is one character, so that places in the text are places in the bytes.
  const text = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  const [head, end] = /^[\s\S]*?(\r?\n)\1/.exec(text) ?? [];
  if (head === undefined || end === undefined) return null;
  const [statusLine = "", ...lines] = head.trimEnd().split(/\r?\n/);
  const [, version, status, statusText = ""] = /^HTTP\/(1\.\d) (\d{3}) ?(.*)$/.exec(statusLine) ?? [];
  if (version === undefined || status === undefined) return null;
  const rest = bytes.subarray(head.length);
  // Interim responses come before the one that counts (RFC 9110 §15.2).
  if (status.startsWith("1") && status !== "101") return responseIn(rest);
  const headers = lines.flatMap((line): Headers => {
    const colon = line.indexOf(":");
    return colon <= 0 ? [] : [[line.slice(0, colon), line.slice(colon + 1).trim()]];
  });
  const body = status === "101" ? undefined : bodyIn(rest, headers);
  const response = { status: Number(status), statusText, headers, httpVersion: version };
  return body === undefined ? response : { ...response, body };
}

function bodyIn(bytes: Uint8Array, headers: Headers): string | undefined {
  const isChunked = /\bchunked\b/i.test(headerValue(headers, "Transfer-Encoding") ?? "");
  const length = Number(headerValue(headers, "Content-Length") ?? Number.NaN);
  const whole = isChunked ? withoutChunks(bytes) : Number.isInteger(length) ? bytes.subarray(0, length) : bytes;
  return bodyOfBytes(whole, headerValue(headers, "Content-Type"), headerValue(headers, "Content-Encoding"));
}

/** Takes the chunks apart (RFC 9112 §7.1), as far as they are there. */
function withoutChunks(bytes: Uint8Array): Uint8Array {
  let all = new Uint8Array();
  for (let at = 0; at < bytes.length; ) {
    const end = bytes.indexOf(0x0a, at);
    const size =
      end < 0 ? Number.NaN : Number.parseInt(String.fromCharCode(...bytes.subarray(at, Math.min(end, at + 16))), 16);
    if (!(size > 0)) break;
    all = joined(all, bytes.subarray(end + 1, end + 1 + size));
    at = end + 1 + size + 2;
  }
  return all;
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(one.length + other.length);
  both.set(one);
  both.set(other, one.length);
  return both;
}
