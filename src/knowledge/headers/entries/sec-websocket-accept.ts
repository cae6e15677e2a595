import { ACCEPT_GUID, acceptSteps } from "../../../upgrade/http/accept.ts";
import { headerValues } from "../../../upgrade/http/headers.ts";
import { headersOf, isOverHttp2 } from "../../checks/observed.ts";
import { rfc } from "../../reference.ts";
import { code } from "../../text.ts";
import type { HeaderKnowledge } from "../header.ts";
import { onlyIn } from "../one-sided.ts";

export const secWebsocketAcceptHeader: HeaderKnowledge = {
  id: "sec-websocket-accept",
  name: "Sec-WebSocket-Accept",
  check: "accept",
  reference: rfc(6455, "4.2.2"),
  meaning: onlyIn(
    "response",
    "Proves that the response was made for this request by something that speaks WebSocket: it is computed from the key.",
  ),
  value(value, side, upgrade) {
    if (side !== "response") return [];
    if (isOverHttp2(upgrade)) return ["Over HTTP/2 and HTTP/3 this header has no meaning (RFC 8441 §5)."];
    const [key, ...more] = headerValues(headersOf(upgrade, "request") ?? [], "Sec-WebSocket-Key");
    if (key === undefined || more.length > 0)
      return ["It cannot be verified: the request's key was not seen, or there was more than one."];
    const steps = acceptSteps(key);
    return [
      `1. The request's key: ${code(steps.key)}`,
      `2. The constant ${code(ACCEPT_GUID)} appended to it: ${code(steps.concatenated)}`,
      `3. SHA-1 of that, in hexadecimal: ${code(steps.sha1)}`,
      `4. The same 20 bytes in base64: ${code(steps.accept)}`,
      value.trim() === steps.accept ? "5. The server sent exactly that." : `5. The server sent ${code(value)} instead.`,
    ];
  },
  expected: (side, upgrade) => side === "response" && upgrade.response?.status === 101,
};
