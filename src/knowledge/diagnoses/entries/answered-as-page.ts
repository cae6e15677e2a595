import { isPrivateHost } from "../../../upgrade/http/address.ts";
import { statusName } from "../../http-status.ts";
import { rfc } from "../../reference.ts";
import { visibleText } from "../../text.ts";
import { isBetween, isHttp2, responseHeader, statusOf, supported } from "../case.ts";
import { unknownPath, wrongPath } from "../causes/address.ts";
import { upgradeNotForwarded } from "../causes/forwarding.ts";
import { iisFeatureMissing } from "../causes/iis.ts";
import { ngrokCauses } from "../causes/ngrok.ts";
import { plainConnectionRead } from "../causes/plain-connection.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { addressEvidence, pathEvidence, saidEvidence } from "../evidence.ts";
import { nodeDispatcher, secureUrl } from "../fixes.ts";

/** 2xx over HTTP/1.1: an ordinary response, as to a page load. Over HTTP/2 see unexpected-status. */
export const answeredAsPage: Diagnosis = {
  id: "answered-as-page",
  stage: "response-status",
  reference: rfc(9110, "15.3"),
  applies: (seen) => isBetween(statusOf(seen), 200, 299) && !isHttp2(seen),
  summary: (seen) =>
    `The response was ${statusName(statusOf(seen) ?? 200)}, as for an ordinary request, instead of 101.`,
  brief: (seen) => `${statusOf(seen) ?? 200} instead of 101`,
  causes: (seen) =>
    // Without an address nothing is known but that a web server responded.
    seen.address === null
      ? supported(upgradeIgnoredAsGet(seen), upgradeNotForwarded(seen), unknownPath(seen))
      : // Where the tunnel says that it answered itself, the request never came to anything behind it.
        responseHeader(seen, "Ngrok-Error-Code") !== null
        ? ngrokCauses(seen)
        : supported(
            // What its application was given was an ordinary request.
            isDirect(seen) ? iisFeatureMissing(seen) : null,
            // A path that an application serves its WebSocket at is owned: there the two headers are likelier to be missing.
            // A file of a web server has marks of its own; what an application wrote got the request without the two headers.
            ...(isFile(seen) || (seen.protocol === null && !isDynamic(seen))
              ? [spaFallback(seen), plainConnectionRead(seen), upgradeNotForwarded(seen)]
              : [plainConnectionRead(seen), upgradeNotForwarded(seen), spaFallback(seen)]),
            upgradeIgnoredAsGet(seen),
            wrongPath(seen),
            captivePortal(seen),
          ),
};

function spaFallback(seen: Case): Cause | null {
  if (statusOf(seen) !== 200) return null;
  const type = responseHeader(seen, "Content-Type");
  const html = type?.includes("text/html") ?? false;
  // A text that a handler writes itself often has the type of a page, and no markup.
  if ((type !== null && !html) || shortBody(seen)) return null;
  return {
    id: "spa-fallback",
    likelihood: html ? "likely" : "possible",
    title: "A fallback may serve the application's page at this path",
    why: html
      ? "The response was an HTML page. Servers of single-page applications return their page for every path that has no rule of its own."
      : "Servers of single-page applications return their page, with 200, for every path that has no rule of its own.",
    evidence: [
      ...(type === null ? [] : [`response header Content-Type: ${visibleText(type)}`]),
      ...pathEvidence(seen),
      saidEvidence(seen),
    ],
    fix: {
      text: "Give the socket's path its own rule, before the fallback.",
      snippets: seen.snippets("forward-upgrade"),
    },
  };
}

/** An application of ASP.NET responded, and not with a page. */
function isDirect(seen: Case): boolean {
  return (
    /^ASP\.NET\b/.test(responseHeader(seen, "X-Powered-By") ?? "") &&
    !/text\/html/i.test(responseHeader(seen, "Content-Type") ?? "")
  );
}

/** Marks that web servers give to files: a date, and an entity tag (RFC 9110 §8.8) or ranges. */
function isFile(seen: Case): boolean {
  const has = (name: string) => responseHeader(seen, name) !== null;
  return has("Last-Modified") && (has("ETag") || has("Accept-Ranges"));
}

/** Written while it was sent: its length was not known before (RFC 9112 §7.1). */
function isDynamic(seen: Case): boolean {
  return /chunked/i.test(responseHeader(seen, "Transfer-Encoding") ?? "");
}

function shortBody({ upgrade }: Case): boolean {
  const text = upgrade.response?.body;
  return text !== undefined && text.trim() !== "" && !text.includes("<");
}

function upgradeIgnoredAsGet(seen: Case): Cause {
  return {
    id: "upgrade-ignored-by-server",
    likelihood: "possible",
    title: "The handler may treat the handshake as an ordinary GET",
    why: "A server may ignore a request to upgrade and respond as usual (RFC 9110 §7.8); a Node.js server without an `upgrade` listener does so.",
    evidence: [saidEvidence(seen), ...pathEvidence(seen)],
    fix: { text: "Attach a WebSocket server to this path.", snippets: [nodeDispatcher(seen)] },
  };
}

/** Only plain connections can be answered by somebody else without the browser noticing. */
function captivePortal(seen: Case): Cause | null {
  if (seen.address?.scheme !== "ws" || isPrivateHost(seen.address.host)) return null;
  return {
    id: "captive-portal",
    likelihood: "possible",
    title: "The network's own login page may have responded",
    why: "Networks in hotels and on trains respond to unencrypted connections with a page of their own until the user has logged in; `ws://` cannot tell the difference.",
    evidence: [...addressEvidence(seen), saidEvidence(seen)],
    fix: {
      text: "Use `wss://`, where nothing else can respond in the server's place, and log in to the network.",
      snippets: [secureUrl(seen)],
    },
  };
}
