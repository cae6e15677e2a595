import { factsOf } from "../../upgrade/kinds/registry.ts";
import type { ReportConnection } from "../contract/format.ts";

/** A file need not say when it opened. What ended before its response came is closed too, where it is no WebSocket. */
export function wasOpen({ kind, state, timing, handshake, messages }: ReportConnection): boolean {
  if (state === "open" || timing.openedAt !== null) return true;
  const hadMessages = (messages?.sent.count ?? 0) + (messages?.received.count ?? 0) > 0;
  return state === "closed" && (factsOf(kind).counts === "messages" || handshake.response !== null || hadMessages);
}

/** Milliseconds from its opening to its end; where only the sending of its request is known, from there. null: not known. */
export function lifeOf({ timing: { openMs, requestSentAt, closedAt } }: ReportConnection): number | null {
  if (openMs !== null || requestSentAt === null || closedAt === null) return openMs;
  return Math.max(0, Date.parse(closedAt) - Date.parse(requestSentAt));
}

/** Ended, and not in the ordinary way. */
export function isCut(one: ReportConnection): boolean {
  return one.state === "closed" && wasOpen(one) && one.verdict.level !== "healthy";
}

/**
 * For how long a connection is known to have been open at least: to its end, to the end of the recording, or between the first
 * and the last that was seen of it.
 *
 * @returns milliseconds; null where nothing shows it
 */
export function seenOpenFor(one: ReportConnection): number | null {
  if (one.state === "closed") return lifeOf(one);
  const { timing, messages, observed } = one;
  if (timing.openMs !== null) return timing.openMs;
  const looks = observed?.looks.filter(({ readyState }) => readyState === OPEN).map(({ at }) => at) ?? [];
  const moments = [timing.openedAt, observed?.messages.firstAt, messages?.lastAt, observed?.unwatchedSince, ...looks];
  const known = moments.flatMap((at) => (at === null || at === undefined ? [] : [Date.parse(at)]));
  return known.length < 2 ? null : Math.max(...known) - Math.min(...known);
}

/** WHATWG WebSockets: `WebSocket.OPEN`. */
const OPEN = 1;

/** Why a connection does not show that it stays open for longer, as the end of a sentence. */
export function endOfSight(one: ReportConnection, inWords: (milliseconds: number) => string): string {
  const seen = seenOpenFor(one);
  if (one.state === "closed") {
    return seen === null ? "it ended, and when was not recorded" : `it ended after ${inWords(seen)}`;
  }
  if (seen === null) return "for how long it was open was not recorded";
  if (one.observed?.fromFile === true) return `it was seen open for ${inWords(seen)}, and its end was not recorded`;
  return `it was watched for ${inWords(seen)} only`;
}
