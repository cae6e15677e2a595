import { settingSnippets } from "../../applications/settings.ts";
import { closeEvidence } from "../../close-codes/words.ts";
import { count } from "../../text.ts";
import { speaks } from "../case.ts";
import type { Case, Cause } from "../diagnosis.ts";
import { loginRequired } from "./credentials.ts";

/** Words of a reason that speak of a login. */
const LOGIN = /\btoken|\bauth|unauthori[sz]ed|\blog ?in\b|\bsign ?in\b|session|credential|api.?key|\bjwt\b|password/i;

/** Why a connection may have been closed with 1008, which has many uses: the reason beside it tells which, and the protocol. */
export function policyCauses(seen: Case): Cause[] {
  const reason = seen.upgrade.close?.reason ?? "";
  const login = finalWhereRepeated(seen, loginRequired(seen, LOGIN.test(reason) ? "likely" : "possible"));
  if (speaks(seen, "n8n")) return [n8nOrigin(seen), login];
  if (reason === "" || LOGIN.test(reason)) return [login, finalWhereRepeated(seen, policyViolation(seen))];
  return [finalWhereRepeated(seen, namedRule(seen)), login];
}

function policyViolation(seen: Case): Cause {
  return {
    id: "policy-violation",
    likelihood: "possible",
    title: "The page, or a message of it, may have broken a rule of the server",
    why: "The code is for rules of the server's own that have no code: too many messages, a message it does not allow, a missing login.",
    evidence: closeEvidence(seen.upgrade),
    fix: {
      text: "Look into the server's own log at that moment, and let the server give a reason when it closes.",
      snippets: [],
    },
  };
}

function namedRule(seen: Case): Cause {
  return {
    id: "policy-violation",
    likelihood: "likely",
    title: "The server closed it for a rule of its own, and gave a reason",
    why: "The code is for rules of the server's own that have no code, and a reason stands beside it.",
    evidence: closeEvidence(seen.upgrade),
    fix: {
      text: "Look for this reason in the server's code or documentation: that tells what has to change before the next attempt.",
      snippets: [],
    },
  };
}

/** n8n opens every socket, and closes those whose origin it does not take for its own. */
function n8nOrigin(seen: Case): Cause {
  return {
    id: "origin-rejected",
    likelihood: "likely",
    title: "n8n may not take the page's origin for its own",
    why: "Users report that its editor's socket opens and is closed with 1008 where a proxy does not hand on the host that the browser asked for: n8n compares it with `Origin`.",
    evidence: [...(seen.protocol?.evidence ?? []), ...closeEvidence(seen.upgrade)],
    fix: {
      text: "Let every proxy pass the browser's host on, as `Host` or `X-Forwarded-Host`, with its port; and tell n8n how many proxies stand before it.",
      snippets: [...settingSnippets(seen, "allow-origin"), ...seen.snippets("forward-host")],
    },
  };
}

/** Where others ended so as well, connecting again changes nothing: the page has to do something else first. */
function finalWhereRepeated(seen: Case, cause: Cause): Cause {
  const { code = 0 } = seen.upgrade.close ?? {};
  const same = seen.attempts.filter(({ close }) => close?.code === code).length;
  if (same === 0) return cause;
  return {
    ...cause,
    evidence: [...cause.evidence, `${count(same, "other attempt")} at this address closed with ${code} too`],
    fix: {
      text: `${cause.fix?.text ?? ""} Connecting again changes nothing by itself: let the page stop at ${code}.`.trim(),
      snippets: [
        ...(cause.fix?.snippets ?? []),
        {
          for: "JavaScript",
          code: [
            'socket.addEventListener("close", ({ code }) => {',
            `  if (code === ${code}) stopConnecting(); // and tell the user why`,
            "});",
          ].join("\n"),
        },
      ],
    },
  };
}
