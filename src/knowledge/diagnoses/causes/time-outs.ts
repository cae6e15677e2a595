import { heartbeatSnippets, otherHeartbeats } from "../../applications/heartbeat.ts";
import { closeEvidence } from "../../close-codes/words.ts";
import type { Timeout } from "../../intermediaries/intermediary.ts";
import { intermediaries } from "../../intermediaries/registry.ts";
import type { Words } from "../../text.ts";
import type { Case, Cause } from "../diagnosis.ts";
import { backOff } from "../fixes.ts";
import { about, type Limit, limitsOf, limitWords, longerOrHeartbeat } from "../symptoms/idle-limit.ts";

/** A timer and what was measured are the same within this share, or these milliseconds. */
const SHARE = 0.03;
const SLACK = 1500;

/** Whether a measured time is that of a timer. */
function fits(measured: number, { milliseconds }: Timeout): boolean {
  return Math.abs(measured - milliseconds) <= Math.max(SLACK, milliseconds * SHARE);
}

/** The recognized products whose timers of this kind fit what was measured. */
export function fittingLimits(seen: Case, kind: Timeout["kind"], measured: number | null): Limit[] {
  if (measured === null) return [];
  return limitsOf(seen.intermediaries, kind).filter(({ timeout }) => fits(measured, timeout));
}

/**
 * A time-out for silent connections ended it.
 *
 * @param measured the silence before the end, in milliseconds
 * @param evidence that it was one, for instance its repetition
 * @param isRepeated whether that is more than one coincidence
 */
export function proxyIdleTimeout(
  seen: Case,
  measured: number,
  evidence: readonly string[],
  isRepeated: boolean,
): Cause {
  const [limit] = fittingLimits(seen, "idle", measured);
  const name = limit?.product.name ?? "A proxy or the server";
  const isHedged = limit?.timeout.reported === true || limit?.product.confidence === "possible";
  return {
    id: "proxy-idle-timeout",
    likelihood: isRepeated || (limit !== undefined && !isHedged) ? "likely" : "possible",
    title: `${name} may have ended it because it was idle`,
    why: limit === undefined ? suspects(seen, "idle", measured) : `${name} ${limitWords(limit.timeout)}.`,
    evidence: [...(limit?.product.evidence ?? []), ...evidence, ...closeEvidence(seen.upgrade)],
    fix: {
      text: longerOrHeartbeat(limit),
      snippets: [
        ...heartbeatSnippets(seen, measured),
        ...seen
          .snippets("longer-timeout")
          .filter(({ for: name }) => limit === undefined || name === limit.product.name),
        ...otherHeartbeats(seen, measured),
      ],
    },
  };
}

/**
 * A limit for the whole life of a connection ended it, silent or not.
 *
 * @param measured the life, in milliseconds
 */
export function lifetimeLimit(seen: Case, measured: number, evidence: readonly string[], isRepeated: boolean): Cause {
  const [limit] = fittingLimits(seen, "lifetime", measured);
  const name = limit?.product.name ?? "A proxy or the server";
  return {
    id: "lifetime-limit",
    likelihood: limit !== undefined || isRepeated ? "likely" : "possible",
    title: `${name} may end every connection after a fixed time`,
    why: limit === undefined ? suspects(seen, "lifetime", measured) : `${name} ${limitWords(limit.timeout)}.`,
    evidence: [...(limit?.product.evidence ?? []), ...evidence, ...closeEvidence(seen.upgrade)],
    fix: {
      text: `A heartbeat does not help here: ${limit?.timeout.fixed === true ? "make" : "raise the limit where the product allows it, and make"} the page reconnect.`,
      snippets: [backOff(seen), ...seen.snippets("longer-timeout").filter(({ for: product }) => product === name)],
    },
  };
}

/** No recognized product explains it: the products whose documented default it is are named, and none is accused. */
function suspects(seen: Case, kind: Timeout["kind"], measured: number): Words {
  const names = intermediaries
    .filter(({ timeouts }) =>
      timeouts.some((timeout) => timeout.kind === kind && timeout.reported !== true && fits(measured, timeout)),
    )
    .map(({ name }) => name);
  const what = kind === "idle" ? "for idle connections" : "for the life of a connection";
  const first = `Servers and proxies have timeouts ${what}, and ${about(measured)} may be one here.`;
  // Where none can be set, nobody set this one.
  const settable = seen.intermediaries.filter(({ timeouts }) => !timeouts.some(({ fixed }) => fixed === true));
  const recognized = settable.map(({ name }) => name);
  const own =
    recognized.length === 0
      ? ""
      : ` ${recognized.join(" and ")} left a mark here; its operator may have set this timeout.`;
  if (names.length === 0) return `${first}${own}`;
  return `${first} It is the default of ${listed(names)}; nothing here shows that one of them is in between, and many leave no mark.${own}`;
}

function listed(names: readonly string[]): Words {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
