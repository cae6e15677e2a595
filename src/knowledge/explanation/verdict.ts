import { stateOf } from "../../upgrade/state.ts";
import type { State } from "../../upgrade/upgrade.ts";
import { duration, type Words } from "../text.ts";
import type { Findings, Level, Verdict } from "./explanation.ts";

/** The sentences of one kind of connection, each for a case of its life. */
export interface VerdictParts {
  /** What is at fault, before anything else is said: a diagnosis, a failed check; null: nothing. */
  fault(findings: Findings, state: State): Verdict | null;
  /** Of what nothing watches any more; null: its state shows it all the same. */
  unwatched(findings: Findings, state: State): Verdict | null;
  /** Of what a file has, which describes one moment only; null: its state shows it all the same. */
  inFile(findings: Findings, state: State): Verdict | null;
  queued(findings: Findings): Verdict;
  requested(findings: Findings): Verdict;
  open(findings: Findings): Verdict;
  closed(findings: Findings): Verdict;
  failed(findings: Findings): Verdict;
}

/**
 * The one sentence about an upgrade: what it is doing, and whether that is fine. A failure speaks through its diagnosis.
 *
 * @param parts the sentences of its kind
 */
export function verdict(findings: Findings, parts: VerdictParts): Verdict {
  const { upgrade } = findings;
  const state = stateOf(upgrade);
  const first =
    parts.fault(findings, state) ??
    (upgrade.unwatchedSince === null ? null : parts.unwatched(findings, state)) ??
    (upgrade.fromFile ? parts.inFile(findings, state) : null);
  if (first !== null) return first;
  return parts[state === "blocked" ? "failed" : state](findings);
}

/** A verdict that quotes no diagnosis. */
export function says(level: Level, headline: string, sentence: Words): Verdict {
  return { level, headline, sentence, quotesDiagnosis: false };
}

/**
 * A verdict with the summary of a diagnosis in it.
 *
 * @param before what is said before the summary; it ends with a space
 */
export function quotes(level: Level, headline: string, summary: Words, before: Words = ""): Verdict {
  return { level, headline, sentence: `${before}${summary}`, quotesDiagnosis: true };
}

/** " 3 s ago", or nothing where the moment is not known. */
export function since(from: number | null, now: number): Words {
  return from === null ? "" : ` ${duration(now - from)} ago`;
}
