import { count, number } from "../../../knowledge/text.ts";

/** Which of all connections a report was asked for, where it has not all of them. */
export interface Selection {
  /** How many there were. */
  readonly total: number;
  /** As `--only` has it: those that failed, or those that need attention too. */
  readonly only: "failed" | "attention";
}

/**
 * What is said where a report has no connection.
 *
 * @param selection absent: all were asked for
 */
export function emptyWords(selection?: Selection): string {
  if (selection === undefined || selection.total === 0) return "No WebSocket upgrade was seen.";
  const { total, only } = selection;
  const [one, none] =
    only === "failed"
      ? ["did not fail", "failed"]
      : ["neither failed nor needs attention", "failed or needs attention"];
  const sentence =
    total === 1 ? `The one upgrade that was seen ${one}` : `None of the ${count(total, "upgrade")} ${none}`;
  return `${sentence} (--only ${only}).`;
}

/** How many connections a report has, and of how many it was asked for. */
export function numberWords(shown: number, selection?: Selection): string {
  return selection === undefined
    ? number(shown)
    : `${number(shown)} of ${number(selection.total)} (--only ${selection.only})`;
}
