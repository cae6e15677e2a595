import type { DiagnosisResult } from "../../../src/knowledge/diagnoses/diagnosis.ts";
import { explain } from "../../../src/knowledge/explanation/explain.ts";
import { statusOf } from "../../../src/knowledge/explanation/row.ts";
import { markedCapture } from "../../../src/knowledge/intermediaries/marked-capture.ts";
import { reduce } from "../../../src/upgrade/reduce.ts";
import { readRecording, recordedIds } from "../../recordings/recording.ts";
import { logOf } from "../../recordings/replay.ts";
import type { FirefoxResult } from "./walk-firefox.ts";

const COLUMNS = [
  "case",
  "Firefox: status",
  "headers seen",
  "first cause",
  "Chrome: status",
  "headers seen",
  "first cause",
];

/** The table of docs/firefox.md: what Firefox's log shows of each case, beside what was recorded of Chrome's log. */
export function compareChrome(results: readonly FirefoxResult[]): string {
  const rows = results.map(({ of, connection }) => {
    const headers = connection?.handshake.response?.headers.map(([name]) => name) ?? [];
    const status = connection === null ? "not listed" : (connection.status ?? connection.state);
    return [of.id, String(status), headers.join(", "), causeOf(connection?.diagnosis ?? null), ...chromes(of.id)];
  });
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(COLUMNS), line(COLUMNS.map(() => "---")), ...rows.map(line)].join("\n");
}

/** What Chrome's log alone tells of a case, by its recording. */
function chromes(id: string): readonly string[] {
  if (!recordedIds().includes(id)) return ["not recorded", "", ""];
  const logged = logOf(readRecording(id)).findLast(({ kind }) => kind === "websocket");
  if (logged === undefined) return ["not listed", "", ""];
  const upgrade = reduce(undefined, logged, "c1");
  const context = { now: logged.at, page: null, capture: markedCapture([upgrade], []) };
  const { diagnosis } = explain(upgrade, context);
  const { code, word } = statusOf(upgrade);
  const headers = upgrade.response?.headers.map(([name]) => name) ?? [];
  return [String(code ?? word), headers.join(", "), causeOf(diagnosis)];
}

function causeOf(
  diagnosis: (Pick<DiagnosisResult, "id"> & { causes: readonly { id: string; likelihood: string }[] }) | null,
) {
  if (diagnosis === null) return "";
  const [first] = diagnosis.causes;
  return first === undefined ? diagnosis.id : `${first.id}, ${first.likelihood}`;
}
