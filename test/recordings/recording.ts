import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import * as v from "valibot";

/** Recordings of real connections: one file of CDP events and one HAR for each case of the lab. */
const FOLDERS = { cdp: join(import.meta.dirname, "cdp"), har: join(import.meta.dirname, "har") };

const Header = v.object({
  /** A case of the lab. */
  case: v.string(),
  /** "Chrome/156.0.8078.79". */
  browser: v.string(),
  /** ISO 8601, when it ended. */
  recordedAt: v.string(),
  /** The page that opened it. */
  page: v.string(),
});

const Line = v.union([
  v.object({ at: v.number(), session: v.nullable(v.string()), method: v.string(), params: v.unknown() }),
  v.object({
    at: v.number(),
    closeEvent: v.object({ url: v.string(), code: v.number(), reason: v.string(), wasClean: v.boolean() }),
  }),
]);

/** What a recording is of. */
export type RecordingHeader = v.InferOutput<typeof Header>;

/**
 * One thing that was told, and when (epoch milliseconds): a CDP event of one session (null: the page's own), or a close
 * event as the page's socket heard it.
 */
export type RecordedLine = v.InferOutput<typeof Line>;

/** A recording as the files have it. */
export interface Recording {
  readonly header: RecordingHeader;
  readonly lines: readonly RecordedLine[];
  /** As `chrome.devtools.network.getHAR()` gave it, without the entries that are neither sockets nor event streams. */
  readonly har: unknown;
}

/** Where the recordings of a case stand. */
export function filesOf(id: string): { readonly cdp: string; readonly har: string } {
  return { cdp: join(FOLDERS.cdp, `${id}.jsonl`), har: join(FOLDERS.har, `${id}.har`) };
}

/** The ids of all cases that are recorded. */
export function recordedIds(): string[] {
  if (!existsSync(FOLDERS.cdp)) return [];
  return readdirSync(FOLDERS.cdp).map((name) => name.replace(/\.jsonl$/, ""));
}

/**
 * Reads the recording of a case.
 *
 * @throws Error when a file is missing, or not one of ours
 */
export function readRecording(id: string): Recording {
  const { cdp, har } = filesOf(id);
  const [first = "", ...rest] = readFileSync(cdp, "utf8").trimEnd().split("\n");
  const header = v.parse(v.object({ recording: Header }), JSON.parse(first)).recording;
  return {
    header,
    lines: rest.map((line) => v.parse(Line, JSON.parse(line))),
    har: JSON.parse(readFileSync(har, "utf8")),
  };
}
