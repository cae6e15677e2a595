import { stateOf } from "../../../upgrade/state.ts";
import { netErrors } from "../../reference.ts";
import { visibleText } from "../../text.ts";
import { netCode } from "../case.ts";
import { isRedirected } from "../causes/policy.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { addressEvidence, saidEvidence } from "../evidence.ts";

const BLOCKED: ReadonlyMap<string, string> = new Map([
  ["ERR_BLOCKED_BY_CLIENT", "The address was blocked inside the browser"],
  ["ERR_BLOCKED_BY_ADMINISTRATOR", "The address was blocked by a policy of this browser"],
  ["ERR_BLOCKED_BY_CSP", "The address was blocked by a content security policy"],
]);

/**
 * An extension, DevTools, an administrator or a policy of the page refused the address, and the browser said so. It does of
 * requests and WebTransports. Sockets DevTools' request blocking spares, and what an extension blocks of them has no words
 * (`reason-hidden`). The policy URLBlocklist spares them all: it is for pages (docs/chromium.md#blocked-by-client).
 */
export const blockedByClient: Diagnosis = {
  id: "blocked-by-client",
  stage: "blocked",
  reference: netErrors,
  applies: (seen) => {
    const { blocked, exchange } = seen.upgrade;
    if (blocked !== null) return blocked.by === "blocked-by-client";
    const state = stateOf(seen.upgrade);
    const isOwn = (exchange?.corsError ?? null) === null && (state === "blocked" || state === "failed");
    return isOwn && BLOCKED.has(netCode(seen) ?? "");
  },
  summary: (seen) => {
    const how = BLOCKED.get(netCode(seen) ?? "") ?? "The browser blocked this address";
    return !isRedirected(seen.upgrade) ? `${how}; nothing was sent.` : `${how}, after the request had been sent.`;
  },
  brief: () => "by the browser or an extension",
  causes: (seen) => {
    const code = netCode(seen);
    const reason = seen.upgrade.blocked?.message ?? null;
    if (reason === "inspector") return [requestBlocking(seen)];
    if (reason === "subresource-filter") return [ownFilter(seen)];
    return [code === null || code === "ERR_BLOCKED_BY_CLIENT" ? extension(seen) : rule(seen)];
  },
};

/** CDP's reason `inspector`: DevTools' pane for it, or a program that drives the browser by the same command (docs/chromium.md#blocked-by-client). */
function requestBlocking(seen: Case): Cause {
  return {
    id: "devtools-blocks",
    likelihood: "certain",
    title: "DevTools is set to block this address",
    why: "The browser names DevTools' own request blocking as the reason. It applies as long as DevTools is open; a program that drives the browser, such as a test, can turn it on too.",
    evidence: [saidEvidence(seen), ...addressEvidence(seen)],
    fix: {
      text: "In DevTools' menu, under More tools, open Request conditions (Network request blocking in older versions) and remove the address from its list.",
      snippets: [],
    },
  };
}

/** CDP's reason `subresource-filter`; what Chromium has under that name keeps intrusive ads out (not produced: docs/chromium.md#blocked-by-client). */
function ownFilter(seen: Case): Cause {
  return {
    id: "browser-filter",
    likelihood: "likely",
    title: "The browser's own filter may block this address",
    why: "The browser names its own filter against intrusive ads as the reason.",
    evidence: [saidEvidence(seen), ...addressEvidence(seen)],
    fix: { text: "Allow intrusive ads for the site in its settings to see whether that is the cause.", snippets: [] },
  };
}

/** What the console says of a WebTransport that an extension blocks; of requests the code stands alone (docs/chromium.md#blocked-by-client). */
const BY_EXTENSION = /Blocked by an extension/;

function extension(seen: Case): Cause {
  const words = seen.upgrade.error?.message ?? "";
  const isReported = BY_EXTENSION.test(words);
  return {
    id: "extension-blocks",
    likelihood: isReported ? "certain" : "likely",
    title: isReported ? "An extension blocks this address" : "An extension may block this address",
    why: extensionWhy(seen, isReported),
    evidence: [
      isReported ? `the browser's message: ${visibleText(words)}` : saidEvidence(seen),
      ...addressEvidence(seen),
    ],
    fix: {
      text: "Allow the host in the content blocker, or try a guest window, which has no extensions.",
      snippets: [],
    },
  };
}

function extensionWhy(seen: Case, isReported: boolean): string {
  if (isReported) return "The browser says that an extension did it.";
  return netCode(seen) === null
    ? "Content blockers refuse addresses inside the browser, before anything is sent."
    : "The browser uses this code when a request is blocked inside it, as content blockers do.";
}

function rule(seen: Case): Cause {
  const administrator = netCode(seen) === "ERR_BLOCKED_BY_ADMINISTRATOR";
  const what = seen.words.policed;
  return {
    id: administrator ? "administrator-policy" : "csp-source-missing",
    likelihood: administrator ? "certain" : "likely",
    title: administrator
      ? "A policy of this browser blocks the address"
      : "The page's content security policy does not list the address",
    why: administrator
      ? "The browser names the administrator's policy as the reason."
      : `The browser names a content security policy as the reason; for ${what} that is \`connect-src\`.`,
    evidence: [saidEvidence(seen), ...addressEvidence(seen)],
    fix: administrator
      ? {
          text: "Check `chrome://policy`, and ask the administrator for an exception.",
          snippets: [],
        }
      : { text: `Add the ${seen.words.thing}'s scheme, host and port to \`connect-src\`.`, snippets: [] },
  };
}
