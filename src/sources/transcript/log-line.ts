import { newExchange } from "../../upgrade/http/exchange.ts";
import { newUpgrade, type Upgrade } from "../../upgrade/upgrade.ts";
import { programOfAgent } from "../program.ts";
import { pythonLine } from "./python-log.ts";
import { routerLine } from "./router-log.ts";
import type { ServerWords } from "./server-words.ts";

/** A request line in quotation marks, as every server's log has it; a status stands behind it or, with HAProxy, before. */
const REQUEST = /"(GET|HEAD|CONNECT|POST) (\S+) HTTP\/(\d(?:\.\d)?)"/;
const AFTER = /^\s+(\d{3})\b(?: [A-Z][\w ]*)?(?:\s|$)/;
const HAPROXY = /\s(\S+) [-\d/+]+ (\d{3}) [\d+-]+ \S+ \S+ ([-A-Za-z]{4}) \d+\/\d+\/\d+\/\d+\/\+?\d+ /;
/** Envoy's response flags (Envoy: access logging, %RESPONSE_FLAGS%) stand between the status and the sizes. */
const ENVOY_FLAGS = /^\s+\d{3} ([A-Z]{2,5}(?:,[A-Z]{2,5})*) (?:\S+ (?:"[^"]*" )?)?\S*/;
const ENVOY_DETAILS = /^\s+\d{3} \S+ ([a-z_]{6,60})(?:\{[^}]{0,200}\})? - "/;
/** uvicorn names the kind instead of the method. */
const UVICORN = /"WebSocket (\S+)" (\d{3}|\[accepted\])/;
const NGINX_ERROR = /\[(?:error|warn|crit|info)\] .*\brequest: "(GET) (\S+) HTTP\/(\d(?:\.\d)?)"/;
const HOST = /, host: "([^"]+)"/;

/** Longest line of a log that is looked at, in characters. */
const LONGEST = 8000;

/** Paths that handshakes are sent to, and no ordinary request is. */
const SOCKET_PATH =
  /(?:^|[/._-])(?:ws|wss|websockets?|websockify|cable|socket\.io|sockjs|signalr|hub|hmr|webpack-hmr|mqtt|graphql|live|channels|realtime|stream)(?:$|[/?._-])|transport=websocket/i;

/** Files of a page, which nobody takes for a handshake. */
const FILE =
  /\.(?:avif|css|gif|gz|html?|ico|jpe?g|js|map|mjs|mp[34]|pdf|png|svg|txt|wasm|webm|webp|woff2?|xml|zip)(?:$|\?)/i;

/** Whether an address or a path is that of a file. */
export function isFile(target: string): boolean {
  return FILE.test(target);
}

/**
 * Reads a line of a server's or proxy's log that tells of a handshake: the combined format of nginx and Apache (Traefik and
 * Envoy write the same parts), HAProxy's, nginx's error log, uvicorn's.
 *
 * @param isAlone whether the line is all there is: then somebody wonders about it, whatever its path is
 * @returns null when it is none
 */
export function logUpgrade(line: string, id: string, isAlone: boolean): Upgrade | null {
  if (line.length > LONGEST) return null;
  const parsed =
    nginxError(line) ??
    uvicorn(line) ??
    router(line) ??
    access(line) ??
    unreadable(line) ??
    tornado(line) ??
    pythonServer(line);
  if (parsed === null) return null;
  // Engine.IO's other transport: an ordinary request, although its path is that of the WebSocket.
  if (POLL.test(parsed.target)) return pollOf(upgradeOf(id, parsed, null));
  if (parsed.method === "POST") return null;
  const isHandshake =
    (isAlone && !isFile(parsed.target)) ||
    parsed.status === 101 ||
    parsed.status === 426 ||
    SOCKET_PATH.test(parsed.target);
  if (!isHandshake) return null;
  const agent =
    /"((?:Mozilla|curl|Wget|Go-http|python|okhttp|PostmanRuntime)[^"]*)"/i.exec(line.slice(parsed.end))?.[1] ?? null;
  return upgradeOf(id, parsed, agent);
}

/** Long polls by their path: Engine.IO's, and SockJS' below server and session. */
const POLL = /[?&]transport=polling\b|\/\d{3}\/[^/?]{1,80}\/xhr(?:_streaming|_send)?(?:$|\?)/i;

function pollOf(upgrade: Upgrade): Upgrade {
  const isGone = upgrade.response === null;
  const exchange = newExchange(upgrade.request?.method ?? "GET", null);
  const end = isGone ? "canceled" : "finished";
  return { ...upgrade, kind: "long-poll", exchange: { ...exchange, end }, error: null, ended: "closed" };
}

function upgradeOf(id: string, parsed: ParsedLine, agent: string | null): Upgrade {
  const isGone = parsed.isClientGone === true;
  const said = isGone ? String(parsed.status) : parsed.failure;
  const client =
    parsed.failure !== undefined
      ? "nginx"
      : (programOfAgent(agent) ?? (agent === null || isGone ? "The client" : null));
  return {
    ...newUpgrade(id),
    url: urlOf(parsed.host, parsed.target),
    request:
      parsed.method === null
        ? null
        : {
            // A log tells one header of many: a list of it alone would say that the others were not sent.
            headers: [],
            at: null,
            method: parsed.method,
            ...(parsed.version === null ? {} : { httpVersion: parsed.version.replace(/^([23])\.0$/, "$1") }),
          },
    requestsSent: 1,
    response:
      parsed.status === null || isGone
        ? null
        : {
            status: parsed.status,
            statusText: "",
            headers: [],
            ...(parsed.words === null ? {} : { logLine: parsed.words }),
            at: null,
          },
    error: said === undefined ? null : { message: said, at: null, monotonicSeconds: null },
    ended: parsed.isEnd === true ? "closed" : null,
    seenBy: { debugger: false, network: true },
    fromFile: true,
    logsMessages: false,
    ...(client === null ? {} : { client }),
  };
}

interface ParsedLine {
  /** null: the server could not read the request. */
  readonly method: string | null;
  readonly target: string;
  readonly version: string | null;
  readonly status: number | null;
  readonly host: string | null;
  /** The server's own words about what went wrong. */
  readonly words: string | null;
  /** Where the line goes on behind what was read. */
  readonly end: number;
  /** Whether it was written when the open connection ended; absent: that is not known. */
  readonly isEnd?: boolean;
  /** What went wrong, where no status came of it. */
  readonly failure?: string;
  /** Whether no response was sent, because the client had gone: the status is the log's own. */
  readonly isClientGone?: boolean;
}

function access(line: string): ParsedLine | null {
  const match = REQUEST.exec(line);
  if (match === null) return null;
  const [whole, method = "GET", target = "/", version = null] = match;
  const end = match.index + whole.length;
  const rest = line.slice(end);
  const status = AFTER.exec(rest)?.[1];
  if (status !== undefined) {
    const python = SOCKET_PATH.test(target) ? pythonLine(line, target) : null;
    const told = python?.isEnd === true ? 101 : Number(status);
    const isEnd =
      python?.isEnd ?? (told === 101 && (ENVOY.test(rest) || isOfProxy(line.slice(0, match.index), target)));
    const words = python?.words ?? envoyWords(rest) ?? (isEnd ? AT_END : null);
    const isClientGone = GONE.test(rest);
    return { method, target, version, status: told, host: null, words, end, isEnd, isClientGone };
  }
  const [, server = "", told, state = ""] = HAPROXY.exec(line) ?? [];
  if (told === undefined) return null;
  const words = haproxyWords(server, state);
  // A plus sign stands where `option logasap` had the line written before the end (HAProxy: configuration manual §8.2.3).
  const isEnd = told === "101" && !/ \d+(?:\/\d+){3}\/\+\d+ 101 /.test(line);
  return {
    method,
    target,
    version,
    status: Number(told),
    host: null,
    words: words ?? (isEnd ? AT_END : null),
    end,
    isEnd,
  };
}

/** What is kept of a line that was written when the connection had ended, as those of proxies are (docs: access logs). */
export const AT_END = "101";

/** nginx's status for a client that went away (nginx: src/http/ngx_http_request.h); Traefik has the same. Nothing was sent. */
const GONE = /^\s+499(?:\s+(?:0|-)(?:\s|$)|\s*$)/;

/** Flags, perhaps details (Istio), then two sizes and a duration: behind the time, which was taken off as any log's is. */
const ENVOY = /^\s+101 - (?:\S{1,60} - "[^"]{0,200}" )?\d+ \d+ \d+ /;

/**
 * Whether a line is in the format of nginx and Apache, or was one of Traefik's: as Envoy, they write it when the connection
 * has ended. Servers in other languages leave the time zone out, or write when the handshake is over.
 */
function isOfProxy(before: string, target: string): boolean {
  return (
    /\[\d\d\/[A-Z][a-z]{2}\/\d{4}(?::\d\d){3} [+-]\d{4}\] $/.test(before) ||
    (before === "" && /^https?:\/\//.test(target))
  );
}

/** What HAProxy logs in the place of a request that it could not read (HAProxy: configuration manual §8.2.3). */
const UNREADABLE = /"<BADREQ>"\s*$/;

function unreadable(line: string): ParsedLine | null {
  const [, , status, state = ""] = UNREADABLE.test(line) ? (HAPROXY.exec(line) ?? []) : [];
  if (status === undefined) return null;
  const words = `termination state ${state}, <BADREQ>`;
  const end = line.length;
  return { method: null, target: "", version: null, status: Number(status), host: null, words, end };
}

function envoyWords(rest: string): string | null {
  const details = ENVOY_DETAILS.exec(rest)?.[1];
  const flags = ENVOY_FLAGS.exec(rest)?.[1];
  if (flags === undefined && details === undefined) return null;
  return [flags === undefined ? "" : `response flags ${flags}`, details ?? ""].filter((part) => part !== "").join(", ");
}

/** HAProxy's two letters of how a session ended (HAProxy: configuration manual §8.5); dashes: as it should. */
function haproxyWords(server: string, state: string): string | null {
  if (state.startsWith("--")) return null;
  return `termination state ${state}${server.endsWith("/<NOSRV>") ? ", no server" : ""}`;
}

/** Caddy's log for people, where the JSON behind it was taken apart already (caddy: modules/caddyhttp/errors.go). */
const CADDY = /^(?:ERROR|WARN)\thttp\.\S{1,60}\t(.{1,300})$/;

/** What a line of nginx's or Caddy's error log says went wrong; null for any other line. */
export function errorWords(line: string): string | null {
  if (line.length > LONGEST) return null;
  const caddy = CADDY.exec(line)?.[1];
  if (caddy !== undefined) return caddy;
  return NGINX_ERROR.test(line) ? (WORDS.exec(line)?.[1] ?? null) : null;
}

/** nginx says by itself that the server behind it could not be reached; to the client it then responds with 502 or 504. */
function nginxError(line: string): ParsedLine | null {
  const match = NGINX_ERROR.exec(line);
  if (match === null) return null;
  const [, method = "GET", target = "/", version = null] = match;
  const words = WORDS.exec(line)?.[1] ?? null;
  // nginx's second line about a failure that the line before has told.
  if (words?.startsWith("upstream server temporarily disabled") === true) return null;
  // A message about a file of its own, not about a request that failed.
  if (words?.includes(" is buffered to a temporary file ") === true) return null;
  // The WebSocket was open, and this is what ended it.
  const end = UPGRADED.exec(words ?? "")?.[0];
  if (end !== undefined) {
    const host = HOST.exec(line)?.[1] ?? null;
    return { method, target, version, status: 101, host, words: end, end: line.length, isEnd: true };
  }
  const status = STATUSES.find(([, pattern]) => pattern.test(words ?? ""))?.[0] ?? null;
  const failure = NOT_HTTP.exec(words ?? "")?.[0];
  const host = HOST.exec(line)?.[1] ?? null;
  return {
    method,
    target,
    version,
    status,
    host,
    words,
    end: line.length,
    ...(failure === undefined ? {} : { failure }),
  };
}

/**
 * What begins with no status line nginx takes for HTTP/0.9 and passes on as it is, without a status of its own (nginx:
 * ngx_http_proxy_module.c, ngx_http_proxy_process_status_line).
 */
const NOT_HTTP = /^upstream sent no valid HTTP\/1\.0 header/;

/** What stands between the number of the connection and what is told of it. */
const WORDS = /\]\s\d+#\d+: \*\d+ (.{1,300}?), client: /;

/** What nginx says of a connection that it had switched (nginx: ngx_http_upstream.c, ngx_http_upstream_process_upgraded). */
const UPGRADED =
  /(?:upstream timed out|client timed out|recv\(\) failed|send\(\) failed|upstream prematurely closed connection|client prematurely closed connection).{0,120}? while proxying upgraded connection/;

/** Status that nginx gives to the client, by what it logs (nginx: src/http/ngx_http_upstream.c, ngx_http_request.c). */
const STATUSES: readonly (readonly [status: number, pattern: RegExp])[] = [
  [504, /^upstream timed out/],
  [404, /^open\(\) "[^"]{1,300}" failed \(2: |^"[^"]{1,300}" is not found \(2: /],
  [400, /^client sent (?:plain HTTP request to HTTPS port|invalid|too long)/],
  [
    502,
    /connect\(\) failed|prematurely closed|no live upstreams|SSL_do_handshake|recv\(\) failed|upstream sent (?:invalid|too big)|could not be resolved/,
  ],
];

function uvicorn(line: string): ParsedLine | null {
  const match = UVICORN.exec(line);
  if (match === null) return null;
  const [whole, target = "/", status = ""] = match;
  const told = status === "[accepted]" ? 101 : Number(status);
  return {
    method: "GET",
    target,
    version: "1.1",
    status: told,
    host: null,
    words: null,
    end: match.index + whole.length,
  };
}

function router(line: string): ParsedLine | null {
  const parsed = routerLine(line);
  return parsed === null ? null : { ...parsed, version: null, end: line.length };
}

/** Tornado's access log, and what is built on it (tornado: tornado/web.py, log_request): the status stands first. */
const TORNADO = /\b(\d{3}) (GET|HEAD) (\S{1,2000}) \(\S{1,60}\) \d+(?:\.\d+)?ms\b/;

function tornado(line: string): ParsedLine | null {
  const match = TORNADO.exec(line);
  if (match === null) return null;
  const [, status, method = "GET", target = "/"] = match;
  return { method, target, version: null, status: Number(status), host: null, words: null, end: line.length };
}

/** websockets for Python names no path (websockets: src/websockets/asyncio/server.py). */
const PYTHON = /\bconnection rejected \((\d{3}) [\w' -]{1,60}\)/;

function pythonServer(line: string): ParsedLine | null {
  const status = PYTHON.exec(line)?.[1];
  return status === undefined
    ? null
    : {
        method: "GET",
        target: "/websocket",
        version: null,
        status: Number(status),
        host: null,
        words: null,
        end: line.length,
      };
}

/** The upgrade that a server's own words alone tell of. */
export function wordsUpgrade({ status, words, target }: ServerWords, id: string): Upgrade {
  return upgradeOf(
    id,
    { method: "GET", target: target ?? "/", version: null, status, host: null, words, end: 0 },
    null,
  );
}

/** A log names no scheme, and most name no host. */
function urlOf(host: string | null, target: string): string | null {
  if (/^(?:wss?|https?):\/\//i.test(target)) return target.replace(/^http/i, "ws");
  if (host === null) return null;
  const url = `${host.endsWith(":443") ? "wss" : "ws"}://${host}${target}`;
  return URL.canParse(url) ? url : null;
}
