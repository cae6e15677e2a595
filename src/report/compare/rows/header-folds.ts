import type { Side } from "../../../knowledge/headers/header.ts";
import { headers as knownHeaders } from "../../../knowledge/headers/registry.ts";
import type { Weight } from "../comparison.ts";
import { isLoopback, type Target, targetOf } from "../target.ts";
import { withoutIds, withoutNumbers } from "../volatile.ts";

/** What changes with every connection, or with the time of day: never a difference. */
const VOLATILE = new RegExp(
  `^(${[
    "date|age|expires|last-modified|etag|if-none-match|if-modified-since|content-length|retry-after",
    "sec-websocket-(key|accept)|keep-alive",
    "cf-ray|x-azure-ref|fly-request-id|x-vercel-id|rndr-id|x-amz-.*|x-timer|server-timing|report-to|nel|alt-svc",
    "x-runtime|x-response-time|x-served-by|x-cache|x-cache-hits|cf-cache-status",
    "([a-z]+-)*(request|correlation|trace|span)-?id|traceparent|tracestate|baggage|x-b3-.*|priority",
  ].join("|")})$`,
);

/** What the transport decides: another version of HTTP has other ones, or writes them otherwise. */
const BY_TRANSPORT =
  /^(:.*|host|connection|upgrade|sec-websocket-key|sec-websocket-accept|transfer-encoding|keep-alive)$/;

/** What handshakes are accepted and refused by. */
const STRONG: Readonly<Record<Side, RegExp>> = {
  request: /^(host|origin|authorization|cookie|upgrade|connection|sec-websocket-(protocol|version|extensions))$/,
  response:
    /^(upgrade|connection|location|www-authenticate|content-type|sec-websocket-(protocol|version|extensions)|access-control-allow-(origin|credentials))$/,
};

/** What says who asked or how, and is seldom a reason. */
const SLIGHT =
  /^(user-agent|accept|accept-(language|encoding|charset)|sec-ch-.*|sec-fetch-.*|pragma|cache-control|dnt|sec-gpc|referer|expect-ct|strict-transport-security|vary|set-cookie|x-powered-by)$/;

const KNOWN: ReadonlySet<string> = new Set(knownHeaders.map(({ id }) => id));

/** Headers whose numbers mean something although no entry of knowledge has them. */
const EXACT =
  /^(content-(type|encoding|security-policy)|access-control-.*|sec-.*|x-forwarded-.*|forwarded|x-accel-.*|x-nginx-.*|last-event-id)$/;

/** How much a difference in a header can mean. */
export function weightOf(name: string, side: Side): Weight {
  if (STRONG[side].test(name)) return "strong";
  return SLIGHT.test(name) || !(KNOWN.has(name) || EXACT.test(name)) ? "slight" : "some";
}

/**
 * What of a header's value is compared.
 *
 * @param name in lower case
 * @param own where the request leads
 * @param isOtherTransport whether the two connections used different versions of HTTP
 * @returns null: a difference in this header is none
 */
export function headerFold(
  name: string,
  isOtherTransport: boolean,
): ((value: string, own: Target | null) => string) | null {
  if (VOLATILE.test(name) || (isOtherTransport && BY_TRANSPORT.test(name))) return null;
  if (name === "cookie") return cookieNames;
  if (name === "set-cookie") return (value) => value.split("\n").map(nameOfPair).sort().join();
  if (name === "authorization" || name === "proxy-authorization") return (value) => value.trim().split(/\s/)[0] ?? "";
  if (name === "host" || name === "origin" || name === "referer") return place;
  if (name === "connection" || name === "upgrade") return tokens;
  return KNOWN.has(name) || EXACT.test(name) ? (value) => withoutIds(value).trim() : (value) => withoutNumbers(value);
}

/** RFC 6265 §4.2.1: the values are what differs between any two sessions. */
function cookieNames(value: string): string {
  return value.split(/[;\n]/).map(nameOfPair).sort().join();
}

function nameOfPair(pair: string): string {
  return pair.slice(0, Math.max(0, `${pair}=`.indexOf("="))).trim();
}

/** RFC 9110 §7.6.1, §7.8: names in any case and order. */
function tokens(value: string): string {
  return value
    .toLowerCase()
    .split(",")
    .map((token) => token.trim())
    .sort()
    .join();
}

/** The own host of a request is no difference beside that of the URL; neither are the ports of this machine. */
function place(value: string, own: Target | null): string {
  const target = targetOf(value.includes("://") ? value : `ws://${value}`);
  if (target === null) return withoutIds(value);
  const host = isLoopback(target.host) ? "<loopback>" : target.authority;
  const isOwn = own !== null && (host === own.authority || (own.isLoopback && isLoopback(target.host)));
  // A page that moved to HTTPS together with its connections shows in the URL already.
  const isAlike = isOwn && (own.scheme === "wss" || own.scheme === "https") === (target.scheme === "https");
  const scheme = !value.includes("://") || isAlike ? "" : target.scheme;
  return [scheme, isOwn ? "<own>" : host, target.path].join(" ");
}
