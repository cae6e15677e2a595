/** What a line of Heroku's router, of daphne or of Django's own development server reports a handshake. */
export interface RouterLine {
  readonly method: string;
  readonly target: string;
  readonly host: string | null;
  /** 101 where the line shows that it was open. */
  readonly status: number;
  /** The server's own words; null: none. */
  readonly words: string | null;
  readonly isEnd: boolean;
  /** Whether the line does not state the status, and its words go with it; absent: it states it. */
  readonly isStatusInferred?: true;
}

/** Heroku's router (devcenter.heroku.com/articles/http-routing#heroku-router-log-format); the order of the keys is fixed. */
const HEROKU =
  /\bat=(?:info|error)\b.{0,20}?(?: code=(H\d\d))?(?: desc="([^"]{1,80})")? method=(GET|POST|CONNECT) path="([^"]{1,2000})" host=(\S{1,300}) .{0,600}?\bservice=(\d{1,9})ms status=(\d{3})\b/;

/** daphne's own access log (daphne: access.py). */
const DAPHNE = /\bWebSocket (REJECT|CONNECT) (\/\S{0,2000}) \[[^\]]{1,80}\]/;

/** Django's development server (django: core/servers/basehttp.py): the time in brackets, the status and a size. */
const DJANGO = /^\[\d\d\/[A-Z][a-z]{2}\/\d{4} \d\d:\d\d:\d\d\] "(GET) (\S{1,2000}) HTTP\/1\.[01]" (\d{3}) \d+\s*$/;

/** Reads such a line; null for any other. */
export function routerLine(line: string): RouterLine | null {
  return heroku(line) ?? daphne(line) ?? django(line);
}

function heroku(line: string): RouterLine | null {
  const [, code, desc, method = "GET", target = "/", host = "", , status] = HEROKU.exec(line) ?? [];
  if (status === undefined) return null;
  // The router logs a WebSocket when it is over; H15 is what it calls one that it ended because nothing passed.
  const isEnd = code === "H15";
  const words = code === undefined ? null : `code=${code}${desc === undefined ? "" : ` desc="${desc}"`}`;
  return { method, target, host, status: isEnd ? 101 : Number(status), words, isEnd };
}

function daphne(line: string): RouterLine | null {
  const [, word, target = "/"] = DAPHNE.exec(line) ?? [];
  if (word === undefined) return null;
  const isRefused = word === "REJECT";
  const words = isRefused ? "WebSocket REJECT" : null;
  const status = isRefused ? 403 : 101;
  return { method: "GET", target, host: null, status, words, isEnd: false, isStatusInferred: true };
}

function django(line: string): RouterLine | null {
  const [, method = "GET", target = "/", status] = DJANGO.exec(line) ?? [];
  if (status === undefined) return null;
  const words = status === "404" ? "404 of the development server for ordinary requests" : null;
  return { method, target, host: null, status: Number(status), words, isEnd: false };
}
