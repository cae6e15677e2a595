import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Likelihood } from "../../../src/knowledge/diagnoses/diagnosis.ts";
import type { Level } from "../../../src/knowledge/explanation/explanation.ts";

/**
 * What somebody had who asked for help in public, and what it was in the end: rebuilt small, with names and addresses of our
 * own. Each says what must come out, and which fix ended the report.
 */
export interface ReportedCase {
  /** Below test/field/reported/files. */
  readonly file: string;
  /** Address of the public report. */
  readonly source: string;
  /** What it was, in our words. */
  readonly truth: string;
  readonly level: Level;
  readonly diagnosis: string;
  /** The cause that must come first, and how likely the evidence makes it. */
  readonly first: readonly [id: string, likelihood: Likelihood];
  /** Words of the fix that ended the report: they stand in the first cause's fix or in its snippets. */
  readonly fix: RegExp;
  /** What no sentence may say. */
  readonly never?: readonly RegExp[];
}

/** The text of a case's file. */
export function reportedText(file: string): string {
  return readFileSync(join(import.meta.dirname, "files", file), "utf8");
}
