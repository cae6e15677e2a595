import { listOf } from "../../upgrade/tokens.ts";
import type { HeaderKnowledge } from "../header.ts";
import { isOverHttp2, NEVER_SENT } from "../observed.ts";
import { rfc } from "../reference.ts";
import { code, type Words } from "../words.ts";

/** IANA's HTTP Upgrade Token Registry (RFC 9110 §16.7), as last changed on 2023-10-20. */
const TOKENS: ReadonlyMap<string, Words> = new Map([
  ["websocket", "the WebSocket protocol (RFC 6455)"],
  ["h2c", "HTTP/2 without encryption, obsolete (RFC 9113)"],
  ["tls", "TLS inside the connection (RFC 2817)"],
  ["http", "another version of HTTP (RFC 9110)"],
  ["connect-udp", "proxying of UDP (RFC 9298)"],
  ["connect-ip", "proxying of IP (RFC 9484)"],
]);

export const upgradeHeader: HeaderKnowledge = {
  id: "upgrade",
  name: "Upgrade",
  check: "upgrade",
  reference: rfc(9110, "7.8"),
  meaning: (side) =>
    side === "request"
      ? "Asks the server to go on in another protocol on this connection. The server is free to refuse."
      : "Names the protocol that the server switches to, or, on a refusal, the one that it wants.",
  value(value, side, upgrade) {
    const lines = listOf(value).map((token) => {
      const name = token.split("/")[0]?.toLowerCase() ?? "";
      return `${code(token)}: ${TOKENS.get(name) ?? "not in IANA's register of upgrade tokens"}.`;
    });
    return side === "request" && isOverHttp2(upgrade) ? [NEVER_SENT, ...lines] : lines;
  },
  expected: (side, upgrade) => (side === "request" ? !isOverHttp2(upgrade) : upgrade.response?.status === 101),
};
