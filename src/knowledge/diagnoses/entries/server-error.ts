import { recognizeBody } from "../../bodies/recognize.ts";
import { statusName } from "../../http-status.ts";
import { rfc } from "../../reference.ts";
import { isBetween, statusOf, supported } from "../case.ts";
import { causesByProduct } from "../causes/by-product.ts";
import { loginRequired } from "../causes/credentials.ts";
import { h2WithoutExtendedConnect } from "../causes/http2.ts";
import { applicationError, serverRestart } from "../causes/server.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { saidEvidence } from "../evidence.ts";

/** Any other 5xx. */
export const serverError: Diagnosis = {
  id: "server-error",
  stage: "response-status",
  reference: rfc(9110, "15.6"),
  applies: (seen) => isBetween(statusOf(seen), 500, 599),
  summary: (seen) => `The response was ${statusName(statusOf(seen) ?? 500)}: something failed on the server's side.`,
  brief: (seen) => statusName(statusOf(seen) ?? 500),
  causes: (seen) =>
    supported(...causesByProduct(seen), ...own(seen), h2WithoutExtendedConnect(seen, "possible"), serverRestart(seen)),
};

function own(seen: Case): (Cause | null)[] {
  const status = statusOf(seen);
  if (status === 501 || status === 505) return [hopCannot(seen)];
  if (status === 561) return [loginRequired(seen, "possible")];
  // A log may have a 500 where nothing failed.
  const isDoubtful = recognizeBody(seen.upgrade)?.sentence.instead !== undefined;
  return [applicationError(seen, status === 500 && !isDoubtful ? "likely" : "possible")];
}

function hopCannot(seen: Case): Cause {
  return {
    id: "websockets-disabled",
    likelihood: "possible",
    title: "A hop along the way may not support upgrades",
    why: "The status says that a feature or an HTTP version is not supported where the request arrived.",
    evidence: [saidEvidence(seen)],
    fix: { text: "Make this hop speak HTTP/1.1 and forward upgrades.", snippets: seen.snippets("forward-upgrade") },
  };
}
