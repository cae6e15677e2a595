import * as v from "valibot";
import type { Header, Headers } from "../../upgrade/http/headers.ts";
import type { Initiator } from "../../upgrade/observation.ts";

/** A status of HTTP (RFC 9110 §15: three digits), or 0 where there was none. */
export const StatusCode = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999));

/** A line of a stack, as CDP has it. */
interface CallFrame {
  readonly functionName: string;
  readonly url: string;
  readonly lineNumber: number;
  readonly columnNumber: number;
}

/** Request ids begin with the renderer's process id: unique in the tab, the same in every session of it. */
export function sourceIdOf(requestId: string): string {
  return `debugger:${requestId}`;
}

/** Who opened it: the innermost script line. CDP counts from 0, people from 1. */
export function initiatorOf(frame: CallFrame | undefined): Initiator | null {
  if (frame === undefined || frame.url === "") return null;
  const name = frame.functionName === "" ? null : frame.functionName;
  return { url: frame.url, line: frame.lineNumber + 1, column: frame.columnNumber + 1, function: name };
}

/** CDP joins repeated response headers by a line feed. */
export function headersOf(map: Readonly<Record<string, string>>): Headers {
  return Object.entries(map).flatMap(([name, value]) => value.split("\n").map((one): Header => [name, one]));
}

/** The request line that Chromium prints has the absolute URL in it: "GET wss://host/path HTTP/1.1". */
export function requestUrl(text: string): string | null {
  return /^[A-Z]+ (wss?:\S+) HTTP\//.exec(text)?.[1] ?? null;
}

/** Only the text keeps wire order and repeats; its first line is the request or status line. */
export function linesOf(text: string): Headers {
  return text
    .split(/\r?\n/)
    .slice(1)
    .flatMap((line): Header[] => {
      const colon = line.indexOf(":");
      return colon <= 0 ? [] : [[line.slice(0, colon).trim(), line.slice(colon + 1).trim()]];
    });
}
