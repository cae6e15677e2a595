import * as v from "valibot";
import type { Header, Headers } from "../../upgrade/http/headers.ts";

/** A status of HTTP (RFC 9110 §15: three digits), or 0 where there was none. */
export const StatusCode = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(999));

/**
 * A count, a size in bytes, or a place in a script: CDP's `integer`, which has 32 bits. What is none was not counted: no such
 * number may be added to others.
 */
export const Count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 31));

/** Request ids begin with the renderer's process id: unique in the tab, the same in every session of it. */
export function sourceIdOf(requestId: string): string {
  return `debugger:${requestId}`;
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
