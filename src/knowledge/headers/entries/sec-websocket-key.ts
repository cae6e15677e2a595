import { acceptOf, keyBytes } from "../../../upgrade/http/accept.ts";
import { isOverHttp2 } from "../../checks/observed.ts";
import { rfc } from "../../reference.ts";
import { code, count } from "../../text.ts";
import type { HeaderKnowledge } from "../header.ts";
import { onlyIn } from "../one-sided.ts";

export const secWebsocketKeyHeader: HeaderKnowledge = {
  id: "sec-websocket-key",
  name: "Sec-WebSocket-Key",
  check: "key",
  reference: rfc(6455, "11.3.1"),
  meaning: onlyIn(
    "request",
    "A random number, new for every handshake. The server must respond to it with `Sec-WebSocket-Accept`. It is not a secret.",
  ),
  value(value, side) {
    if (side !== "request") return [];
    const length = keyBytes(value);
    if (length === null) return ["This is not base64; the standard requires base64 of 16 bytes."];
    return [
      length === 16 ? "Base64 of 16 bytes, as it must be." : `Base64 of ${count(length, "byte")}; it must be 16.`,
      `The correct accept value for it is ${code(acceptOf(value))}.`,
    ];
  },
  expected: (side, upgrade) => side === "request" && !isOverHttp2(upgrade),
};
