import { plainText } from "../build/plain.ts";
import type { Report, ReportConnection } from "../contract/format.ts";
import { headlineOf } from "../formats/outline/headline.ts";
import type { Unmet } from "./unmet.ts";

/** One thing that a build is told of: a connection that is as bad as it may not be, or an expectation that is not met, or could not be checked. */
export interface Problem {
  /** Diagnosis ids, and names of expectations; the first stands for all where one is asked for. */
  readonly rules: readonly [string, ...string[]];
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
 * @param unmet the expectations that are not met or could not be checked; those that the same connection shows are one problem, with the connection's own
 */
export function problemsOf(
  report: Report,
  isBad: (connection: ReportConnection) => boolean,
  unmet: readonly Unmet[],
): readonly Problem[] {
  const bad = report.connections.filter(isBad);
  const groups = new Map<string, [Unmet, ...Unmet[]]>();
  for (const one of unmet) {
    const key = JSON.stringify([one.endpoint, one.connection === null ? null : sameOf(one.connection)]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  const missed = [...groups.values()].map((group) => missedBy(group, bad));
  const shown = new Set(unmet.flatMap(({ connection }) => (connection === null ? [] : [sameOf(connection)])));
  return [...missed, ...bad.filter((one) => !shown.has(sameOf(one))).map(ofConnection)];
}

function missedBy(group: readonly [Unmet, ...Unmet[]], bad: readonly ReportConnection[]): Problem {
  const [{ endpoint, connection, rule }, ...more] = group;
  const sentences = group.map(({ sentence }) => sentence).join(" ");
  const isBad = connection !== null && bad.some((one) => sameOf(one) === sameOf(connection));
  return {
    rules: [
      `expected-${rule}`,
      ...more.map((one) => `expected-${one.rule}`),
      ...(isBad ? ofConnection(connection).rules : []),
    ],
    level: "error",
    where: endpoint,
    message: connection === null ? sentences : `${sentences} ${saidOf(connection)}`,
    advice: connection === null ? null : adviceOf(connection),
    file: connection?.file ?? null,
  };
}

function ofConnection(one: ReportConnection): Problem {
  return {
    rules: [one.diagnosis?.id ?? "needs-attention"],
    level: one.verdict.level === "failed" ? "error" : "warning",
    where: one.url ?? one.observed?.requestPath ?? "address not known",
    message: saidOf(one),
    advice: adviceOf(one),
    file: one.file,
  };
}

/** Connections with the same are reported once beside an expectation. */
function sameOf({ url, diagnosis, file }: ReportConnection): string {
  return JSON.stringify([url, diagnosis?.id, file]);
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
