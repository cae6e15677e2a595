import { checks } from "../../../knowledge/checks/registry.ts";
import type { ReportCheck, ReportConnection } from "../../contract/format.ts";
import type { Cell, ComparedRow } from "../comparison.ts";
import { rowOf, seen, unseen } from "./cells.ts";

/** The checks of two handshakes; one that did not apply or had nothing to look at cannot differ. */
export function checkRows(a: ReportConnection, b: ReportConnection): (ComparedRow | null)[] {
  return checks.map(({ id }) => {
    const [first, second] = [a, b].map((one) => one.checks.find((check) => check.id === id));
    const isFailed = first?.outcome === "fail" || second?.outcome === "fail";
    const row = rowOf(
      { id: `check.${id}`, group: "checks", name: id, weight: isFailed ? "strong" : "some" },
      cellOf(first),
      cellOf(second),
      null,
    );
    return row && { ...row, differs: row.a.isObserved && row.b.isObserved && first?.outcome !== second?.outcome };
  });
}

function cellOf(check: ReportCheck | undefined): Cell {
  if (check === undefined || check.outcome === "not-applicable" || check.outcome === "not-observed") return unseen;
  return seen(`${check.outcome}: ${check.summary}`, check.evidence);
}
