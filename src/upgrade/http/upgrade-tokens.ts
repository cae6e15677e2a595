import type { Response } from "../observation.ts";
import { type Headers, hasHeader, headerValues } from "./headers.ts";
import { listOf } from "./tokens.ts";

/**
 * What the request asks to be switched to (RFC 9110 §7.8), or over HTTP/2 and HTTP/3 the `:protocol` of an extended CONNECT
 * (RFC 8441 §4); without a request that says so, what a 101 switched to. `websocket` is one of them.
 *
 * @param request null: not seen
 * @returns tokens as they were written, versions included
 */
export function upgradeTokens(request: Headers | null, response: Response | null): readonly string[] {
  const extended = headerValues(request ?? [], ":protocol");
  if (extended.length > 0) return extended;
  const asked = tokensIn(request ?? []);
  if (asked.length > 0 || response === null) return asked;
  return response.status === 101 || request === null ? tokensIn(response.headers) : [];
}

/** Whether something other than a WebSocket is asked for. What has a WebSocket's key is one, whatever else it says. */
export function isOtherUpgrade(request: Headers | null, response: Response | null): boolean {
  if (hasHeader(request ?? [], "Sec-WebSocket-Key") || hasHeader(response?.headers ?? [], "Sec-WebSocket-Accept"))
    return false;
  const tokens = upgradeTokens(request, response);
  return tokens.length > 0 && !tokens.some((token) => /^websocket$/i.test(token));
}

function tokensIn(headers: Headers): string[] {
  return headerValues(headers, "Upgrade").flatMap((value) => listOf(value));
}
