import { visibleText } from "../knowledge/text.ts";
import type { ReportConnection } from "../report/contract/format.ts";
import { Refusal } from "./command.ts";

/** What `--only` and `--fail-on` take. */
export type Severity = "failed" | "attention";

/**
 * Reads the value of such an option.
 *
 * @returns null when the option was not given
 * @throws Refusal in one line for anything else
 */
export function severityOf(value: string | undefined, option: string): Severity | null {
  if (value === undefined || value === "failed" || value === "attention") return value ?? null;
  throw new Refusal(`${option} takes failed or attention, not ${visibleText(value)}.`);
}

/** Whether a connection is as bad as that; what failed needs attention too. */
export function isAsBad({ verdict }: ReportConnection, severity: Severity): boolean {
  return verdict.level === "failed" || (severity === "attention" && verdict.level === "attention");
}
