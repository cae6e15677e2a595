import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseLines, type RecordedLine, type RecordingHeader } from "./recorded-lines.ts";

/** Recordings of real connections: one file of CDP events and one HAR for each case of the lab. */
const FOLDERS = { cdp: join(import.meta.dirname, "cdp"), har: join(import.meta.dirname, "har") };

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
  return { ...parseLines(readFileSync(cdp, "utf8")), har: JSON.parse(readFileSync(har, "utf8")) };
}
