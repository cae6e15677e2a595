import { mergeReports, type NamedReport } from "../build/merge.ts";
import type { ReportConnection } from "../contract/format.ts";
import { redact } from "../masking/redact.ts";
import { changeOf } from "./change.ts";
import {
  type ComparedRow,
  type ConnectionComparison,
  type ExplainingDifference,
  GROUPS,
  type Weight,
} from "./comparison.ts";
import { explainingDifference } from "./explaining.ts";
import { addressRows } from "./rows/address.ts";
import { checkRows } from "./rows/checks.ts";
import { headerRows } from "./rows/headers.ts";
import { lifeRows } from "./rows/life.ts";
import { outcomeRows } from "./rows/outcome.ts";
import { pathRows } from "./rows/path.ts";
import { summaryOf } from "./summary.ts";

/** Two connections and their comparison, all of it masked. */
export interface ComparedTwo {
  readonly a: ReportConnection;
  readonly b: ReportConnection;
  readonly comparison: ConnectionComparison;
}

const WEIGHTS: readonly Weight[] = ["strong", "some", "slight"];

/**
 * Compares two connections: what differs and what does not, and the difference that most likely explains why one came off
 * worse.
 *
 * @param a as a report has it, masked: values go into sentences
 * @param b of the same report, so that equal labels stand for equal values
 */
export function compareConnections(a: ReportConnection, b: ReportConnection): ConnectionComparison {
  const rows = [
    ...outcomeRows(a, b),
    ...addressRows(a, b),
    ...headerRows(a, b, "request"),
    ...pathRows(a, b),
    ...headerRows(a, b, "response"),
    ...checkRows(a, b),
    ...lifeRows(a, b),
  ].filter((row) => row !== null);
  const change = changeOf(a, b, rows);
  const explanation =
    change === "worse"
      ? explainingDifference({ better: a, worse: b, worseName: "B", rows })
      : change === "better"
        ? explainingDifference({ better: b, worse: a, worseName: "A", rows })
        : null;
  const differences = sorted(rows, explanation);
  return { change, summary: summaryOf(a, b, change, explanation, differences), explanation, rows, differences };
}

/**
 * Compares the first connections of two reports, masked together.
 *
 * @param a with the name of its file, its secrets not masked yet
 * @returns null when one of the reports has none
 */
export function compareTwo(a: NamedReport, b: NamedReport): ComparedTwo | null {
  const first = (named: NamedReport) => ({
    ...named,
    report: { ...named.report, connections: named.report.connections.slice(0, 1) },
  });
  const [one, other] = redact(mergeReports(first(a), first(b))).connections;
  if (one === undefined || other === undefined) return null;
  return { a: one, b: other, comparison: compareConnections(one, other) };
}

function sorted(rows: readonly ComparedRow[], explanation: ExplainingDifference | null): ComparedRow[] {
  const order = ({ id, weight, group }: ComparedRow) =>
    id === explanation?.row ? -1 : WEIGHTS.indexOf(weight) * GROUPS.length + GROUPS.indexOf(group);
  return rows
    .filter(({ id, differs }) => differs || id === explanation?.row)
    .sort((one, other) => order(one) - order(other));
}
