import { listOf } from "../../../upgrade/http/tokens.ts";
import { isOverHttp2, NEVER_SENT } from "../../checks/observed.ts";
import { rfc } from "../../reference.ts";
import { code, type Words } from "../../text.ts";
import type { HeaderKnowledge } from "../header.ts";
import { upgradeTokenOf } from "../upgrade-tokens.ts";

export const upgradeHeader: HeaderKnowledge = {
  id: "upgrade",
  name: "Upgrade",
  check: "upgrade",
  reference: rfc(9110, "7.8"),
  meaning: (side) =>
    side === "request"
      ? "Asks the server to switch to another protocol on this connection. The server is free to refuse."
      : "Names the protocol that the server switches to or, in a refusal, the one that it requires.",
  value(value, side, upgrade) {
    const lines = listOf(value).map((token) => `${code(token)}: ${meaningOf(token)}.`);
    return side === "request" && isOverHttp2(upgrade) ? [NEVER_SENT, ...lines] : lines;
  },
  expected: (side, upgrade) => (side === "request" ? !isOverHttp2(upgrade) : upgrade.response?.status === 101),
};

/** Tokens that are not registered are used too; where they are known, that is said beside. */
function meaningOf(token: string): Words {
  const known = upgradeTokenOf(token);
  if (known === null) return "not in IANA's registry of upgrade tokens";
  const { about, isRegistered, reference } = known;
  return `${about}${isRegistered ? "" : "; not in IANA's registry of upgrade tokens"} ([${reference.text}](${reference.url}))`;
}
