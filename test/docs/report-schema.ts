import { toJsonSchema } from "@valibot/to-json-schema";
import { Connection, Tally } from "../../src/report/contract/connection.ts";
import { ReportSchema } from "../../src/report/contract/format.ts";
import { Cause, Check, Diagnosis, Intermediary, Path, Protocol } from "../../src/report/contract/judgments.ts";
import { Observed } from "../../src/report/contract/observed.ts";
import { Evidence, HeaderList, Time } from "../../src/report/contract/parts.ts";

/** The report's format for other tools, as JSON Schema (draft 2020-12), derived from the one that reports are read by. */
export function reportSchema(): Readonly<Record<string, unknown>> {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "Upgrades handshake report, version 1",
    description:
      "Times are ISO 8601 in UTC, durations milliseconds, sizes bytes of application payload. null means not known, never zero. Keys may be added; none is ever renamed.",
    ...toJsonSchema(ReportSchema, {
      target: "draft-2020-12",
      typeMode: "input",
      // That a moment exists, beyond its form: `format` says so.
      ignoreActions: ["check"],
      definitions: {
        time: Time,
        headers: HeaderList,
        evidence: Evidence,
        tally: Tally,
        check: Check,
        cause: Cause,
        diagnosis: Diagnosis,
        intermediary: Intermediary,
        protocol: Protocol,
        way: Path,
        observed: Observed,
        connection: Connection,
      },
    }),
  };
}
