import { LONGEST, type ParsedLine } from "./parsed-line.ts";

const NGINX_ERROR = /\[(?:error|warn|crit|info)\] .*\brequest: "(GET) (\S+) HTTP\/(\d(?:\.\d)?)"/;
const HOST = /, host: "([^"]+)"/;

/** Caddy's log for people, where the JSON behind it was taken apart already (caddy: modules/caddyhttp/errors.go). */
const CADDY = /^(?:ERROR|WARN)\thttp\.\S{1,60}\t(.{1,300})$/;

/** What a line of nginx's or Caddy's error log says went wrong; null for any other line. */
export function errorWords(line: string): string | null {
  if (line.length > LONGEST) return null;
  const caddy = CADDY.exec(line)?.[1];
  if (caddy !== undefined) return caddy;
  return NGINX_ERROR.test(line) ? (WORDS.exec(line)?.[1] ?? null) : null;
}

/** Reads a line of nginx's error log about a request, with the status that nginx then gives to the client; null: it is not one. */
export function nginxErrorLine(line: string): ParsedLine | null {
  const match = NGINX_ERROR.exec(line);
  if (match === null) return null;
  const [, method = "GET", target = "/", version = null] = match;
  const words = WORDS.exec(line)?.[1] ?? null;
  if (words !== null && NO_REFUSAL.test(words)) return null;
  const host = HOST.exec(line)?.[1] ?? null;
  const read = { method, target, version, host, words, end: line.length };
  // The WebSocket was open, and this is what ended it.
  const end = UPGRADED.exec(words ?? "")?.[0];
  if (end !== undefined) return { ...read, status: 101, words: end, isEnd: true };
  const failure = NO_STATUS.map((pattern) => pattern.exec(words ?? "")?.[0]).find((found) => found !== undefined);
  if (failure !== undefined) return { ...read, status: null, failure };
  const status = STATUSES.find(([, pattern]) => pattern.test(words ?? ""))?.[0] ?? null;
  return { ...read, status, isStatusInferred: true };
}

/** What nginx logs of requests that it goes on with (nginx: ngx_http_upstream_round_robin.c, ngx_http_limit_req_module.c …). */
const NO_REFUSAL =
  /^upstream server temporarily disabled| is buffered to a temporary file |^(?:delaying request|limiting (?:requests|connections), dry run)/;

/** What stands between the number of the connection and what is said of it. */
const WORDS = /\]\s\d+#\d+: \*\d+ (.{1,300}?), client: /;

/** What nginx says of a connection that it had switched (nginx: ngx_http_upstream.c, ngx_http_upstream_process_upgraded). */
const UPGRADED =
  /(?:upstream timed out|client timed out|(?:recv|send|writev)\(\) failed|SSL_(?:read|write)\(\) failed|upstream prematurely closed connection|client prematurely closed connection).{0,120}? while proxying upgraded connection/;

/** What went wrong without a status of nginx's own: none was sent, or that of the server behind it. */
const NO_STATUS: readonly RegExp[] = [
  // What begins with no status line nginx takes for HTTP/0.9 and passes on (nginx: ngx_http_proxy_process_status_line).
  /^upstream sent no valid HTTP\/1\.0 header/,
  // The headers of the response had arrived, and were passed on: "while reading response header" is what stands before
  // (nginx: ngx_http_upstream.c, ngx_http_upstream_process_upstream, ngx_http_upstream_process_non_buffered_request).
  /(?:(?:upstream|client) timed out|(?:recv|send|writev|sendfile)\(\) failed|SSL_(?:read|write)\(\) failed|(?:upstream|client) prematurely closed connection).{0,120}? while (?:reading upstream|sending to client)$/,
  // Its access log has 499 for that (nginx: ngx_http_upstream_check_broken_connection).
  /client prematurely closed connection(?=.{0,60} while (?:connecting to upstream|SSL handshaking to upstream|sending request to upstream|reading response header from upstream)$)/,
];

/**
 * Status that nginx gives to the client by default, by what it logs (nginx: src/http/ngx_http_upstream.c, ngx_http_request.c,
 * ngx_http_core_module.c, and the modules static, index, access, auth_basic, limit_conn and limit_req).
 */
const STATUSES: readonly (readonly [status: number, pattern: RegExp])[] = [
  [504, /^upstream timed out/],
  // The file of auth_basic_user_file; any other is looked for in the place of a response.
  [403, /^open\(\) "[^"]{0,300}passwd[^"]{0,80}" failed \(2: /],
  [404, /^open\(\) "[^"]{1,300}" failed \((?:2|20|36): |^"[^"]{1,300}" is not found \(/],
  [
    403,
    /^open\(\) "[^"]{1,300}" failed \((?:13|40): |^"[^"]{1,300}" is forbidden \(|^directory index of "[^"]{1,300}" is forbidden|^access forbidden by rule/,
  ],
  [401, /^user ".{0,200}(?:password mismatch|was not found in "[^"]{1,200}")$|^no user\/password was provided/],
  [400, /^client sent (?:plain HTTP request to HTTPS port|invalid|too long)/],
  [503, /^limiting (?:connections by zone|requests, excess: )/],
  [
    502,
    /connect\(\) (?:to \S{1,200} )?failed|^upstream SSL certificate | while SSL handshaking to upstream$|upstream prematurely closed|no live upstreams|SSL_do_handshake|recv\(\) failed|upstream sent (?:invalid|too big)|could not be resolved|^no resolver defined to resolve /,
  ],
];
