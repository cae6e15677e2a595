import type { Upgrade } from "../../upgrade/upgrade.ts";

/** A status that is no 101, in the log of a server about a WebSocket that had been open: it wrote the line when that ended. */
export interface LoggedEnd {
  readonly status: string;
  /** How long it was open; null: the line does not tell. */
  readonly seconds: string | null;
  /** The line's own words. */
  readonly quote: string;
}

/** Words of `sources/transcript`: Werkzeug's status with what the traceback below it ends with, and eventlet's. */
const LINE = /^(?:500 - AssertionError: write\(\) before start_response|200 0 (\d{1,9}\.\d{3,6}))$/;

/** How a server logged the end of a WebSocket; null where it has a 101 like any other. */
export function loggedEnd({ response }: Pick<Upgrade, "response">): LoggedEnd | null {
  if (response?.status !== 101 || response.logLine === undefined) return null;
  const [quote, seconds = null] = LINE.exec(response.logLine) ?? [];
  return quote === undefined ? null : { status: quote.slice(0, 3), seconds, quote };
}
