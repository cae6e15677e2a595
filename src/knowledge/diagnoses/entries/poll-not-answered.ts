import { statusEvidence } from "../../checks/finding.ts";
import { rfc } from "../../reference.ts";
import { duration } from "../../text.ts";
import { responseAfter } from "../case.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { limitsOf, limitWords } from "../symptoms/idle-limit.ts";

/** Responses of proxies when the server behind them does not respond in time, or at all (RFC 9110 §15.6.3, §15.6.5; Cloudflare). */
const IN_BETWEEN: readonly number[] = [408, 502, 503, 504, 524];

/** A request that waits for news, and something in between lost patience first. */
export const pollNotAnswered: Diagnosis = {
  id: "poll-not-answered",
  stage: "response-status",
  reference: rfc(6202, "5.5"),
  applies: ({ upgrade }) => IN_BETWEEN.includes(upgrade.response?.status ?? 0),
  summary: (seen) =>
    `The response is ${seen.upgrade.response?.status}${after(seen)}: the responding server got nothing in time, or had nothing to send.`,
  brief: ({ upgrade }) => `${upgrade.response?.status ?? "a status"}, nothing came in time`,
  causes: (seen) => [proxyGaveUp(seen)],
};

function after(seen: Case): string {
  const waited = responseAfter(seen);
  return waited === null ? "" : ` after ${duration(waited)}`;
}

function proxyGaveUp(seen: Case): Cause {
  const { response } = seen.upgrade;
  const waited = responseAfter(seen);
  const limit = limitsOf(seen.intermediaries, "idle").find(
    ({ timeout }) => waited !== null && Math.abs(waited - timeout.milliseconds) < 3000,
  );
  return {
    id: "proxy-idle-timeout",
    likelihood: limit === undefined ? "possible" : "likely",
    title: "A proxy may not wait as long as the server holds the response back",
    why: `${limit === undefined ? "A server that is polled like this may hold a response back for a minute or more." : `${limit.product.name} ${limitWords(limit.timeout)}. That is how long this took.`} When the proxy's limit is shorter than the server's, every quiet poll ends like this.`,
    evidence: [
      ...statusEvidence(response),
      ...(waited === null ? [] : [`${duration(waited)} from the request to the response`]),
      ...(limit?.product.evidence ?? []),
    ],
    fix: {
      text: "Make the server respond, even with nothing, well before the proxy's limit, or let the proxy wait longer.",
      snippets: seen.snippets("longer-timeout"),
    },
  };
}
