import type { Likelihood } from "../../knowledge/diagnoses/diagnosis.ts";
import type { Reference } from "../../knowledge/reference.ts";
import type { ReportConnection } from "../contract/format.ts";

/** The part of a connection that a row belongs to, in the order in which rows are shown. */
export const GROUPS = ["outcome", "request", "path", "response", "checks", "life"] as const;

export type Group = (typeof GROUPS)[number];

/**
 * How much a difference of its kind can mean: "strong" decides over handshakes or lives, "some" may, "slight" seldom does.
 */
export type Weight = "strong" | "some" | "slight";

/** What one side has in a row. */
export interface Cell {
  /** null: observed to be absent, or not observed. */
  readonly text: string | null;
  /** Whether this side of the connection was seen at all: what was not cannot differ. */
  readonly isObserved: boolean;
  readonly evidence: readonly string[];
}

/** One thing that two connections have in common or differ in. */
export interface ComparedRow {
  /** Stable: "request.header.origin", "check.upgrade", "life.close". */
  readonly id: string;
  readonly group: Group;
  readonly name: string;
  readonly a: Cell;
  readonly b: Cell;
  /** Whether it is a difference: what changes with every connection (keys, dates, ids, tokens) is none. */
  readonly differs: boolean;
  readonly weight: Weight;
}

/** The difference that explains why one of two connections came off worse. */
export interface ExplainingDifference {
  /** Id of the row. */
  readonly row: string;
  readonly likelihood: Likelihood;
  /** Plain text. */
  readonly sentence: string;
  readonly evidence: readonly string[];
  readonly reference: Reference | null;
}

/**
 * What became of B as compared with A: "worse" and "better" by verdict, or by a cut after a shorter or longer silence; "other"
 * where the verdicts are alike and what was seen is not; "same" where both are the same; "unknown" where one of the records
 * does not show what became of its connection.
 */
export type Change = "worse" | "better" | "other" | "same" | "unknown";

/** Two connections side by side. */
export interface ConnectionComparison {
  readonly change: Change;
  /** What came of it, in plain sentences. */
  readonly summary: string;
  /** null: the verdict is the same, or nothing that is known explains why it is not. */
  readonly explanation: ExplainingDifference | null;
  /** All rows, in the order of the groups. */
  readonly rows: readonly ComparedRow[];
  /** Those that differ: first the one that explains, then by weight. */
  readonly differences: readonly ComparedRow[];
}

/** The two sides by name, as sentences call them. */
export type SideName = "A" | "B";

/** The name of a row where its group is not named beside it: "Request header Origin". */
export function nameOf({ id, group, name }: ComparedRow): string {
  if (group === "checks") return `Check ${name}`;
  const isHeader = id.startsWith(`${group}.header.`);
  return isHeader ? `${group === "request" ? "Request" : "Response"} header ${name}` : name;
}

/** Two connections, of which one came off worse. */
export interface UnequalPair {
  readonly better: ReportConnection;
  readonly worse: ReportConnection;
  readonly worseName: SideName;
  readonly rows: readonly ComparedRow[];
}
