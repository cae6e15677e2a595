import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { toJson } from "../../src/report/formats/json/json.ts";
import { toMarkdown } from "../../src/report/formats/markdown/markdown.ts";
import { toText } from "../../src/report/formats/text/text.ts";
import { type Recording, readRecording, recordedIds } from "../recordings/recording.ts";
import { fullReport } from "../report/hostile.ts";

const FOLDERS = ["field/cases", "field/pasted/files", "recordings/har", "recordings/net-log"];

/** Larger files would say the same more slowly, in characters. */
const MOST = 24_000;

/** What the decoders read, from the repository's own recordings and field cases. */
export interface Samples {
  /** HARs of several browsers and tools, network logs, reports: parsed. */
  readonly json: readonly unknown[];
  /** The same as text, and transcripts, logs and pastes. */
  readonly texts: readonly string[];
  readonly archives: readonly Uint8Array[];
  /** CDP events. */
  readonly recordings: readonly Recording[];
  readonly reports: readonly unknown[];
}

/** @param share one of how many recordings is taken: reading all of them takes its time */
export function readSamples(share: number): Samples {
  const files = FOLDERS.flatMap((folder) => {
    const path = join(import.meta.dirname, "..", folder);
    return readdirSync(path).map((name) => readFileSync(join(path, name), "utf8"));
  }).filter((text) => text.length <= MOST);
  const report = toJson(fullReport());
  const json = [...files.filter((text) => text.startsWith("{")), report];
  const texts = [...files, report, toMarkdown(fullReport()), toText(fullReport())];
  const parsed = json.map((text): unknown => JSON.parse(text));
  const ids = recordedIds().filter((_, i) => i % share === 0);
  return {
    json: parsed,
    texts,
    archives: archivesOf(json[0] ?? ""),
    recordings: ids.map(readRecording).map((one) => ({ ...one, lines: one.lines.slice(0, 60) })),
    reports: [JSON.parse(report)],
  };
}

/** A packed HAR, and a trace of Playwright with its attached messages. */
function archivesOf(har: string): Uint8Array[] {
  const socket = {
    _resourceType: "websocket",
    startedDateTime: "2026-11-28T22:00:27.000Z",
    time: 20,
    request: { method: "GET", url: "wss://example.com/live", headers: [] },
    response: { status: 101, statusText: "Switching Protocols", headers: [], content: { size: -1, _file: "a.jsonl" } },
  };
  const zip = (files: Readonly<Record<string, string>>) =>
    zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)])));
  return [
    zip({ "capture.har": har }),
    zip({
      "trace.network": JSON.stringify({ type: "resource-snapshot", snapshot: socket }),
      "trace.trace": JSON.stringify({ type: "context-options", browserName: "chromium", playwrightVersion: "1.65.1" }),
      "resources/a.jsonl": '{"type":"send","time":1795359600000,"opcode":1,"data":"hi"}\n',
    }),
  ];
}
