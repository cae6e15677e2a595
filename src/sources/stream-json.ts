import { JSONParser } from "@streamparser/json";
import type { Reading } from "../upgrade/reading.ts";
import { HarFile } from "./har/har-file.ts";
import { MarkKeeper } from "./keep-marks.ts";
import { NetLog } from "./net-log/net-log.ts";
import type { Next } from "./next.ts";
import type { ReadOptions } from "./options.ts";

/** Long strings are bodies that nobody looks at: they are gathered in a buffer of this many bytes. */
const STRING_BUFFER = 1 << 16;

/** How deep an entry and a message stand: `$`, `log`, `entries`; then the entry and its `_webSocketMessages`. */
const [ENTRY_DEPTH, MESSAGE_DEPTH] = [3, 5];

/**
 * Reads a HAR file of any size piece by piece.
 *
 * @param beginning the pieces that were read already
 * @throws Error with one clear sentence when it is not a HAR, or breaks off
 */
export async function streamHar(
  beginning: readonly Uint8Array[],
  next: Next,
  options: ReadOptions = {},
): Promise<Reading> {
  const file = new HarFile(options);
  let creator: unknown;
  let pages: unknown;
  let hasEntries = false;
  const parser = new JSONParser({
    paths: ["$.log.creator", "$.log.pages", "$.log.entries", "$.log.entries.*", "$.log.entries.*._webSocketMessages.*"],
    keepStack: false,
    stringBufferSize: STRING_BUFFER,
  });
  parser.onValue = ({ value, key, parent, stack }) => {
    // The parser keeps what is inside of something that it will hand out later: entries and messages are let go here.
    if (stack.length >= ENTRY_DEPTH && Array.isArray(parent)) parent.length = 0;
    if (stack.length === MESSAGE_DEPTH) return file.message(value);
    if (stack.length === ENTRY_DEPTH) return file.entry(value);
    if (key === "entries") hasEntries = Array.isArray(value);
    else {
      if (key === "creator") creator = value;
      if (key === "pages") pages = value;
      file.head({ creator, pages });
    }
  };
  const end = await feed(parser, beginning, next);
  if (end !== "whole") throw new Error(end === "followed" ? FOLLOWED : BROKEN);
  if (!hasEntries) throw new Error("It is not a HAR file: it has no log.entries list.");
  return file.reading();
}

/**
 * Reads a network log of any size piece by piece. One that breaks off is read as far as it goes: the browser leaves it so
 * when it is ended while it writes.
 *
 * @param beginning the pieces that were read already
 * @throws Error with one clear sentence when it is not a network log
 */
export async function streamNetLog(beginning: readonly Uint8Array[], next: Next): Promise<Reading> {
  const log = new NetLog();
  const parser = new JSONParser({
    paths: ["$.constants", "$.events.*"],
    keepStack: false,
    stringBufferSize: STRING_BUFFER,
  });
  let problem: Error | null = null;
  parser.onValue = ({ value, key }) => {
    if (problem !== null) return;
    try {
      if (key === "constants") log.constants(value);
      else log.event(value);
    } catch (error) {
      problem = error instanceof Error ? error : new Error(String(error));
    }
  };
  const isWhole = (await feed(parser, beginning, next)) === "whole";
  if (problem !== null) throw problem;
  if (!isWhole) log.cut();
  return log.reading();
}

const BROKEN = "It starts as a HAR file, but is truncated or malformed.";

const FOLLOWED = "Something else follows the HAR file in it, such as a second one. Save each in a file of its own.";

/** @returns whether the document was whole, broke off, or was whole and something follows it */
async function feed(
  parser: JSONParser,
  beginning: readonly Uint8Array[],
  next: Next,
): Promise<"whole" | "broken" | "followed"> {
  let isBroken = false;
  let isFollowed = false;
  parser.onError = () => {
    if (parser.isEnded) isFollowed = true;
    else isBroken = true;
  };
  const marks = new MarkKeeper();
  const write = (piece: Uint8Array) => {
    if (!isBroken && !parser.isEnded) parser.write(marks.push(piece));
  };
  for (const piece of beginning) write(piece);
  for (let piece = await next(); piece !== null; piece = await next()) {
    if (isBroken || parser.isEnded) break;
    write(piece);
  }
  if (!isBroken && !parser.isEnded) parser.end();
  if (isFollowed) return "followed";
  return isBroken ? "broken" : "whole";
}
