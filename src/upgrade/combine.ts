import { combineParts } from "./application/part.ts";
import { fullerStack } from "./call-stack.ts";
import { countOf, type Messages, noMessages } from "./counts/messages.ts";
import type { Exchange } from "./http/exchange.ts";
import { kinds } from "./kinds/registry.ts";
import { fullerNetwork } from "./network-facts.ts";
import type { Message } from "./observation.ts";
import type { Upgrade } from "./upgrade.ts";

/** Number of socket snapshots that are kept: the newest. */
export const MOST_SNAPSHOTS = 8;

/**
 * The one merge of two records of the same connection. Each field has a rule that chooses by the values alone, so that it
 * does not matter which record comes first, how they are grouped, or whether one is given twice. Counts are chosen and never
 * added: what the two sources both counted is found when they are read (`messagesOf`).
 *
 * Where both sources know a thing, the debugger's word is the fuller one and is chosen as such: its response and errors are
 * dated, its times have fractions of a millisecond.
 */
export function combine(a: Upgrade, b: Upgrade): Upgrade {
  if (a === b) return a;
  return {
    id: olderId(a.id, b.id),
    kind: highest(a.kind, b.kind, kinds),
    ...clientOf(a, b),
    exchange: known(a.exchange, b.exchange, combineExchanges),
    url: known(a.url, b.url, firstByText),
    // A frame of the page's own process is reported as the page; its live socket alone shows the frame.
    target: known(a.target, b.target, (one, other) => highest(one, other, TARGETS)),
    initiator: known(a.initiator, b.initiator, fuller),
    createdAt: earliest(a.createdAt, b.createdAt),
    request: known(a.request, b.request, laterRequest),
    requestsSent: Math.max(a.requestsSent, b.requestsSent),
    response: known(a.response, b.response, (one, other) => dated(one, other, [one.at], [other.at])),
    error: known(a.error, b.error, (one, other) =>
      dated(one, other, [one.at, one.monotonicSeconds], [other.at, other.monotonicSeconds]),
    ),
    closedAt: earliest(a.closedAt, b.closedAt),
    ended: known(a.ended, b.ended, (one, other) => highest(one, other, ENDS)),
    close: known(a.close, b.close, firstByText),
    blocked: known(a.blocked, b.blocked, firstByText),
    snapshots: combineSnapshots(a.snapshots, b.snapshots),
    application: combineParts(a.application, b.application),
    ...moreByDebugger(a, b),
    ...moreByLog(a, b),
    logLength: Math.max(a.logLength, b.logLength),
    clockOffset:
      Math.abs(a.clockOffset) === Math.abs(b.clockOffset) ? Math.max(a.clockOffset, b.clockOffset) : farther(a, b),
    seenBy: {
      debugger: a.seenBy.debugger || b.seenBy.debugger,
      network: a.seenBy.network || b.seenBy.network,
    },
    logsMessages: known(a.logsMessages, b.logsMessages, (one, other) => one || other),
    // Watched by one source is watched.
    unwatchedSince:
      a.unwatchedSince === null || b.unwatchedSince === null ? null : Math.max(a.unwatchedSince, b.unwatchedSince),
    fromFile: a.fromFile || b.fromFile,
    ...rarelyKnown(a, b),
  };
}

/** Fields that few records have. */
function rarelyKnown(
  a: Upgrade,
  b: Upgrade,
): Pick<
  Upgrade,
  | "client"
  | "network"
  | "isSchemeGuessed"
  | "path"
  | "isRefused"
  | "watchedSince"
  | "unsentEnd"
  | "stack"
  | "isCountedFromStart"
> {
  const client = known(a.client ?? null, b.client ?? null, firstByText);
  const network = fullerNetwork(a.network, b.network);
  const watchedSince = earliest(a.watchedSince ?? null, b.watchedSince ?? null);
  const unsentEnd = earliest(a.unsentEnd ?? null, b.unsentEnd ?? null);
  const stack = fullerStack(a.stack, b.stack);
  const path = known(a.path ?? null, b.path ?? null, firstByText);
  return {
    ...(watchedSince === null ? {} : { watchedSince }),
    ...(unsentEnd === null ? {} : { unsentEnd }),
    ...(client === null ? {} : { client }),
    ...(network === undefined ? {} : { network }),
    ...(stack === undefined ? {} : { stack }),
    ...(a.isSchemeGuessed && b.isSchemeGuessed ? { isSchemeGuessed: true as const } : {}),
    ...(path === null ? {} : { path }),
    ...(a.isRefused || b.isRefused ? { isRefused: true as const } : {}),
    ...(a.isCountedFromStart || b.isCountedFromStart ? { isCountedFromStart: true as const } : {}),
  };
}

/** The program that asked, where one of them names it. */
function clientOf(a: Upgrade, b: Upgrade): Pick<Upgrade, "client"> {
  const client = known(a.client ?? null, b.client ?? null, firstByText);
  return client === null ? {} : { client };
}

const TARGETS: readonly NonNullable<Upgrade["target"]>[] = [
  "page",
  "iframe",
  "worker",
  "shared-worker",
  "service-worker",
];

/** Ends, the one that explains most last: a page that is left closes its sockets too, sometimes much later (bfcache). */
const ENDS: readonly NonNullable<Upgrade["ended"]>[] = ["closed", "target-gone", "navigation"];

/** The ends of an HTTP exchange: the log says only that it finished where it does not know better. */
const EXCHANGE_ENDS: readonly NonNullable<Exchange["end"]>[] = ["finished", "canceled", "failed"];

function combineExchanges(a: Exchange, b: Exchange): Exchange {
  return {
    ...(compare(a, b, [a.by === null ? 1 : 0], [b.by === null ? 1 : 0]) <= 0
      ? { method: a.method, by: a.by }
      : { method: b.method, by: b.by }),
    protocol: known(a.protocol, b.protocol, firstByText),
    body:
      compare(a.body, b.body, [-a.body.bytes, -a.body.pieces], [-b.body.bytes, -b.body.pieces]) <= 0 ? a.body : b.body,
    established: known(a.established, b.established, (one, other) => one || other),
    // The log dates it from the end backwards, and hears of the end later than the debugger.
    establishedAt: earliest(a.establishedAt, b.establishedAt),
    // The log cuts it to whole milliseconds.
    monotonicSeconds: known(a.monotonicSeconds, b.monotonicSeconds, Math.max),
    end: known(a.end, b.end, (one, other) => highest(one, other, EXCHANGE_ENDS)),
    corsError: known(a.corsError, b.corsError, firstByText),
  };
}

/** The newer sending counts (an HTTP/2 retry); of one sending, what has more headers: a response repeats them all. */
export function laterRequest(a: Upgrade["request"], b: NonNullable<Upgrade["request"]>) {
  if (a === null) return b;
  const rank = ({ at, headers }: typeof a) => [-(at ?? Number.NEGATIVE_INFINITY), -headers.length];
  return compare(a, b, rank(a), rank(b)) <= 0 ? a : b;
}

/** What has more of its times, then what is earlier: the debugger dates what the log does not. */
function dated<T>(a: T, b: T, timesOfA: readonly (number | null)[], timesOfB: readonly (number | null)[]): T {
  const rank = (times: readonly (number | null)[]) => [
    times.filter((time) => time === null).length,
    ...times.map((time) => time ?? Number.POSITIVE_INFINITY),
  ];
  return compare(a, b, rank(timesOfA), rank(timesOfB)) <= 0 ? a : b;
}

function fuller(a: NonNullable<Upgrade["initiator"]>, b: NonNullable<Upgrade["initiator"]>) {
  const gaps = (one: typeof a) => [Object.values(one).filter((value) => value === null).length];
  return compare(a, b, gaps(a), gaps(b)) <= 0 ? a : b;
}

function combineSnapshots(a: Upgrade["snapshots"], b: Upgrade["snapshots"]): Upgrade["snapshots"] {
  if (a.length === 0 || a === b) return b;
  if (b.length === 0) return a;
  const byText = new Map([...a, ...b].map((one) => [JSON.stringify(one), one]));
  return [...byText]
    .sort(([textOfA, one], [textOfB, other]) => one.at - other.at || (textOfA < textOfB ? -1 : 1))
    .map(([, one]) => one)
    .slice(-MOST_SNAPSHOTS);
}

type ByDebugger = Pick<Upgrade, "countedByDebugger" | "debuggerHead">;
type ByLog = Pick<Upgrade, "countedByLog" | "logTail">;

/** A connection has one name in the debugger, which counts each message once: the higher count has all of the lower. */
function moreByDebugger(a: ByDebugger, b: ByDebugger): ByDebugger {
  const first = moreCounted(a.countedByDebugger, a.debuggerHead, b.countedByDebugger, b.debuggerHead);
  const { countedByDebugger, debuggerHead } = first ? a : b;
  return { countedByDebugger, debuggerHead };
}

function moreByLog(a: ByLog, b: ByLog): ByLog {
  const { countedByLog, logTail } = moreCounted(a.countedByLog, a.logTail, b.countedByLog, b.logTail) ? a : b;
  return { countedByLog, logTail };
}

function moreCounted(a: Messages, ofA: readonly Message[], b: Messages, ofB: readonly Message[]): boolean {
  if (a === b && ofA === ofB) return true;
  const rank = (counts: Messages, some: readonly Message[]) => [
    -countOf(counts),
    counts === noMessages ? 1 : 0,
    -some.length,
  ];
  return compare([a, ofA], [b, ofB], rank(a, ofA), rank(b, ofB)) <= 0;
}

function farther(a: Upgrade, b: Upgrade): number {
  return Math.abs(a.clockOffset) > Math.abs(b.clockOffset) ? a.clockOffset : b.clockOffset;
}

/** Ids are a letter and a number that rises. */
function olderId(a: string, b: string): string {
  return compare(a, b, [a.length], [b.length]) <= 0 ? a : b;
}

function known<T>(a: T | null, b: T | null, choose: (a: T, b: T) => T): T | null {
  if (a === null || a === b) return b;
  return b === null ? a : choose(a, b);
}

function earliest(a: number | null, b: number | null): number | null {
  return known(a, b, Math.min);
}

function highest<T>(a: T, b: T, order: readonly T[]): T {
  return order.indexOf(a) >= order.indexOf(b) ? a : b;
}

function firstByText<T>(a: T, b: T): T {
  return compare(a, b, [], []) <= 0 ? a : b;
}

/** Below zero: the first is to be chosen. Only what is equal in every part compares as equal: by its ranks, then as text. */
function compare<T>(a: T, b: T, ranksOfA: readonly number[], ranksOfB: readonly number[]): number {
  for (const [i, rank] of ranksOfA.entries()) {
    const other = ranksOfB[i] ?? 0;
    if (rank !== other) return rank < other ? -1 : 1;
  }
  if (a === b) return 0;
  const [one, other] = [JSON.stringify(a), JSON.stringify(b)];
  return one === other ? 0 : one < other ? -1 : 1;
}
