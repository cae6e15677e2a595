import type { ExplainingDifference, UnequalPair } from "./comparison.ts";
import { longestSilence, silenceAtCut, silenceWords } from "./life.ts";

/** Silences of one timer differ by less than this factor. */
const ALIKE = 1.2;

/** Diagnoses of ends that a timer for silent connections may have brought about. */
const CUTS: readonly string[] = ["idle-timeout", "abnormal-closure", "closed-with-error", "reconnect-loop"];

/**
 * That one connection was cut after a silence that the other went through, or after which it was not cut yet.
 *
 * @returns null where silences are not recorded or do not show it
 */
export function cutSooner({ better, worse, worseName }: UnequalPair): ExplainingDifference | null {
  const cutAfter = silenceAtCut(worse);
  const survived = longestSilence(better);
  if (cutAfter === null || survived === null || worse.diagnosis === null) return null;
  if (!CUTS.includes(worse.diagnosis.id) || survived < cutAfter * ALIKE) return null;
  const otherName = worseName === "A" ? "B" : "A";
  const cause = worse.diagnosis.causes.find(({ id }) => id === "proxy-idle-timeout") ?? null;
  const evidence = [
    `${worseName}: ${silenceWords(worse, cutAfter)} without a message before the end`,
    `${otherName}: ${silenceWords(better, survived)} without a message at most`,
    ...(cause?.evidence ?? []),
  ];
  const isTimer = worse.diagnosis.id === "idle-timeout" || (cause !== null && cause.likelihood !== "possible");
  const went = silenceAtCut(better) === null ? "stayed open through" : "was cut only after";
  return {
    row: "life.silence",
    likelihood: isTimer ? "likely" : "possible",
    sentence: `A shorter timeout for silent connections ${isTimer ? "most likely explains it" : "may explain it"}: ${worseName} was cut after ${silenceWords(worse, cutAfter)} without a message, ${otherName} ${went} ${silenceWords(better, survived)} without one.`,
    evidence,
    reference: null,
  };
}
