import type { Likelihood } from "../diagnoses/diagnosis.ts";
import type { Reference } from "../reference.ts";
import type { Words } from "../text.ts";

/** What is known of one difference between two connections: which failures it is known to bring about. */
export interface Reason {
  readonly id: string;
  /** Id of the compared row, such as "request.header.origin"; ids that end with a dot stand for all that begin so. */
  readonly row: string;
  /** Whether the side that came off worse must lack what the other has, or both must have it; absent: any difference counts. */
  readonly needs?: "missing-in-worse" | "in-both";
  /** Whether records of browsers may leave it out although it was sent: what is missing there explains at most possibly. */
  readonly isOftenLeftOut?: true;
  /** Cause ids that the worse side's own diagnosis may list: then what was seen of it supports this reason as well. */
  readonly causes: readonly string[];
  /** Diagnosis ids of the worse side that this difference is known to bring about, each with how likely that is. */
  readonly diagnoses: Readonly<Record<string, Exclude<Likelihood, "certain">>>;
  /** How the difference brings them about, in a sentence. */
  readonly why: Words;
  readonly reference: Reference;
}
