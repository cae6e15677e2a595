import { statusEvidence } from "../../checks/finding.ts";
import { rfc } from "../../reference.ts";
import { duration } from "../../text.ts";
import { answeredAfter } from "../case.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";
import { limitsOf, limitWords } from "../symptoms/idle-limit.ts";

/** What proxies answer when whoever they ask does not answer in time, or at all (RFC 9110 §15.6.3, §15.6.5; Cloudflare). */
const IN_BETWEEN: readonly number[] = [408, 502, 503, 504, 524];

/** A request that waits for news, and something in between lost patience first. */
export const pollNotAnswered: Diagnosis = {
  id: "poll-not-answered",
  stage: "answered-status",
  reference: rfc(6202, "5.5"),
  applies: ({ upgrade }) => IN_BETWEEN.includes(upgrade.response?.status ?? 0),
  summary: (seen) =>
    `The response is ${seen.upgrade.response?.status}${after(seen)}: what answered got none in time, or had none.`,
  causes: (seen) => [proxyGaveUp(seen)],
};

function after(seen: Case): string {
  const waited = answeredAfter(seen);
  return waited === null ? "" : ` after ${duration(waited)}`;
}

function proxyGaveUp(seen: Case): Cause {
  const { response } = seen.upgrade;
  const waited = answeredAfter(seen);
  const limit = limitsOf(seen.intermediaries, "idle").find(
    ({ timeout }) => waited !== null && Math.abs(waited - timeout.milliseconds) < 3000,
  );
  return {
    id: "proxy-idle-timeout",
    likelihood: limit === undefined ? "possible" : "likely",
    title: "A proxy may not wait as long as the server holds the response back",
    why: `${limit === undefined ? "A server that is polled in this way may hold a response back for a minute and more." : `${limit.product.name} ${limitWords(limit.timeout)}, which is how long this took.`} Where the two times do not fit, every quiet poll ends like this.`,
    evidence: [
      ...statusEvidence(response?.status ?? 0, response?.statusText ?? ""),
      ...(waited === null ? [] : [`${duration(waited)} from the request to the response`]),
      ...(limit?.product.evidence ?? []),
    ],
    fix: {
      text: "Let the server answer, if only with nothing, well before the proxy's time is over; or let the proxy wait longer.",
      snippets: seen.snippets("longer-timeout"),
    },
  };
}
