import { rfc } from "../../reference.ts";
import { statusOf, supported } from "../case.ts";
import { causesByProduct } from "../causes/by-product.ts";
import { h2WithoutExtendedConnect } from "../causes/http2.ts";
import { firewallDrops } from "../causes/network.ts";
import { ngrokCauses } from "../causes/ngrok.ts";
import { serverRestart, upstreamDown } from "../causes/server.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { saidEvidence } from "../evidence.ts";
import { curl } from "../fixes.ts";

/** Statuses of Cloudflare's own (developers.cloudflare.com, 5xx errors). */
const CLOUDFLARE: ReadonlyMap<number, string> = new Map([
  [520, "the server returned an unexpected response"],
  [521, "the server refused its connection"],
  [522, "its connection to the server timed out"],
  [523, "it found no route to the server"],
  [525, "TLS with the server failed"],
  [526, "the server's certificate is not valid"],
  [530, "another error occurred, whose number is in the body"],
]);

/** 502, and Cloudflare's own statuses for a server behind it that fails. */
export const badGateway: Diagnosis = {
  id: "bad-gateway",
  stage: "response-status",
  reference: rfc(9110, "15.6.3"),
  applies: (seen) => statusOf(seen) === 502 || CLOUDFLARE.has(statusOf(seen) ?? 0),
  summary: (seen) => {
    const status = statusOf(seen) ?? 502;
    const meaning = CLOUDFLARE.get(status);
    return meaning === undefined
      ? "The response was 502 Bad Gateway: a gateway got no usable response from the server behind it."
      : `The response was ${status}; Cloudflare uses it when ${meaning}.`;
  },
  brief: (seen) => {
    const status = statusOf(seen) ?? 502;
    return CLOUDFLARE.has(status) ? `${status}, a status of Cloudflare` : "502, the gateway got no usable response";
  },
  causes: (seen) =>
    supported(...ngrokCauses(seen), ...ordered(seen), serverRestart(seen), h2WithoutExtendedConnect(seen, "possible")),
};

/** What is known of the product and says more than the status stands first. */
function ordered(seen: Case): (Cause | null)[] {
  const known = causesByProduct(seen);
  const likely = known.filter(({ likelihood }) => likelihood !== "possible");
  return [...likely, ...own(seen), ...known.filter((cause) => !likely.includes(cause))];
}

function own(seen: Case): (Cause | null)[] {
  const status = statusOf(seen);
  if (status === 502) return [upstreamDown(seen, "likely"), responseRefused(seen)];
  if (status === 521) return [upstreamDown(seen, "likely"), firewallDrops(seen, "possible")];
  if (status === 522 || status === 523) return [firewallDrops(seen, "likely"), upstreamDown(seen, "possible")];
  if (status === 525 || status === 526) return [originCertificate(seen)];
  return [upstreamDown(seen, "possible"), responseRefused(seen)];
}

/** Gateways check a 101 too: HAProxy its accept value, Squid its Connection header. */
function responseRefused(seen: Case): Cause {
  return {
    id: "response-rewritten",
    likelihood: "possible",
    title: "The gateway may not have accepted the server's response",
    why: "Some gateways check a 101 themselves and respond with 502 when one of its headers is missing or wrong.",
    evidence: [saidEvidence(seen)],
    fix: {
      text: "Send the handshake to the server directly and compare the headers of its response.",
      snippets: [curl(seen)],
    },
  };
}

function originCertificate(seen: Case): Cause {
  return {
    id: "origin-certificate-invalid",
    likelihood: "likely",
    title: "TLS between the gateway and the server behind it may be misconfigured",
    why: "That is what the status is for: the handshake failed or the server's certificate was not accepted.",
    evidence: [saidEvidence(seen)],
    fix: { text: "Serve a valid certificate with its full chain on the server behind the gateway.", snippets: [] },
  };
}
