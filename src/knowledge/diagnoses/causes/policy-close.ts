import { settingSnippets } from "../../applications/settings.ts";
import { closeEvidence } from "../../close-codes/words.ts";
import { count } from "../../text.ts";
import { speaks } from "../case.ts";
import type { Case, Cause } from "../diagnosis.ts";
import { loginRequired } from "./credentials.ts";

/** Words of a reason that speak of a login. */
const LOGIN = /\btoken|\bauth|unauthori[sz]ed|\blog ?in\b|\bsign ?in\b|session|credential|api.?key|\bjwt\b|password/i;

/** Why a connection may have been closed with 1008, which has many uses: the reason beside it shows which, and the protocol. */
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
    title: "The page, or one of its messages, may have broken a rule of the server",
    why: "The code is for rules of the server that have no code of their own: too many messages, a message that is not allowed, a missing login.",
    evidence: closeEvidence(seen.upgrade),
    fix: {
      text: "Check the server's own log at that time, and make the server give a reason when it closes.",
      snippets: [],
    },
  };
}

function namedRule(seen: Case): Cause {
  return {
    id: "policy-violation",
    likelihood: "likely",
    title: "The server closed it because of a rule of its own, and gave a reason",
    why: "The code is for rules of the server that have no code of their own; the close frame also gives a reason.",
    evidence: closeEvidence(seen.upgrade),
    fix: {
      text: "Look for this reason in the server's code or documentation: it shows what has to change before the next attempt.",
      snippets: [],
    },
  };
}

/** n8n opens every socket, and closes those whose origin it does not take for its own. */
function n8nOrigin(seen: Case): Cause {
  return {
    id: "origin-rejected",
    likelihood: "likely",
    title: "n8n may not recognize the page's origin as its own",
    why: "Users report that the editor's socket opens and is closed with 1008 if a proxy does not forward the original host: n8n compares it with `Origin`.",
    evidence: [...(seen.protocol?.evidence ?? []), ...closeEvidence(seen.upgrade)],
    fix: {
      text: "Make every proxy forward the original host, with its port, as `Host` or `X-Forwarded-Host`, and set in n8n how many proxies are in front of it.",
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
      text: `${cause.fix?.text ?? ""} Reconnecting alone changes nothing: make the page stop at ${code}.`.trim(),
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
