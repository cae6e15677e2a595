import { acceptOf } from "./accept.ts";
import { type Headers, headerValue, headerValues } from "./headers.ts";
import { listOf } from "./tokens.ts";

/**
 * Whether Firefox refuses a 101, which it logs before it checks it (docs/firefox.md#refused-101). A parameter of
 * permessage-deflate that it refuses is not among these rules.
 *
 * @param request,response headers of both sides
 */
export function isRefusedByFirefox(request: Headers, response: Headers): boolean {
  const key = headerValue(request, "Sec-WebSocket-Key");
  const offered = listIn(request, "Sec-WebSocket-Protocol");
  const chosen = headerValues(response, "Sec-WebSocket-Protocol");
  const extensions = listIn(response, "Sec-WebSocket-Extensions").map((one) => one.replace(/;.*$/s, "").trim());
  return (
    !hasToken(response, "Upgrade", "websocket") ||
    !hasToken(response, "Connection", "upgrade") ||
    (key !== null && headerValues(response, "Sec-WebSocket-Accept").join() !== acceptOf(key)) ||
    (offered.length > 0 && chosen.length > 0 && !offered.includes(chosen.join())) ||
    extensions.some((name) => name !== "permessage-deflate") ||
    extensions.length > 1
  );
}

function hasToken(headers: Headers, name: string, token: string): boolean {
  return listIn(headers, name).some((one) => one.toLowerCase() === token);
}

function listIn(headers: Headers, name: string): string[] {
  return headerValues(headers, name).flatMap(listOf);
}
