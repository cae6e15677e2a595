import { explain } from "../knowledge/explanation/explain.ts";
import type { Context, Explanation } from "../knowledge/explanation/explanation.ts";
import { mergeReports, type NamedReport } from "../report/build/merge.ts";
import { type Report, type ReportMeta, reportSteps } from "../report/build/report.ts";
import { atOnce, type Steps } from "../report/build/steps.ts";
import type { Upgrade } from "../upgrade/upgrade.ts";
import { contextOf, type Import } from "./imports.ts";
import type { Store } from "./store.ts";

/** Number of upgrades up to which preparing all others would be more work than their report. */
const FEW = 100;

/** A report that is still to be made, of what was there when it was asked for. */
export interface PlannedReport {
  readonly connections: number;
  readonly steps: Steps<Report>;
}

/**
 * The report of what is listed, nothing of it masked yet: the page's upgrades, and those of imported files, each with the
 * name of its file.
 *
 * @param meta of the live capture
 * @param ids the upgrades to report; all that are to be listed when left out
 */
export function reportOf(store: Store, meta: ReportMeta, ids?: readonly string[]): Report {
  return atOnce(planReport(store, meta, ids).steps);
}

/**
 * As `reportOf`, step by step: each connection is one. All that it contains is taken from the store now; upgrades never change,
 * they are replaced, so that what is seen until it is made changes nothing in it.
 */
export function planReport(store: Store, meta: ReportMeta, ids?: readonly string[]): PlannedReport {
  const wanted = new Set(ids ?? [...store.imports.ids.value, ...store.filter.listed.value]);
  const files = store.imports.all.value.flatMap((from): Part[] => {
    const listed = from.upgrades.filter(({ id }) => wanted.has(id));
    return listed.length === 0 ? [] : [partOf(from, listed, meta)];
  });
  const context = store.page.contextAt(meta.generatedAt);
  const own = { name: null, upgrades: store.page.all.filter(({ id }) => wanted.has(id)), context, meta };
  const parts = files.length === 0 || own.upgrades.length > 0 ? [own, ...files] : files;
  return { connections: parts.reduce((sum, { upgrades }) => sum + upgrades.length, 0), steps: reportOn(parts) };
}

/** Upgrades of one source, and what they are explained with. */
interface Part {
  /** Of the file; null for the page. */
  readonly name: string | null;
  readonly upgrades: readonly Upgrade[];
  readonly context: Context;
  readonly meta: ReportMeta;
}

function partOf(from: Import, upgrades: readonly Upgrade[], { tool }: ReportMeta): Part {
  const { source, startedAt, lost, page, browser } = from.reading;
  const meta = {
    generatedAt: from.now,
    tool: { version: tool.version, browser },
    page,
    capture: { source, startedAt, lost },
  };
  return { name: from.name, upgrades, context: contextOf(from), meta };
}

function* reportOn(parts: readonly Part[]): Steps<Report> {
  const reports: NamedReport[] = [];
  for (const { name, upgrades, context, meta } of parts) {
    if (upgrades.length > FEW) for (const _ of context.capture.prepare()) yield 0;
    const report = yield* reportSteps(explanations(upgrades, context), meta);
    reports.push({ name, report: name === null ? report : withOwnIds(report) });
  }
  const [first, ...more] = reports;
  if (first === undefined) throw new Error("A report has at least one part.");
  const merged = mergeReports(first, ...more);
  // Of one file alone, too, a report says where it is from.
  if (first.name === null) return merged;
  return { ...merged, connections: merged.connections.map((one) => ({ ...one, file: one.file ?? first.name })) };
}

/** Of thousands it is better not to hold all. */
function* explanations(upgrades: readonly Upgrade[], context: Context): Iterable<Explanation> {
  for (const upgrade of upgrades) yield explain(upgrade, context);
}

/** Without what tells the upgrades of several files apart. */
function withOwnIds(report: Report): Report {
  return { ...report, connections: report.connections.map((one) => ({ ...one, id: one.id.replace(/^f\d+-/, "") })) };
}
