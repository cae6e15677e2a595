import * as v from "valibot";

/** Behind an exchange: the log's line about it was written when the connection was over. */
export const WRITTEN_AT_END = "INFO\thttp.log.access\t101";

/**
 * Access logs that are JSON, one object a line: Caddy's (caddy: modules/caddyhttp/logging.go) and Traefik's (traefik:
 * pkg/middlewares/accesslog/logdata.go).
 */
const Values = v.fallback(v.optional(v.record(v.string(), v.fallback(v.array(v.string()), [])), {}), {});
const Caddy = v.object({
  request: v.object({
    method: v.string(),
    host: v.string(),
    uri: v.string(),
    proto: v.fallback(v.string(), "HTTP/1.1"),
    headers: Values,
    /** Absent where the request came without TLS. */
    tls: v.fallback(v.optional(v.object({})), undefined),
  }),
  status: v.number(),
  resp_headers: Values,
  /** What went wrong, in its error log. */
  logger: v.fallback(v.string(), ""),
  msg: v.fallback(v.string(), ""),
});
const Traefik = v.object({
  RequestMethod: v.string(),
  RequestHost: v.string(),
  RequestPath: v.string(),
  RequestScheme: v.fallback(v.string(), "http"),
  RequestProtocol: v.fallback(v.string(), "HTTP/1.1"),
  DownstreamStatus: v.number(),
});

/** Lines of a log that are looked at; a whole day's would be too many to list. */
const MOST_LINES = 2000;

/** A path or a header that only a handshake has. */
const HANDSHAKE = /websocket|\/(?:ws|cable|socket\.io|signalr|hub|hmr)\b/i;

/**
 * Lines of a JSON access log as the exchanges that they report, in lines of HTTP.
 *
 * @returns null when none of them is one
 */
export function jsonLogAsHttp(text: string): string[] | null {
  const lines = text.split(/\r?\n/, MOST_LINES).filter((line) => line.trim() !== "");
  const exchanges = lines.flatMap((line) => {
    const exchange = exchangeIn(line);
    // A line without headers is chosen, or counted among what is left out, as those of any other log are.
    const isLine = exchange?.length === 1;
    const isTaken = lines.length <= 3 || isLine || HANDSHAKE.test(exchange?.join("\n") ?? "");
    return exchange !== null && isTaken ? [exchange] : [];
  });
  return exchanges.length === 0 ? null : exchanges.flat();
}

function exchangeIn(line: string): string[] | null {
  // Containers and Caddy's log for people write something before the object.
  const [, before = "", object = line] = /^([^{]{0,300})(\{.*\})[^}]{0,40}$/s.exec(line) ?? [];
  const input = parsed(object);
  const caddy = v.safeParse(Caddy, input);
  if (caddy.success) {
    const { request, status: told, resp_headers: response, logger, msg } = caddy.output;
    const { Host: _, ...headers } = request.headers;
    const version = request.proto.replace(/^(HTTP\/[23])\.0$/, "$1");
    // Caddy 2.6 logs 0 for a connection that was taken over.
    const status = told === 0 && "Sec-Websocket-Accept" in response ? 101 : told;
    const words = logger.startsWith("http.log.error")
      ? msg
      : (/\thttp\.log\.error\S{0,40}\t([^\t]{1,300})\t$/.exec(before)?.[1] ?? "");
    // Its handler returns when both sides are done, and the line is written then (caddy: reverseproxy/streaming.go).
    const isAtEnd = status === 101 && logger.startsWith("http.log.access");
    return [
      `${request.method} ${request.tls === undefined ? "http" : "https"}://${request.host}${request.uri} ${version}`,
      `Host: ${request.host}`,
      ...fields(headers),
      "",
      `${version} ${status}`,
      ...fields(response),
      "",
      ...(isAtEnd ? [WRITTEN_AT_END, ""] : []),
      ...(words === "" ? [] : [`ERROR\thttp.log.error\t${words.replace(/[\r\n]+/g, " ")}`, ""]),
    ];
  }
  const traefik = v.safeParse(Traefik, input);
  if (!traefik.success) return null;
  const { RequestMethod, RequestPath, RequestProtocol, RequestHost, RequestScheme, DownstreamStatus } = traefik.output;
  const url = `${RequestScheme}://${RequestHost}${RequestPath}`;
  const version = RequestProtocol.replace(/^(HTTP\/[23])\.0$/, "$1");
  // It logs no headers: this is what a line of the combined format says.
  return [`"${RequestMethod} ${url} ${version}" ${DownstreamStatus}`];
}

function fields(values: Readonly<Record<string, readonly string[]>>): string[] {
  return Object.entries(values).flatMap(([name, list]) =>
    list.map((value) => `${name}: ${value.replace(/[\r\n]+/g, " ")}`),
  );
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
