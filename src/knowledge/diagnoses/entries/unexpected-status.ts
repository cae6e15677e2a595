import { statusName } from "../../http-status.ts";
import { rfc } from "../../reference.ts";
import { isBetween, otherWords, statusOf, supported } from "../case.ts";
import { h2WithoutExtendedConnect } from "../causes/http2.ts";
import { responseRewritten } from "../causes/rewriting.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { saidEvidence } from "../evidence.ts";
import { curl } from "../fixes.ts";

/** Everything else: 1xx before the 101, numbers without a class, and over HTTP/2 all of 2xx but 200. */
export const unexpectedStatus: Diagnosis = {
  id: "unexpected-status",
  stage: "response-status",
  reference: rfc(6455, "4.1"),
  applies: (seen) =>
    statusOf(seen) !== null ||
    isUnreadable(seen) ||
    /^Error during WebSocket handshake:\s*$/.test(otherWords(seen) ?? ""),
  summary: (seen) => {
    if (isUnreadable(seen)) return "The file has a response whose status cannot be read.";
    const status = statusOf(seen);
    return status === null
      ? "The status line of the response could not be read."
      : `The response was ${statusName(status)}, which does not open a WebSocket.`;
  },
  brief: (seen) => {
    const status = statusOf(seen);
    return status === null ? "unreadable status line" : statusName(status);
  },
  causes: (seen) =>
    isUnreadable(seen)
      ? []
      : supported(
          isBetween(statusOf(seen), 100, 199) && statusOf(seen) !== 101 ? interim(seen) : null,
          h2WithoutExtendedConnect(seen, "likely"),
          responseRewritten(seen),
        ),
};

/** What is written for a HAR file whose number is none of HTTP's. */
function isUnreadable(seen: Case): boolean {
  return otherWords(seen) === "unreadable status of the response";
}

/** Chromium takes the first response as the last: 100, 102 and 103 before the 101 were all fatal (docs/chromium.md#first-response-is-final). */
function interim(seen: Case): Cause {
  return {
    id: "interim-response",
    likelihood: "likely",
    title: "An interim response came before the 101",
    why: "Browsers take the first response to a handshake as the final one, even an interim one such as 103.",
    evidence: [saidEvidence(seen)],
    fix: { text: "Disable interim responses (100, 102, 103) for the socket's path.", snippets: [curl(seen)] },
  };
}
