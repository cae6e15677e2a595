import { hasHeader, headerValue } from "../../upgrade/http/headers.ts";
import { beganAt } from "../../upgrade/series/series.ts";
import { wasOpened } from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import type { IntermediaryResult, Purpose } from "../intermediaries/intermediary.ts";
import { code, type Words } from "../text.ts";
import type { Case, Cause } from "./diagnosis.ts";

/** The status of a refused handshake, from the browser's message or from the response itself; null when there is none. */
export function statusOf({ failure }: Case): number | null {
  if (failure.kind === "status") return failure.status;
  // Chromium words these two statuses differently (chromium: net/websockets/websocket_stream.cc).
  if (failure.kind === "text" && failure.text === "authentication-failed") return 401;
  if (failure.kind === "text" && failure.text === "proxy-authentication-failed") return 407;
  return failure.kind === "net" && failure.code === "ERR_UNEXPECTED_PROXY_AUTH" ? 407 : null;
}

/** Whether a status lies in a range, both ends included. */
export function isBetween(status: number | null, low: number, high: number): boolean {
  return status !== null && status >= low && status <= high;
}

/** The `ERR_…` name in the browser's message, or null. */
export function netCode({ failure }: Case): string | null {
  return failure.kind === "net" ? failure.code : null;
}

/** ": `ERR_…`" as the end of a sentence; empty where another program than Chrome failed, which has no such names. */
export function errorName(seen: Case): Words {
  const name = netCode(seen);
  return name === null || seen.upgrade.client !== undefined ? "" : `: ${code(name)}`;
}

/** Words that no rule of `failureOf` knows (protocol errors after the opening among them), or null. */
export function otherWords({ failure }: Case): string | null {
  return failure.kind === "other" ? failure.message : null;
}

/**
 * Whether the request went over HTTP/2 or HTTP/3: as the record says, and where it does not say, because it has no
 * Sec-WebSocket-Key (RFC 8441 §5). Without a request, or with one whose headers were not kept, this is not known and false.
 */
export function isHttp2({ upgrade }: Case): boolean {
  const headers = upgrade.request?.headers ?? [];
  const version = upgrade.request?.httpVersion ?? upgrade.response?.httpVersion;
  if (version !== undefined) return !version.startsWith("1");
  // A record with a request line whose version is not named is of a tool, which may leave the key out over any version.
  if (upgrade.request?.method !== undefined) return false;
  return headers.length > 0 && !hasHeader(headers, "Sec-WebSocket-Key");
}

/** A header of the request as the browser showed it; null also when no request was seen. */
export function requestHeader({ upgrade }: Case, name: string): string | null {
  return upgrade.request === null ? null : headerValue(upgrade.request.headers, name);
}

/** Whether the request's headers were seen: then one that is not among them was not sent. */
export function wasRequestSeen({ upgrade }: Case): boolean {
  return upgrade.request !== null && upgrade.request.headers.length > 0 && upgrade.request.isCut !== true;
}

/** A header of the response. Chromium shows a refused response to nobody, other tools' HAR files have it. */
export function responseHeader({ upgrade }: Case, name: string): string | null {
  return upgrade.response === null ? null : headerValue(upgrade.response.headers, name);
}

/** Where a redirect leads, without query and fragment, which may hold secrets; null when it is not known. */
export function redirectTarget(seen: Case): string | null {
  return responseHeader(seen, "Location")?.replace(/[?#].*$/s, "") ?? null;
}

/** Milliseconds from the sending of the request to the error; null when one of the two is not known. */
export function responseAfter({ upgrade }: Case): number | null {
  const end = upgrade.error?.at ?? upgrade.response?.at ?? null;
  const sentAt = upgrade.request?.at ?? null;
  return sentAt === null || end === null ? null : Math.max(0, end - sentAt);
}

/** The newest other attempt at the same address that opened, or null. */
export function openedAttempt({ attempts }: Case): Upgrade | null {
  return attempts.filter(wasOpened).at(-1) ?? null;
}

/** How many other attempts at the same address began in the minute before this one. */
export function attemptsInMinute({ upgrade, attempts }: Pick<Case, "upgrade" | "attempts">): number {
  const start = beganAt(upgrade);
  if (start === null) return 0;
  return attempts.filter((other) => {
    const began = beganAt(other);
    return began !== null && began <= start && began > start - 60_000;
  }).length;
}

/** The recognized products that say how they are set up for this purpose. */
export function productsFor(seen: Case, purpose: Purpose): readonly IntermediaryResult[] {
  const names = new Set(seen.snippets(purpose).map((snippet) => snippet.for));
  return seen.intermediaries.filter((product) => names.has(product.name));
}

/** The first recognized product with one of these ids, or null. */
export function recognized(seen: Case, ids: readonly string[]): IntermediaryResult | null {
  return seen.intermediaries.find(({ id }) => ids.includes(id)) ?? null;
}

/** Whether the recognized protocol has one of these ids. */
export function speaks({ protocol }: Case, ...ids: readonly string[]): boolean {
  return protocol !== null && ids.includes(protocol.id);
}

/** The causes that something supports: builders return null where nothing does. */
export function supported(...causes: readonly (Cause | null)[]): Cause[] {
  return causes.filter((cause) => cause !== null);
}

/** The scheme of its address as its URL has it, "wss" or "https", or the one without encryption. */
export function schemeOf({ words, address }: Pick<Case, "words" | "address">, isSecure?: boolean): string {
  return (isSecure ?? address?.scheme !== "ws") ? words.schemes.secure : words.schemes.plain;
}

/** The path that was asked for, of its URL or as a log names it without one; null where neither is known. */
export function askedPath({ address, upgrade }: Pick<Case, "address" | "upgrade">): string | null {
  return address?.path ?? upgrade.path ?? null;
}

/** Host and port as a sentence names them. */
export function endpoint({ address, upgrade }: Case): Words {
  if (address === null) return "the server";
  if (upgrade.isSchemeGuessed) return code(address.host);
  return code(`${address.host.includes(":") ? `[${address.host}]` : address.host}:${address.port}`);
}
