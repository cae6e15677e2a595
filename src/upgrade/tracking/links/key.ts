import { headerValue } from "../../http/headers.ts";
import type { Upgrade } from "../../upgrade.ts";
import type { Link } from "./link.ts";

/** Base64 of 16 bytes (RFC 6455 §4.1): what was masked, or put there by hand, is no key. */
const KEY = /^[A-Za-z0-9+/]{22}==$/;

/**
 * The `Sec-WebSocket-Key` of a request; null: over HTTP/2 it has none, or it was not seen, or what stands there is no key.
 */
export function keyOf({ request }: Pick<Upgrade, "request">): string | null {
  const value = request && headerValue(request.headers, "Sec-WebSocket-Key");
  return value !== null && KEY.test(value) ? value : null;
}

/** The browser draws a key for each connection, and both sources have it. */
export const byKey: Link = {
  id: "key",
  because: "the browser draws a new Sec-WebSocket-Key for every connection (RFC 6455 §4.1)",
  apart: (debuggers, logs) => {
    const key = keyOf(debuggers);
    return key !== null && key === keyOf(logs) ? 0 : null;
  },
  isSure: () => true,
  denies: (debuggers, logs) =>
    debuggers.request !== null &&
    logs.request !== null &&
    keyOf(debuggers) !== keyOf(logs) &&
    haveHeaders(debuggers, logs),
};

/** Until the log has a request's headers, that it has no key says nothing. */
function haveHeaders(...both: readonly Upgrade[]): boolean {
  return both.every(({ request }) => request !== null && request.headers.length > 0);
}
