import { explain } from "../../knowledge/explanation/explain.ts";
import type { Explanation } from "../../knowledge/explanation/explanation.ts";
import { markedCapture } from "../../knowledge/intermediaries/marked-capture.ts";
import type { Reading } from "../../upgrade/reading.ts";
import { buildReport, type Report } from "./report.ts";

/**
 * Explains everything in a file, as of the moment of which it speaks: the same file always says the same.
 *
 * @param otherwise epoch milliseconds for a file that tells no time
 */
export function explainReading(reading: Reading, otherwise: number): Explanation[] {
  const { upgrades, hostResponses, page, endedAt } = reading;
  const context = { now: endedAt ?? otherwise, page, capture: markedCapture(upgrades, hostResponses) };
  return upgrades.map((upgrade) => explain(upgrade, context));
}

/**
 * The report of a file.
 *
 * @param options.version of this tool
 * @param options.otherwise epoch milliseconds for a file that tells no time
 * @param options.redact whether secrets are masked; they are, unless this says no
 */
export function reportOfReading(
  reading: Reading,
  options: { readonly version: string; readonly otherwise: number; readonly redact?: boolean },
): Report {
  const { source, page, browser, startedAt, endedAt, lost } = reading;
  const meta = {
    generatedAt: endedAt ?? options.otherwise,
    tool: { version: options.version, browser },
    page,
    capture: { source, startedAt, lost },
  };
  return buildReport(explainReading(reading, options.otherwise), meta, { redact: options.redact ?? true });
}
