import { count } from "../../knowledge/text.ts";
import type { ReportConnection } from "../contract/format.ts";
import type { Change, ComparedRow, ExplainingDifference } from "./comparison.ts";

const STANDS: Readonly<Record<ReportConnection["verdict"]["level"], string>> = {
  healthy: "works",
  attention: "needs attention",
  failed: "fails",
  unknown: "has no verdict",
};

/** Most differences that a sentence names. */
const MOST = 4;

/** What came of a comparison, in plain sentences. */
export function summaryOf(
  a: ReportConnection,
  b: ReportConnection,
  change: Change,
  explanation: ExplainingDifference | null,
  differences: readonly ComparedRow[],
): string {
  if (change === "same") return same(a, b, differences);
  const both = `${outcome("A", a)}; ${outcome("B", b)}.`;
  if (change === "other") return `${both} What was seen differs, so neither came off worse.`;
  return `${both} ${explanation?.sentence ?? unexplained(differences)}`;
}

function outcome(name: string, { verdict, diagnosis }: ReportConnection): string {
  const why = diagnosis === null ? "" : ` (${diagnosis.summary.replace(/\.$/, "")})`;
  return `${name} ${STANDS[verdict.level]}${why}`;
}

function same(a: ReportConnection, b: ReportConnection, differences: readonly ComparedRow[]): string {
  if (differences.length === 0)
    return "Nothing that was recorded differs, apart from what changes with every connection.";
  const verdict =
    a.verdict.level === b.verdict.level
      ? `Both ${plural(STANDS[a.verdict.level])}.`
      : `${outcome("A", a)}; ${outcome("B", b)}.`;
  return `${verdict} ${namesOf(differences)}`;
}

function plural(verb: string): string {
  return verb.replace(/^(work|need|fail)s/, "$1").replace(/^has/, "have");
}

function unexplained(differences: readonly ComparedRow[]): string {
  const others = differences.filter(({ group }) => group !== "outcome");
  const nothing = "Nothing that is known explains the change";
  return others.length === 0
    ? `${nothing}, and nothing else that was recorded differs.`
    : `${nothing}. ${namesOf(others)}`;
}

function namesOf(differences: readonly ComparedRow[]): string {
  const names = differences.slice(0, MOST).map(({ name }) => name);
  const more = differences.length - names.length;
  return `What differs: ${names.join(", ")}${more === 0 ? "" : ` and ${count(more, "more row")}`}.`;
}
