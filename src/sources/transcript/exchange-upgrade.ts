import { isPrivateHost } from "../../upgrade/http/address.ts";
import { newExchange } from "../../upgrade/http/exchange.ts";
import { type Header, hasHeader, headerValue } from "../../upgrade/http/headers.ts";
import { isOtherUpgrade } from "../../upgrade/http/upgrade-tokens.ts";
import { newUpgrade, type Upgrade } from "../../upgrade/upgrade.ts";
import { bodyText } from "../body.ts";
import { programOfAgent } from "../program.ts";
import type { Command } from "./command.ts";
import type { Exchange } from "./exchange.ts";

/** RFC 9110 §9.3.6: a request to a proxy, unless `:protocol` makes it an extended CONNECT. */
export function isTunnel({ request }: Exchange): boolean {
  return request?.method === "CONNECT" && !hasHeader(request.headers, ":protocol");
}

/** Of a tunnel that came about nothing is to be said; of a refused one, the handshake was never sent. */
export function refusedTunnel({ request, response, ending, program }: Exchange, id: string): Upgrade | null {
  const isRefused = response === null ? ending !== null : response.status >= 300;
  if (request === null || !isRefused) return null;
  const url = `wss://${request.target}/`;
  const said = ending?.message ?? `CONNECT tunnel failed, response ${response?.status ?? ""}`;
  return {
    ...newUpgrade(id),
    url: URL.canParse(url) ? url : null,
    response: response && {
      status: response.status,
      statusText: response.reason,
      headers: response.headers,
      ...(response.isCut === true ? { isCut: true as const } : {}),
      at: null,
    },
    error: { message: said, at: null, monotonicSeconds: null },
    seenBy: { debugger: false, network: true },
    fromFile: true,
    logsMessages: false,
    client: program ?? "curl",
  };
}

/** Headers that were sent: as they stand in the text, else as the command line demands them. */
export function headersSent({ request, command }: Exchange): readonly Header[] | null {
  return request?.headers ?? (command === null ? null : sentBy(command));
}

/** Programs that send a whole handshake by themselves, and curl when the URL says so (curl's own page on WebSockets). */
function isSocketClient({ client, url }: Command): boolean {
  return client === "wscat" || client === "websocat" || /^wss?:/i.test(url ?? "");
}

/** A command that sets no header sends some all the same; `Host` is the one that every request has (RFC 9112 §3.2). */
function sentBy(command: Command): readonly Header[] {
  const { headers, url } = command;
  if (headers.length > 0 || isSocketClient(command) || url === null || !URL.canParse(url)) return headers;
  return [["Host", new URL(url).host]];
}

/** Words with which a server says that it takes handshakes and nothing else. */
const WANTS_HANDSHAKE = /\bwebsocket|\bupgrade (?:request )?(?:is )?(?:required|header|token)/i;

/** An ordinary request to an address that takes handshakes only: the person who pasted it wonders about that. */
function isRefusedAsNone({ response }: Exchange): boolean {
  if (response === null || response.status < 400) return false;
  const { status, headers, reason, body } = response;
  return (
    status === 426 ||
    hasHeader(headers, "Sec-WebSocket-Version") ||
    WANTS_HANDSHAKE.test(`${reason}\n${body.slice(0, 400)}`)
  );
}

/** Whether it asks for an upgrade to something other than WebSocket. */
export function isOther(exchange: Exchange): boolean {
  const { response } = exchange;
  const read = response && { status: response.status, statusText: response.reason, headers: response.headers };
  return isOtherUpgrade(headersSent(exchange), read);
}

/** Whether it is the handshake of a WebSocket, or shows that somebody took it for one. */
export function isUpgrade(exchange: Exchange): boolean {
  const { request, response, command, ending } = exchange;
  const asked = headersSent(exchange) ?? [];
  if (asked.some(([name]) => /^sec-websocket-(?:key\d?|version|protocol)$/i.test(name))) return true;
  if (/websocket/i.test(headerValue(asked, "Upgrade") ?? "")) return true;
  if (headerValue(asked, ":protocol") === "websocket") return true;
  if (command !== null && isSocketClient(command)) return true;
  if (response === null) return ending !== null;
  // Lines were left out of the request: the person who pasted it knows what was in them.
  if (request?.isCut === true) return true;
  if (isRefusedAsNone(exchange)) return true;
  // A response alone was brought here because somebody wonders about it.
  return response.status === 101 || hasHeader(response.headers, "Sec-WebSocket-Accept") || request === null;
}

/** The address that was asked for, with the scheme of a WebSocket; null: the text does not say. */
export function urlOf(exchange: Exchange): string | null {
  const { request, command, isSecure } = exchange;
  const typed = command?.url ?? null;
  const failed = request === null && exchange.response === null ? hostInWords(exchange) : null;
  // What the tool could not reach need not be what was meant: an option may have been taken for the address.
  if (failed !== null && new URL(failed).hostname.startsWith("-")) return failed;
  if (typed !== null && (request === null || !request.target.startsWith("http"))) {
    const url = socketUrl(typed);
    if (url !== null) return url;
  }
  if (request === null) return hostInWords(exchange);
  const { headers } = request;
  const target = request.target === "" ? (headerValue(headers, ":path") ?? "/") : request.target;
  if (/^(wss?|https?):\/\//i.test(target)) return target.replace(/^http/i, "ws");
  const host = headerValue(headers, "Host") ?? headerValue(headers, ":authority");
  if (host === null) return null;
  const isHttps = headerValue(headers, ":scheme") === "https" || isOfHttpsPage(headers);
  const secure = isSecure ?? (isHttps || /:443$/.test(host));
  const url = `${secure ? "wss" : "ws"}://${host}${target.startsWith("/") ? target : `/${target}`}`;
  return URL.canParse(url) ? url : null;
}

/**
 * Whether only `Host` and the path are known: neither a tool's words about TLS, nor a port, nor a scheme, nor a page that came
 * over https tell whether it went over TLS. A page that came over http may open either.
 */
function isSchemeGuessed({ request, command, isSecure }: Exchange): boolean {
  if (request === null || isSecure !== null || (command?.url ?? null) !== null) return false;
  const { headers, target } = request;
  if (/^[a-z]+:\/\//i.test(target) || hasHeader(headers, ":scheme") || isOfHttpsPage(headers)) return false;
  const host = headerValue(headers, "Host") ?? headerValue(headers, ":authority") ?? "";
  return !/:\d+$/.test(host) && !isPrivateHost(host.replace(/^\[|\]$/g, ""));
}

/** A page that came over https may not open anything else (W3C Mixed Content §5.1). */
function isOfHttpsPage(headers: readonly Header[]): boolean {
  return /^https:/i.test(headerValue(headers, "Origin") ?? "");
}

/** Tools take an address without a scheme too; then it is the one without encryption. */
function socketUrl(typed: string): string | null {
  const local = typed.startsWith(":") ? `localhost${typed}` : typed;
  const url = /^[a-z][a-z0-9+.-]*:\/\//i.test(local) ? local.replace(/^http/i, "ws") : `ws://${local}`;
  return URL.canParse(url) ? url : null;
}

/** curl names host and port when it could not connect; the path and the scheme it does not name. */
function hostInWords({ ending, isSecure }: Exchange): string | null {
  const message = ending?.message ?? "";
  // Dart writes the port 0 where the address names none, and a "#" after the path.
  const dart = /Connection to '(https?:\/\/[^'#\s]{1,400})#?' was not upgraded/.exec(message)?.[1];
  if (dart !== undefined) {
    const url = dart.replace(/^http/, "ws").replace(/^(wss?:\/\/[^/]+):0(?=\/|$)/, "$1");
    return URL.canParse(url) ? url : null;
  }
  const [, host, port] =
    /(?:Failed to connect to|Couldn't connect to) (\S+?) port (\d+)/.exec(message) ??
    /(?:Could not resolve host: |unable to resolve host address .|getaddrinfo \w+ )([\w.-]+)/.exec(message) ??
    /(?:ECONNREFUSED|ETIMEDOUT) (\[?[\da-f.:]+\]?):(\d+)/.exec(message) ??
    [];
  if (host === undefined) return null;
  const secure = isSecure === true || port === "443";
  const name = host.includes(":") && !host.startsWith("[") ? `[${host}]` : host;
  const url = `${secure ? "wss" : "ws"}://${name}${port === undefined ? "" : `:${port}`}/`;
  return URL.canParse(url) ? url : null;
}

/** The record of an exchange. */
export function upgradeOf(exchange: Exchange, url: string | null, id: string, isPane: boolean): Upgrade {
  const { request, response, command, ending, closing, isOver, program } = exchange;
  const headers = headersSent(exchange);
  const isWhole = request !== null || command === null || !isSocketClient(command);
  const version = request?.version ?? (request === null ? (command?.version ?? response?.version ?? null) : null);
  const body = response === null ? undefined : bodyText(response.body, headerValue(response.headers, "Content-Type"));
  const agent = headerValue(headers ?? [], "User-Agent");
  // Every browser's name begins with "Mozilla/" (RFC 9110 §10.1.5 leaves it to them; none does otherwise).
  const isAnonymous = !isPane && !/^Mozilla\//.test(agent ?? "");
  const client = programOfAgent(agent) ?? program ?? (isAnonymous ? "The client" : null);
  // A page's own request, copied out of DevTools, has the browser's name in it.
  const isPages = /^Mozilla\//.test(agent ?? "") && program === null;
  return {
    ...newUpgrade(id),
    ...(isOther(exchange)
      ? { kind: "other-upgrade" as const, exchange: newExchange(request?.method ?? "GET", null) }
      : {}),
    url,
    request:
      headers === null || (response === null && request === null && ending !== null)
        ? null
        : {
            headers: isWhole ? headers : [],
            at: null,
            method: request?.method ?? command?.method ?? "GET",
            ...(request?.isCut === true ? { isCut: true as const } : {}),
            ...(version === null ? {} : { httpVersion: version }),
          },
    requestsSent: headers === null ? 0 : 1,
    response: response && {
      status: response.status,
      statusText: response.reason,
      headers: response.headers,
      httpVersion: response.version,
      ...(body === undefined ? {} : { body: isChunked(response.headers) ? withoutChunks(body) : body }),
      ...(response.logLine === undefined ? {} : { logLine: response.logLine }),
      ...(response.isCut === true ? { isCut: true as const } : {}),
      at: null,
    },
    error: errorOf(exchange),
    close: closing && {
      code: closing.code,
      reason: closing.reason,
      wasClean: closing.wasClean ?? closing.code !== 1006,
    },
    ended: closing !== null || isOver ? "closed" : null,
    seenBy: { debugger: false, network: true },
    fromFile: true,
    logsMessages: false,
    ...(isSchemeGuessed(exchange) && url !== null ? { isSchemeGuessed: true as const } : {}),
    ...(client === null || isPages ? {} : { client }),
  };
}

/** What broke it: a frame, where it was open; else the tool's last words, where no response came. */
function errorOf({ response, ending, frameError }: Exchange): Upgrade["error"] {
  const message = frameError ?? (response === null ? (ending?.message ?? null) : null);
  return message === null ? null : { message, at: null, monotonicSeconds: null };
}

function isChunked(headers: readonly Header[]): boolean {
  return /chunked/i.test(headerValue(headers, "Transfer-Encoding") ?? "");
}

/** Sizes of chunks (RFC 9112 §7.1) stand between the parts where nothing has taken them out. */
function withoutChunks(body: string): string {
  return body
    .split("\n")
    .filter((line) => !/^[0-9a-f]{1,6}\s*$/i.test(line))
    .join("\n");
}
