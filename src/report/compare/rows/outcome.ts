import type { ReportConnection } from "../../contract/format.ts";
import { headlineOf } from "../../formats/outline/headline.ts";
import { areComparable, isOpened } from "../change.ts";
import type { Cell, ComparedRow } from "../comparison.ts";
import { known, rowOf, seen, unseen } from "./cells.ts";

const HEAD = { group: "outcome", weight: "strong" } as const;

/** What became of two connections: verdict, what was seen, status, and what the protocol on top said of itself. */
export function outcomeRows(a: ReportConnection, b: ReportConnection): (ComparedRow | null)[] {
  const verdict = rowOf({ ...HEAD, id: "outcome.verdict", name: "Verdict" }, verdictOf(a), verdictOf(b), null);
  const diagnosis = rowOf(
    { ...HEAD, id: "outcome.diagnosis", name: "Diagnosis" },
    diagnosisOf(a),
    diagnosisOf(b),
    null,
  );
  const status = rowOf({ ...HEAD, id: "outcome.status", name: "Status" }, statusOf(a), statusOf(b));
  const comparable = areComparable(a, b);
  return [
    // Sentences hold times and numbers, which differ always.
    verdict && { ...verdict, differs: comparable && a.verdict.level !== b.verdict.level },
    diagnosis && { ...diagnosis, differs: comparable && a.diagnosis?.id !== b.diagnosis?.id },
    // 101 and 200 say the same, each in its transport.
    status && { ...status, differs: status.differs && !(isOpened(a) && isOpened(b)) },
    rowOf({ ...HEAD, id: "outcome.application", name: "Application" }, applicationOf(a), applicationOf(b), standing),
  ];
}

function verdictOf({ verdict }: ReportConnection): Cell {
  return seen(`${headlineOf(verdict)}. ${verdict.sentence}`);
}

function diagnosisOf({ diagnosis }: ReportConnection): Cell {
  return diagnosis === null ? seen(null) : seen(diagnosis.summary, diagnosis.evidence);
}

function statusOf({ status }: ReportConnection): Cell {
  return known(status === null ? null : String(status));
}

function applicationOf({ application }: ReportConnection): Cell {
  if (application === null) return unseen;
  const { state, reason, evidence } = application;
  return seen(reason === null || reason === "" ? state : `${state}: ${reason}`, evidence);
}

/** Whether it still waits depends on when somebody looked. */
function standing(text: string): string {
  return /^(refused|ended)/.exec(text)?.[0] ?? "";
}
