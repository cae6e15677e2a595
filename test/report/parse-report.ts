import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import type { Report } from "../../src/report/contract/format.ts";
import schema from "../../src/report/contract/schema.json" with { type: "json" };

const ajv = new Ajv2020({ allErrors: true });
addFormats(ajv);
const isReport = ajv.compile<Report>(schema);

/**
 * Reads a report as strictly as the schema in the repository does.
 *
 * @throws Error with every rule that is broken
 */
export function parseReport(text: string): Report {
  const parsed: unknown = JSON.parse(text);
  if (isReport(parsed)) return parsed;
  const problems = (isReport.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  throw new Error(`The schema does not accept this report:\n${problems.join("\n")}`);
}
