import { listOf } from "../../../upgrade/http/tokens.ts";
import { isOverHttp2, NEVER_SENT } from "../../checks/observed.ts";
import { rfc } from "../../reference.ts";
import { code, type Words } from "../../text.ts";
import type { HeaderKnowledge } from "../header.ts";

/** RFC 9110 §7.6.1: what is named here is for the next hop, and a proxy takes it out before it passes the message on. */
export const connectionHeader: HeaderKnowledge = {
  id: "connection",
  name: "Connection",
  check: "connection",
  reference: rfc(9110, "7.6.1"),
  meaning: (side) =>
    side === "request"
      ? "Names headers that are for the next hop only. A proxy removes them unless it is configured to forward an upgrade."
      : "Names headers that are for this hop only. With `Upgrade` in it, the response says that this hop switches protocols.",
  value(value, side, upgrade) {
    const lines = listOf(value).map(tokenLine);
    return side === "request" && isOverHttp2(upgrade) ? [NEVER_SENT, ...lines] : lines;
  },
  expected: (side, upgrade) => (side === "request" ? !isOverHttp2(upgrade) : upgrade.response?.status === 101),
};

function tokenLine(token: string): Words {
  switch (token.toLowerCase()) {
    case "upgrade":
      return `${code(token)}: the \`Upgrade\` header applies to this hop. Case does not matter.`;
    case "keep-alive":
      return `${code(token)}: keep the HTTP connection for further requests; it does not affect an upgrade.`;
    case "close":
      return `${code(token)}: the HTTP connection ends after this response.`;
    default:
      return `${code(token)}: a header or option of that name, for this hop only.`;
  }
}
