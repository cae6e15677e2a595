import type { Steps } from "../report/build/steps.ts";
import { type CopiedPart, copiedText } from "../report/copied.ts";
import { type Format, formats } from "../report/formats/registry.ts";
import { redactSteps } from "../report/masking/redact.ts";
import { type PlannedReport, planReport } from "../store/report-of.ts";
import type { Store } from "../store/store.ts";

/** The tool that a report names. */
interface ReportTool {
  /** The extension's version. */
  readonly version: string;
  /** The browser's name and version; null when it does not report them. */
  readonly browser: string | null;
}

/**
 * A report of what is there at this moment, still to be made.
 *
 * @param now epoch milliseconds
 * @param ids the upgrades to report; all that are to be listed when left out
 */
export function requestReport(store: Store, tool: ReportTool, now: number, ids?: readonly string[]): PlannedReport {
  const source = store.capture.value.kind === "live" ? "debugger" : "network";
  const capture = { source, startedAt: store.startedAt.value, lost: gapsOf(store) } as const;
  return planReport(store, { generatedAt: now, tool, page: store.page.url.value, capture }, ids);
}

/** What the report is missing: what the status bar tells, and what was left out on purpose. */
function gapsOf({ lost, page }: Store): readonly string[] {
  return page.hasLeft.value ? [...lost.value, LEFT_OUT] : lost.value;
}

/** DevTools empties its log for `document.open()` too, although the page and its sockets stay. */
const LEFT_OUT =
  "Connections of earlier pages are left out: Keep log was off when the page was left, reloaded or rewritten.";

/** The format with this id; null when there is none. */
export function formatOf(wanted: Format["id"]): Format | null {
  return formats.find(({ id }) => id === wanted) ?? null;
}

/**
 * One part of the connections of a report, masked, step by step.
 *
 * @returns null when none of them has this part
 */
export function* copiedSteps(report: PlannedReport, part: CopiedPart): Steps<string | null> {
  return copiedText(yield* redactSteps(yield* report.steps), part);
}
