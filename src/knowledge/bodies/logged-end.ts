import type { Upgrade } from "../../upgrade/upgrade.ts";
import { visibleText } from "../text.ts";

/** What the log of a server says of the end of a WebSocket, in a status that is no 101, or in words of its own. */
export interface LoggedEnd {
  readonly by: "Werkzeug" | "eventlet" | "gin" | "Heroku's router" | "nginx" | "HAProxy";
  /** null: the line has none. */
  readonly status: string | null;
  /** How long it was open; null: the line does not say. */
  readonly seconds: string | null;
  /** The line's own words. */
  readonly quote: string;
}

/** Words of `sources/transcript`: eventlet's line, Heroku's code, and what the traceback below Werkzeug's line ends with. */
const EVENTLET = /^200 0 (\d{1,9}\.\d{3,6})$/;
const WERKZEUG = /^500 - AssertionError: write\(\) before start_response$/;
const HEROKU = /^code=H15(?: desc="Idle connection")?$/;

/** gin's own status, and how long its handler took. */
const GIN = /^200 in ([\dhms.]{2,30})$/;

/** nginx's error log about a connection that it had switched (nginx: ngx_http_upstream.c, ngx_http_upstream_process_upgraded). */
const NGINX = / while proxying upgraded connection$/;

/** A time-out of either side while data were passing (HAProxy: configuration manual §8.5). */
const HAPROXY = /^termination state [cs]D/;

/** How a server logged the end of a WebSocket; null where it has a 101 like any other. */
export function loggedEnd({ response }: Pick<Upgrade, "response">): LoggedEnd | null {
  const quote = response?.status === 101 ? (response.logLine ?? "") : "";
  const seconds = EVENTLET.exec(quote)?.[1];
  if (seconds !== undefined) return { by: "eventlet", status: "200", seconds, quote };
  const latency = GIN.exec(quote)?.[1];
  if (latency !== undefined) return { by: "gin", status: "200", seconds: latency, quote };
  if (WERKZEUG.test(quote)) return { by: "Werkzeug", status: "500", seconds: null, quote };
  if (NGINX.test(quote)) return { by: "nginx", status: null, seconds: null, quote };
  if (HAPROXY.test(quote)) return { by: "HAProxy", status: null, seconds: null, quote };
  return HEROKU.test(quote) ? { by: "Heroku's router", status: "503", seconds: null, quote } : null;
}

/** Ids of the intermediaries that log the end in such words. */
const PRODUCTS: Partial<Record<LoggedEnd["by"], string>> = {
  nginx: "nginx",
  HAProxy: "haproxy",
  "Heroku's router": "heroku",
};

/** The product along the way in whose log the end of a WebSocket stands, with the words; null where none is known. */
export function loggedBy(
  upgrade: Pick<Upgrade, "response">,
): { readonly id: string; readonly evidence: string } | null {
  const end = loggedEnd(upgrade);
  const id = end === null ? undefined : PRODUCTS[end.by];
  if (end !== null && id !== undefined) return { id, evidence: `log of ${end.by}: ${visibleText(end.quote)}` };
  if (endedBySide(upgrade) === null) return null;
  return { id: "haproxy", evidence: `log of HAProxy: ${visibleText(upgrade.response?.logLine ?? "")}` };
}

/** Which side ended it, by HAProxy's two letters (HAProxy: configuration manual §8.5); null: that is not reported. */
export function endedBySide({ response }: Pick<Upgrade, "response">): "client" | "server" | null {
  const letter = /^termination state ([CS])D/.exec(response?.status === 101 ? (response.logLine ?? "") : "")?.[1];
  if (letter === undefined) return null;
  return letter === "C" ? "client" : "server";
}

/** Whether the line of an access log was written when the connection had ended: all that it says of the end. */
export function isLoggedAtEnd({ response }: Pick<Upgrade, "response">): boolean {
  return response?.status === 101 && response.logLine === "101";
}
