import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { Report } from "../../src/report/contract/format.ts";
import { reportSchema } from "../docs/report-schema.ts";

const ajv = new Ajv2020({ allErrors: true });
addFormats(ajv);
const isReport = ajv.compile<Report>(reportSchema());

/**
 * Reads a report as strictly as the published schema does.
 *
 * @throws Error with every rule that is broken
 */
export function parseReport(text: string): Report {
  const parsed: unknown = JSON.parse(text);
  if (isReport(parsed)) return parsed;
  const problems = (isReport.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  throw new Error(`The schema does not accept this report:\n${problems.join("\n")}`);
}
