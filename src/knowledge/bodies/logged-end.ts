import type { Upgrade } from "../../upgrade/upgrade.ts";

/** A status that is no 101, in the log of a server about a WebSocket that had been open: it wrote the line when that ended. */
export interface LoggedEnd {
  readonly by: "Werkzeug" | "eventlet" | "Heroku's router" | "nginx";
  /** null: the line has none. */
  readonly status: string | null;
  /** How long it was open; null: the line does not tell. */
  readonly seconds: string | null;
  /** The line's own words. */
  readonly quote: string;
}

/** Words of `sources/transcript`: eventlet's line, Heroku's code, and what the traceback below Werkzeug's line ends with. */
const EVENTLET = /^200 0 (\d{1,9}\.\d{3,6})$/;
const WERKZEUG = /^500 - AssertionError: write\(\) before start_response$/;
const HEROKU = /^code=H15(?: desc="Idle connection")?$/;

/** nginx's error log about a connection that it had switched (nginx: ngx_http_upstream.c, ngx_http_upstream_process_upgraded). */
const NGINX = / while proxying upgraded connection$/;

/** How a server logged the end of a WebSocket; null where it has a 101 like any other. */
export function loggedEnd({ response }: Pick<Upgrade, "response">): LoggedEnd | null {
  const quote = response?.status === 101 ? (response.logLine ?? "") : "";
  const seconds = EVENTLET.exec(quote)?.[1];
  if (seconds !== undefined) return { by: "eventlet", status: "200", seconds, quote };
  if (WERKZEUG.test(quote)) return { by: "Werkzeug", status: "500", seconds: null, quote };
  if (NGINX.test(quote)) return { by: "nginx", status: null, seconds: null, quote };
  return HEROKU.test(quote) ? { by: "Heroku's router", status: "503", seconds: null, quote } : null;
}

/** Whether the line of an access log was written when the connection had ended: all that it says of the end. */
export function isLoggedAtEnd({ response }: Pick<Upgrade, "response">): boolean {
  return response?.status === 101 && response.logLine === "101";
}
