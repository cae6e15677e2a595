import { statusName } from "../../http-status.ts";
import { rfc } from "../../reference.ts";
import { isBetween, recognized, statusOf, supported } from "../case.ts";
import { causesByProduct } from "../causes/by-product.ts";
import { h2WithoutExtendedConnect } from "../causes/http2.ts";
import type { Case, Cause, Diagnosis, Likelihood } from "../diagnosis.ts";
import { saidEvidence } from "../evidence.ts";
import { curl } from "../fixes.ts";

/** Meanings of single statuses, by their standard or the product's documentation. */
const BY_MESSAGE: ReadonlyMap<
  number,
  readonly [id: string, likelihood: Likelihood, title: string, why: string, fix: string]
> = new Map([
  [
    405,
    [
      "upgrade-ignored-by-server",
      "possible",
      "The path may not accept the method of the handshake",
      "A handshake is a GET over HTTP/1.1 and a CONNECT over HTTP/2; a handler that accepts neither responds with 405.",
      "Make the socket's path accept the handshake, or compare the path with the server's route.",
    ],
  ],
  [
    409,
    [
      "session-in-use",
      "possible",
      "The session in the URL may already have a connection",
      "SignalR responds with 409 when the `id` in the URL already has a socket.",
      "Negotiate a new session for each connection.",
    ],
  ],
  [
    431,
    [
      "headers-too-large",
      "certain",
      "The request's headers are too large for the server",
      "That is what the status says (RFC 6585 §5); most often there are too many cookies.",
      "Delete cookies that are no longer needed, or raise the server's limit.",
    ],
  ],
  [
    464,
    [
      "wrong-protocol-version",
      "likely",
      "The load balancer's target group may speak a different version of HTTP",
      "An AWS Application Load Balancer responds with 464, a status of its own, when the request's HTTP version does not match the target group.",
      "Set the protocol version of the target group to HTTP/1.1.",
    ],
  ],
]);

/** Any other 4xx. */
export const clientError: Diagnosis = {
  id: "client-error",
  stage: "response-status",
  reference: rfc(9110, "15.5"),
  applies: (seen) => isBetween(statusOf(seen), 400, 499),
  summary: (seen) => `The response was ${statusName(statusOf(seen) ?? 400)}: the request was refused.`,
  brief: (seen) => statusName(statusOf(seen) ?? 400),
  causes: (seen) =>
    supported(
      causeByMessage(seen),
      ...causesByProduct(seen),
      statusOf(seen) === 405 ? h2WithoutExtendedConnect(seen, "likely") : null,
    ),
};

function causeByMessage(seen: Case): Cause | null {
  const status = statusOf(seen) ?? 0;
  const known = BY_MESSAGE.get(status);
  if (known === undefined) return null;
  const [id, base, title, why, text] = known;
  const balancer = status === 464 ? recognized(seen, ["aws-alb"]) : null;
  return {
    id,
    likelihood: balancer === null ? base : "certain",
    title: balancer === null ? title : title.replace(" may speak ", " speaks "),
    why,
    evidence: [...(balancer?.evidence ?? []), saidEvidence(seen)],
    fix: { text, snippets: [curl(seen)] },
  };
}
