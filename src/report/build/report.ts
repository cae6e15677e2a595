import type { Explanation } from "../../knowledge/explanation/explanation.ts";
import type { CaptureSource } from "../../upgrade/reading.ts";
import type { Report, ReportConnection } from "../contract/format.ts";
import { redact } from "../masking/redact.ts";
import { connectionOf } from "./connection.ts";
import { atOnce, type Steps } from "./steps.ts";
import { isoTime } from "./time.ts";

export type { Report, ReportConnection } from "../contract/format.ts";

/** What a report says beside its connections. */
export interface ReportMeta {
  /** Epoch milliseconds. */
  readonly generatedAt: number;
  readonly tool: { readonly version: string; readonly browser: string | null };
  /** The page's URL, or null. */
  readonly page: string | null;
  readonly capture: {
    readonly source: CaptureSource;
    /** Epoch milliseconds, or null when it is not known. */
    readonly startedAt: number | null;
    readonly lost: readonly string[];
  };
}

/** How a report is made. */
export interface ReportOptions {
  /** Whether secrets are masked; they are, unless this says no. */
  readonly redact?: boolean;
}

/**
 * Builds the handshake report.
 *
 * @param explanations what is said about each upgrade, in the order of the list; of thousands it is better not to hold all
 * @throws RangeError when `generatedAt` is no instant
 */
export function buildReport(
  explanations: Iterable<Explanation>,
  meta: ReportMeta,
  options: ReportOptions = {},
): Report {
  const report = atOnce(reportSteps(explanations, meta));
  return options.redact === false ? report : redact(report);
}

/** Builds the handshake report step by step, with its secrets in it: each connection is one. */
export function* reportSteps(explanations: Iterable<Explanation>, meta: ReportMeta): Steps<Report> {
  const { generatedAt, tool, page, capture } = meta;
  const connections: ReportConnection[] = [];
  for (const explanation of explanations) {
    connections.push(connectionOf(explanation, generatedAt));
    yield 1;
  }
  return {
    format: "upgrades-handshake-report",
    version: 1,
    generatedAt: new Date(generatedAt).toISOString(),
    tool: { name: "upgrades", version: tool.version, browser: tool.browser },
    page: { url: page },
    capture: { source: capture.source, startedAt: isoTime(capture.startedAt), lost: capture.lost },
    redaction: { applied: false, items: [] },
    connections,
  };
}
