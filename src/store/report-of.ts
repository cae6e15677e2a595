import { mergeReports, type NamedReport } from "../report/merge.ts";
import { buildReport, type Report, type ReportMeta } from "../report/report.ts";
import { explainImported, type Import } from "./imports.ts";
import type { Store } from "./store.ts";

/**
 * The report of what is listed, nothing of it masked yet: the page's upgrades, and those of imported files, each with the
 * name of its file.
 *
 * @param meta of the live capture
 * @param ids the upgrades to report; all that are to be listed when left out
 */
export function reportOf(store: Store, meta: ReportMeta, ids?: readonly string[]): Report {
  const wanted = new Set(ids ?? [...store.imports.ids.value, ...store.listed.value]);
  const files = store.imports.all.value.flatMap((from): NamedReport[] => {
    const report = importedReport(from, wanted, meta);
    return report === null ? [] : [{ name: from.name, report }];
  });
  const own = [...wanted].filter((id) => store.fileOf(id) === null);
  const [first, ...more] = files;
  if (first === undefined || own.length > 0) {
    const report = buildReport(store.explainAll(meta.generatedAt, own), meta, { redact: false });
    return mergeReports({ name: null, report }, ...files);
  }
  const merged = mergeReports(first, ...more);
  // Of one file alone, too, a report says where it is from.
  return { ...merged, connections: merged.connections.map((one) => ({ ...one, file: one.file ?? first.name })) };
}

function importedReport(from: Import, wanted: ReadonlySet<string>, { tool }: ReportMeta): Report | null {
  const { reading, upgrades, now } = from;
  const listed = upgrades.filter(({ id }) => wanted.has(id));
  if (listed.length === 0) return null;
  const { source, startedAt, lost, page, browser } = reading;
  const explanations = explainImported(from, listed);
  const meta = {
    generatedAt: now,
    tool: { version: tool.version, browser },
    page,
    capture: { source, startedAt, lost },
  };
  const report = buildReport(explanations, meta, { redact: false });
  return { ...report, connections: report.connections.map((one) => ({ ...one, id: one.id.replace(/^f\d+-/, "") })) };
}
