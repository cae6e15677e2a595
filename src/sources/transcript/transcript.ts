import { newExchange } from "../../upgrade/http/exchange.ts";
import { type Header, hasHeader, headerValue } from "../../upgrade/http/headers.ts";
import { isOtherUpgrade } from "../../upgrade/http/upgrade-tokens.ts";
import type { Reading } from "../../upgrade/reading.ts";
import { newUpgrade, type Upgrade } from "../../upgrade/upgrade.ts";
import { Neighbourhood } from "../host-responses.ts";

/** One request with its answer, as far as they are in the text. */
interface Exchange {
  request: { method: string; target: string; headers: Header[] } | null;
  response: { status: number; statusText: string; headers: Header[] } | null;
  /** null: the text does not say. */
  isSecure: boolean | null;
}

/** RFC 9112 §3 and §4; curl writes "HTTP/2 200". */
const REQUEST_LINE = /^([A-Z]{3,10}) (\S+) HTTP\/\d(?:\.\d)?$/;
const STATUS_LINE = /^HTTP\/\d(?:\.\d)? (\d{3})(?: (.*))?$/;
const FIELD = /^(:?[!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*(.*)$/;

/** What curl's `-v` says when TLS is in use. */
const TLS = /^\* +(SSL connection using|ALPN|TLSv1|Server certificate)/;

/** Whether a text can be a transcript: a line of it is a request line or a status line of HTTP. */
export function isTranscript(text: string): boolean {
  return text.split(/\r?\n/).some((line) => {
    const bare = line.replace(/^[<>] /, "");
    return REQUEST_LINE.test(bare) || STATUS_LINE.test(bare);
  });
}

/**
 * Reads a transcript of HTTP/1.1: what `curl -v` or `curl -i` prints, or requests and answers as they went over the wire
 * (RFC 9112). It tells no times.
 *
 * @throws Error with one clear sentence when there is neither a request nor an answer in it
 */
export function readTranscript(text: string): Reading {
  const exchanges = exchangesIn(text);
  if (exchanges.length === 0) throw new Error("There is no HTTP request or answer in this text.");
  const neighbours = new Neighbourhood();
  const upgrades: Upgrade[] = [];
  for (const exchange of exchanges) {
    const other = isOther(exchange);
    const socketUrl = urlOf(exchange);
    const url = other ? (socketUrl?.replace(/^ws/, "http") ?? null) : socketUrl;
    if (other || isUpgrade(exchange)) upgrades.push(upgradeOf(exchange, url, `c${upgrades.length + 1}`));
    else if (url !== null && exchange.response !== null) {
      neighbours.add({
        url: url.replace(/^ws/, "http"),
        status: exchange.response.status,
        headers: exchange.response.headers,
      });
    }
  }
  return {
    source: "transcript",
    upgrades,
    neighbours: neighbours.all,
    page: null,
    browser: null,
    startedAt: null,
    endedAt: null,
    lost: [],
  };
}

function exchangesIn(text: string): Exchange[] {
  const exchanges: Exchange[] = [];
  // curl marks what it sent and what it got; an answer's body it does not mark.
  const isMarked = /^[<>] \S/m.test(text);
  let isSecure = isMarked ? false : null;
  let fields: Header[] | null = null;
  for (const line of text.split(/\r?\n/)) {
    if (TLS.test(line)) isSecure = true;
    if (isMarked && !/^[<>]( |$)/.test(line)) continue;
    const bare = isMarked ? line.slice(2) : line;
    const [, method = "GET", target] = REQUEST_LINE.exec(bare) ?? [];
    const [, status, statusText = ""] = STATUS_LINE.exec(bare) ?? [];
    if (target !== undefined) {
      fields = [];
      exchanges.push({ request: { method, target, headers: fields }, response: null, isSecure });
    } else if (status !== undefined) {
      fields = [];
      const last = exchanges.at(-1);
      const response = { status: Number(status), statusText, headers: fields };
      // 100 Continue and its like are followed by the answer itself (RFC 9110 §15.2); 101 is the answer.
      const isOpen = last !== undefined && (last.response === null || isInterim(last.response.status));
      if (isOpen) last.response = response;
      else exchanges.push({ request: null, response, isSecure });
    } else if (bare.trim() === "") {
      fields = null;
    } else if (fields !== null) {
      const [, name, value = ""] = FIELD.exec(bare) ?? [];
      if (name !== undefined) fields.push([name, value.trimEnd()]);
    }
  }
  return exchanges;
}

function isInterim(status: number): boolean {
  return status < 200 && status !== 101;
}

function isOther({ request, response }: Exchange): boolean {
  return isOtherUpgrade(request?.headers ?? null, response);
}

function isUpgrade({ request, response }: Exchange): boolean {
  const asked = request?.headers ?? [];
  if (hasHeader(asked, "Sec-WebSocket-Key") || /websocket/i.test(headerValue(asked, "Upgrade") ?? "")) return true;
  if (headerValue(asked, ":protocol") === "websocket") return true;
  if (response === null) return false;
  // An answer alone was brought here because somebody wonders about it.
  return response.status === 101 || hasHeader(response.headers, "Sec-WebSocket-Accept") || request === null;
}

function urlOf({ request, isSecure }: Exchange): string | null {
  if (request === null) return null;
  const { target, headers } = request;
  if (/^(wss?|https?):\/\//i.test(target)) return target.replace(/^http/i, "ws");
  const host = headerValue(headers, "Host") ?? headerValue(headers, ":authority");
  if (host === null) return null;
  // A page that came over https may not open anything else (W3C Mixed Content §5.1).
  const secure = isSecure ?? (/:443$/.test(host) || /^https:/i.test(headerValue(headers, "Origin") ?? ""));
  const url = `${secure ? "wss" : "ws"}://${host}${target.startsWith("/") ? target : `/${target}`}`;
  return URL.canParse(url) ? url : null;
}

function upgradeOf(exchange: Exchange, url: string | null, id: string): Upgrade {
  const { request, response } = exchange;
  return {
    ...newUpgrade(id),
    ...(isOther(exchange)
      ? { kind: "other-upgrade" as const, exchange: newExchange(request?.method ?? "GET", null) }
      : {}),
    url,
    request: request && { headers: request.headers, at: null },
    requestsSent: request === null ? 0 : 1,
    response: response && { ...response, at: null },
    seenBy: { debugger: false, network: true },
    fromFile: true,
    logsMessages: false,
  };
}
