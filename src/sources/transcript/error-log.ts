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

/** nginx says by itself that the server behind it could not be reached; to the client it then responds with 502 or 504. */
export function nginxErrorLine(line: string): ParsedLine | null {
  const match = NGINX_ERROR.exec(line);
  if (match === null) return null;
  const [, method = "GET", target = "/", version = null] = match;
  const words = WORDS.exec(line)?.[1] ?? null;
  // nginx's second line about a failure that the line before has reported.
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

/** What stands between the number of the connection and what is said of it. */
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
