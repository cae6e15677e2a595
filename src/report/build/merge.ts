import type { Report } from "../contract/format.ts";

/** A report, and the name of the file that it was made from; null for a live capture, to which files were added. */
export interface NamedReport {
  readonly name: string | null;
  readonly report: Report;
}

/**
 * Makes one report of several, none of them redacted yet: connections are numbered again, and each says from which file it
 * is. One alone stays as it is. Where a live capture is among them, the whole speaks of it.
 *
 * @param reports at least one, in the order of reading
 */
export function mergeReports(first: NamedReport, ...more: readonly NamedReport[]): Report {
  if (more.length === 0) return first.report;
  const all = [first, ...more];
  const connections = all
    .flatMap(({ name, report }) => report.connections.map((connection) => ({ ...connection, file: name })))
    .map((connection, i) => ({ ...connection, id: `c${i + 1}` }));
  const starts = all.flatMap(({ report }) => report.capture.startedAt ?? []).sort();
  const live = all.find(({ name }) => name === null)?.report;
  return {
    ...first.report,
    generatedAt: all.map(({ report }) => report.generatedAt).reduce((a, b) => (a > b ? a : b)),
    tool: { ...first.report.tool, browser: live?.tool.browser ?? only(all.map(({ report }) => report.tool.browser)) },
    page: { url: live?.page.url ?? only(all.map(({ report }) => report.page.url)) },
    capture: {
      source: live?.capture.source ?? only(all.map(({ report }) => report.capture.source)) ?? "files",
      startedAt: live?.capture.startedAt ?? starts[0] ?? null,
      lost: all.flatMap(({ name, report }) =>
        report.capture.lost.map((gap) => (name === null ? gap : `${name}: ${gap}`)),
      ),
    },
    connections,
  };
}

/** What all have in common, or null. */
function only<T>(values: readonly (T | null)[]): T | null {
  const [value = null] = values;
  return values.every((other) => other === value) ? value : null;
}
