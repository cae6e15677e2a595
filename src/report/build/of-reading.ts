import { explain } from "../../knowledge/explanation/explain.ts";
import type { Explanation } from "../../knowledge/explanation/explanation.ts";
import { markedCapture } from "../../knowledge/intermediaries/marked-capture.ts";
import { headerValue } from "../../upgrade/http/headers.ts";
import type { Reading } from "../../upgrade/reading.ts";
import { buildReport, type Report } from "./report.ts";

/**
 * Explains everything in a file, as of the moment of which it speaks: the same file always says the same.
 *
 * @param otherwise epoch milliseconds for a file that has no time
 */
export function explainReading(reading: Reading, otherwise: number): Explanation[] {
  const { upgrades, hostResponses, page } = reading;
  const context = { now: timeOf(reading) ?? otherwise, page, capture: markedCapture(upgrades, hostResponses) };
  return upgrades.map((upgrade) => explain(upgrade, context));
}

/** The last time of which a file speaks: its own, or else that of its responses; null where it has none. */
function timeOf({ endedAt, upgrades }: Reading): number | null {
  if (endedAt !== null) return endedAt;
  const dates = upgrades.flatMap(({ response }) => dateOf(headerValue(response?.headers ?? [], "Date")) ?? []);
  return dates.length === 0 ? null : Math.max(...dates);
}

/** IMF-fixdate (RFC 9110 §5.6.7); null for anything else. */
function dateOf(value: string | null): number | null {
  if (value === null || !/^\w{3}, \d{2} \w{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(value.trim())) return null;
  const time = Date.parse(value);
  return Number.isNaN(time) ? null : time;
}

/**
 * The report of a file.
 *
 * @param options.version of this tool
 * @param options.otherwise epoch milliseconds for a file that has no time
 * @param options.redact whether secrets are masked; they are, unless this says no
 */
export function reportOfReading(
  reading: Reading,
  options: { readonly version: string; readonly otherwise: number; readonly redact?: boolean },
): Report {
  const { source, page, browser, startedAt, lost } = reading;
  const meta = {
    generatedAt: timeOf(reading) ?? options.otherwise,
    tool: { version: options.version, browser },
    page,
    capture: { source, startedAt, lost },
  };
  return buildReport(explainReading(reading, options.otherwise), meta, { redact: options.redact ?? true });
}
