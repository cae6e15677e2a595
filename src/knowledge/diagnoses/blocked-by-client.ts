import { netCode } from "../case.ts";
import { netErrors } from "../chromium.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { addressEvidence, saidEvidence } from "../evidence.ts";

const BLOCKED: ReadonlyMap<string, string> = new Map([
  ["ERR_BLOCKED_BY_CLIENT", "The address was blocked inside the browser"],
  ["ERR_BLOCKED_BY_ADMINISTRATOR", "The address was blocked by a policy of this browser"],
  ["ERR_BLOCKED_BY_CSP", "The address was blocked by a content security policy"],
]);

/** An extension, an administrator or a policy of the page refused the address, and the browser said so. */
export const blockedByClient: Diagnosis = {
  id: "blocked-by-client",
  stage: "blocked",
  reference: netErrors,
  applies: (seen) => seen.upgrade.blocked?.by === "blocked-by-client" || BLOCKED.has(netCode(seen) ?? ""),
  summary: (seen) => `${BLOCKED.get(netCode(seen) ?? "") ?? "The browser blocked this address"}; nothing was sent.`,
  causes: (seen) => {
    const code = netCode(seen);
    return [code === null || code === "ERR_BLOCKED_BY_CLIENT" ? extension(seen) : rule(seen)];
  },
};

function extension(seen: Case): Cause {
  return {
    id: "extension-blocks",
    likelihood: "likely",
    title: "An extension may block this address",
    why:
      netCode(seen) === null
        ? "Content blockers refuse addresses inside the browser, before anything is sent."
        : "The browser uses this code when a request is blocked inside it, as content blockers do.",
    evidence: [saidEvidence(seen), ...addressEvidence(seen)],
    fix: {
      text: "Allow the host in the content blocker, or try a guest window, which has no extensions.",
      snippets: [],
    },
  };
}

function rule(seen: Case): Cause {
  const administrator = netCode(seen) === "ERR_BLOCKED_BY_ADMINISTRATOR";
  return {
    id: administrator ? "administrator-policy" : "csp-source-missing",
    likelihood: administrator ? "certain" : "likely",
    title: administrator
      ? "A policy of this browser blocks the address"
      : "The page's content security policy lacks the address",
    why: administrator
      ? "The browser names the administrator's policy as the reason."
      : "The browser names a content security policy as the reason; for WebSockets that is `connect-src`.",
    evidence: [saidEvidence(seen), ...addressEvidence(seen)],
    fix: administrator
      ? {
          text: "Look at `chrome://policy`, and ask the administrator for an exception.",
          snippets: [],
        }
      : { text: "Add the socket's scheme, host and port to `connect-src`.", snippets: [] },
  };
}
