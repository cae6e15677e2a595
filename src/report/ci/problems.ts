import { plainText } from "../build/plain.ts";
import type { Report, ReportConnection } from "../contract/format.ts";
import { headlineOf } from "../formats/outline/headline.ts";
import type { Unmet } from "./expectations.ts";

/** One thing that a build is told of: a connection that is as bad as it may not be, or an expectation that is not met. */
export interface Problem {
  /** A diagnosis id, or the name of the expectation. */
  readonly rule: string;
  readonly level: "error" | "warning";
  /** Where: an address, or the endpoint of the expectation. */
  readonly where: string;
  /** One or two sentences: what is so. */
  readonly message: string;
  /** The first cause with its fix; null: none is known. */
  readonly advice: string | null;
  /** The file that it was read from; null: not known. */
  readonly file: string | null;
}

/**
 * What of a report a build is told of, masked as the report is.
 *
 * @param isBad which connections count
 * @param unmet the expectations that are not met
 */
export function problemsOf(
  report: Report,
  isBad: (connection: ReportConnection) => boolean,
  unmet: readonly Unmet[],
): readonly Problem[] {
  const bad = report.connections.filter(isBad).map(
    (one): Problem => ({
      rule: one.diagnosis?.id ?? "needs-attention",
      level: one.verdict.level === "failed" ? "error" : "warning",
      where: one.url ?? "address not known",
      message: saidOf(one),
      advice: adviceOf(one),
      file: one.file,
    }),
  );
  const missed = unmet.map(
    ({ endpoint, rule, sentence, connection }): Problem => ({
      rule: `expected-${rule}`,
      level: "error",
      where: endpoint,
      message: connection === null ? sentence : `${sentence} ${saidOf(connection)}`,
      advice: connection === null ? null : adviceOf(connection),
      file: connection?.file ?? null,
    }),
  );
  return [...missed, ...bad];
}

function saidOf({ verdict }: ReportConnection): string {
  return plainText(`${headlineOf(verdict)}. ${verdict.sentence}`);
}

function adviceOf({ diagnosis }: ReportConnection): string | null {
  const [cause] = diagnosis?.causes ?? [];
  if (cause === undefined) return null;
  const fix = cause.fix === null ? "" : ` How to fix it: ${cause.fix.text}`;
  return plainText(
    `Cause (${cause.likelihood}): ${cause.title === "" ? cause.why : `${cause.title}. ${cause.why}`}${fix}`,
  );
}
