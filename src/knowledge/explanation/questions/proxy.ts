import { silenceOf } from "../../../upgrade/lifetime.ts";
import { messagesOf, stateOf } from "../../../upgrade/state.ts";
import { limitsOf, limitWords, NEAR } from "../../diagnoses/symptoms/idle-limit.ts";
import { duration } from "../../text.ts";
import type { Findings, HealthQuestion } from "../explanation.ts";

/** Whether something between browser and server shows, and how near its time-out is. */
export function proxy(findings: Findings): HealthQuestion {
  const { upgrade, now, intermediaries, diagnosis } = findings;
  const [first] = limitsOf(intermediaries, "idle");
  if (first === undefined || stateOf(upgrade) !== "open" || upgrade.fromFile) return proxyMark(findings);
  const { product, timeout } = first;
  const longest = Math.max(messagesOf(upgrade).longestGap, silenceOf(upgrade, now) ?? 0);
  const near = longest >= timeout.milliseconds * NEAR;
  const seen = `The longest silence seen here was ${duration(longest)}.`;
  const answer = diagnosis?.id === "idle-timeout-ahead" ? seen : `${product.name} ${limitWords(timeout)}. ${seen}`;
  const evidence = intermediaries.flatMap((one) => one.evidence);
  return { id: "proxy", outcome: near ? "attention" : "good", answer, evidence };
}

/** Whether something between browser and server shows. */
export function proxyMark({ intermediaries }: Findings): HealthQuestion {
  const id = "proxy";
  if (intermediaries.length === 0) {
    const answer = "No proxy left a mark on the traffic that was seen. Many leave none, so there may still be one.";
    return { id, outcome: "unknown", answer, evidence: [] };
  }
  const names = intermediaries.map(({ name }) => name).join(" and ");
  const evidence = intermediaries.flatMap((product) => product.evidence);
  return { id, outcome: "unknown", answer: `${names} left a mark along the way.`, evidence };
}
