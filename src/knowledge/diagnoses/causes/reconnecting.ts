import { lifeOf } from "../../../upgrade/lifetime.ts";
import { beganAt } from "../../../upgrade/series/series.ts";
import { stateOf } from "../../../upgrade/state.ts";
import type { Upgrade } from "../../../upgrade/upgrade.ts";
import { closeEvidence } from "../../close-codes/words.ts";
import { count, duration } from "../../text.ts";
import type { Case, Cause } from "../diagnosis.ts";
import { backOff } from "../fixes.ts";
import { reconnecting } from "../symptoms/reconnecting.ts";
import { shortLives } from "../symptoms/short-lives.ts";

/** Each attempt opens, and something ends it. Supported by the attempts that opened. */
export function endsSoon(seen: Case): Cause | null {
  const opened = earlierOf(seen).filter((attempt) => stateOf(attempt) === "closed");
  const newest = opened.at(-1);
  if (newest === undefined) return null;
  const lives = opened.flatMap((attempt) => lifeOf(attempt) ?? []);
  return {
    id: "application-error",
    likelihood: "possible",
    title: "Something may end each connection soon after it opens",
    why: "A login that is checked after the handshake, an error in the application or a timeout ends connections like this; the earlier attempts in the list show more.",
    evidence: [
      `${count(opened.length, "earlier attempt")} opened and ended`,
      ...(lives.length === 0 ? [] : [`the longest was open for ${duration(Math.max(...lives))}`]),
      ...closeEvidence(newest),
    ],
    fix: {
      text: "See how the earlier attempts ended, and check the server's own log at those times.",
      snippets: [],
    },
  };
}

/** The pause between attempts does not grow. Supported by the intervals. */
export function noPause(seen: Case): Cause | null {
  const earlier = earlierOf(seen);
  const intervals = seen.series?.intervalsMs ?? [];
  const began = beganAt(seen.upgrade);
  const first = earlier[0] === undefined ? null : beganAt(earlier[0]);
  if (first === null || began === null || seen.series?.pattern === "exponential" || intervals.length === 0) return null;
  const isFixed = seen.series?.pattern === "fixed";
  return {
    id: "reconnect-loop",
    likelihood: isFixed ? "likely" : "possible",
    title: "The page may reconnect without increasing delays",
    why: isFixed
      ? "The attempts follow each other at a fixed interval; many pages doing so at once keep a server from recovering."
      : "The delays between the attempts do not increase steadily.",
    evidence: [
      `${count(earlier.length, "earlier attempt")} in ${duration(began - first)}`,
      `the last interval was ${duration(intervals.at(-1) ?? 0)}`,
    ],
    fix: {
      text: "Fix what ends the attempts, and reconnect with increasing, random delays.",
      snippets: [backOff(seen)],
    },
  };
}

/** The attempts before this one that did not last, whether it is open now or over as well. */
function earlierOf(seen: Case): readonly Upgrade[] {
  return reconnecting(seen)?.earlier ?? shortLives(seen)?.attempts.slice(0, -1) ?? [];
}
