/**
 * Upgrades as a library: what the panel and the command line know of WebSocket upgrades, for tests and tools of your own.
 * It needs no browser, reads no clock and contacts nobody.
 *
 * @example Explain a HAR file
 * ```ts
 * import { explain, readHar } from "handshake-report";
 *
 * const reading = readHar(JSON.parse(await readFile("capture.har", "utf8")));
 * for (const { upgrade, verdict } of explain(reading)) console.log(upgrade.url, verdict.sentence);
 * ```
 *
 * @example Attach a report to a failing test, with Puppeteer or Playwright
 * ```ts
 * import { recordUpgrades, reportOf, toMarkdown } from "handshake-report";
 *
 * const recorder = await recordUpgrades(await page.createCDPSession());
 * // … the test …
 * const markdown = toMarkdown(reportOf(recorder.reading(page.url())));
 * ```
 */
import manifest from "../../package.json" with { type: "json" };
import type { Explanation } from "../knowledge/explanation/explanation.ts";
import { explainReading, reportOfReading } from "../report/build/of-reading.ts";
import type { Report } from "../report/contract/format.ts";
import type { Reading } from "../upgrade/reading.ts";

export type { CheckResult } from "../knowledge/checks/check.ts";
export type { Cause, DiagnosisResult, Snippet } from "../knowledge/diagnoses/diagnosis.ts";
export type { Explanation, Level, Path, Verdict } from "../knowledge/explanation/explanation.ts";
export type { IntermediaryResult } from "../knowledge/intermediaries/intermediary.ts";
export type { ProtocolResult } from "../knowledge/protocols/protocol.ts";
export type { RedactedItem, Report, ReportConnection } from "../report/contract/format.ts";
export { readReport } from "../report/contract/read.ts";
export { toHar } from "../report/formats/har.ts";
export { toHtml } from "../report/formats/html/html.ts";
export { toJson } from "../report/formats/json/json.ts";
export { toMarkdown } from "../report/formats/markdown/markdown.ts";
export { toNdjson } from "../report/formats/ndjson.ts";
export { type Format, formats, type RenderOptions } from "../report/formats/registry.ts";
export { toText } from "../report/formats/text/text.ts";
export { findSecrets, redact } from "../report/masking/redact.ts";
export { type Reproduction, reproductions } from "../report/reproduce/reproduce.ts";
export type { ReadOptions } from "../sources/options.ts";
export { readHar, readText } from "../sources/recognize.ts";
export type { Reading } from "../upgrade/reading.ts";
export type { State, Upgrade } from "../upgrade/upgrade.ts";
export { type CdpSession, type Clock, type Recorder, recordUpgrades } from "./recorder.ts";

/** This tool's version, as its reports name it. */
export const version: string = manifest.version;

/**
 * Explains every upgrade of a file or a recording, as of the last moment that it reports.
 *
 * @param otherwise epoch milliseconds for a file that has no time; such a file says nothing that depends on it
 */
export function explain(reading: Reading, otherwise = 0): Explanation[] {
  return explainReading(reading, otherwise);
}

/**
 * The handshake report of a file or a recording.
 *
 * @param options.redact whether secrets are masked; they are, unless this says no
 * @param options.otherwise epoch milliseconds for a file that has no time
 */
export function reportOf(
  reading: Reading,
  options: { readonly redact?: boolean; readonly otherwise?: number } = {},
): Report {
  const { redact = true, otherwise = 0 } = options;
  return reportOfReading(reading, { version, otherwise, redact });
}
