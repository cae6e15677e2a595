import type { Marked } from "./marked.ts";
import { isStartLine } from "./start-line.ts";
import { isTrace, traceMarks } from "./trace.ts";

/** What tools write about themselves; websockets (Python) marks its events with single signs. */
const NOTE = /^(?:[*=!%x] |[{}] \[\d+ bytes data\])/;

/** Frames and the end in the log of websockets (Python): they look like fields there. */
const FRAME = /^[<>] (?:EOF|TEXT|BINARY|CONT|CLOSE|PING|PONG|\[body\])/;

/**
 * Lines with their marks taken off. Which side `<` and `>` stand for differs between the logs of a client and of a server:
 * the first line of the header tells.
 */
export function marksOf(lines: readonly string[]): Marked[] {
  if (isTrace(lines)) return traceMarks(lines);
  const isMarked = lines.some((line) => /^[<>] /.test(line) && isStartLine(line.slice(2)));
  if (!isMarked) return lines.map((text) => ({ mark: NOTE_OF_CURL.test(text) ? "note" : "plain", text }));
  return lines.flatMap((line): Marked[] => {
    if (FRAME.test(line)) return [{ mark: "note", text: line }];
    if (/^[<>](?: |$)/.test(line)) return [{ mark: "field", text: line.slice(2) }];
    if (NOTE.test(line)) return [{ mark: "note", text: line }];
    return [{ mark: "body", text: line }];
  });
}

const NOTE_OF_CURL = /^\* {1,3}\S/;
