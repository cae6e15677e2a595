import { addressOf } from "../../../upgrade/http/address.ts";
import { rfc } from "../../reference.ts";
import { duration } from "../../text.ts";
import type { HeaderKnowledge } from "../header.ts";
import { onlyIn } from "../one-sided.ts";

export const strictTransportSecurityHeader: HeaderKnowledge = {
  id: "strict-transport-security",
  name: "Strict-Transport-Security",
  reference: rfc(6797, "6.1"),
  meaning: onlyIn("response", "Tells the browser to use only `https:` and `wss:` with this host from now on."),
  value(value, side, upgrade) {
    if (side !== "response") return [];
    const directives = value.split(";").map((part) => part.trim().toLowerCase());
    const age = directives
      .map((part) => /^max-age="?(\d+)"?$/.exec(part)?.[1])
      .find((seconds) => seconds !== undefined);
    const lines: string[] = [];
    if (age === "0") lines.push("`max-age=0`: forget the rule.");
    else if (age !== undefined) lines.push(`The rule applies for ${duration(Number(age) * 1000)}.`);
    if (directives.includes("includesubdomains")) lines.push("It applies to this host's subdomains too.");
    if (upgrade.isSchemeGuessed === undefined && addressOf(upgrade.url)?.scheme === "ws")
      lines.push("Browsers ignore it on an unencrypted response (RFC 6797 §8.1).");
    return lines;
  },
};
