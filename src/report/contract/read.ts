import * as v from "valibot";
import { visibleText } from "../../knowledge/text.ts";
import { type Report, ReportHead, ReportSchema } from "./format.ts";

/** The version of the report format that this tool reads and writes. */
const VERSION = 1;

/**
 * Reads a handshake report.
 *
 * @param input parsed JSON of any kind
 * @returns the report; keys that this version does not know are left out
 * @throws Error with one clear sentence when it is not a report, is of another version, or breaks the format
 */
export function readReport(input: unknown): Report {
  const head = v.safeParse(ReportHead, input);
  if (!head.success)
    throw new Error('This is not a handshake report: its "format" is not "upgrades-handshake-report".');
  const { version } = head.output;
  if (version !== VERSION) {
    const newer = version > VERSION ? " A newer version of Upgrades can read it." : "";
    throw new Error(`This report is of version ${version}; only version ${VERSION} can be read here.${newer}`);
  }
  const report = v.safeParse(ReportSchema, input);
  if (report.success) return report.output;
  const path = v.getDotPath(report.issues[0]) ?? "";
  const where = path.length > 80 ? `${path.slice(0, 80)}…` : path;
  throw new Error(`This report violates its own format at ${visibleText(where)}.`);
}
