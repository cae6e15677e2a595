import { addControls } from "./application/part.ts";
import { laterRequest, MOST_SNAPSHOTS } from "./combine.ts";
import { countedBefore } from "./counts/counted.ts";
import { countMessages, countOf, joinMessages, noMessages } from "./counts/messages.ts";
import { headOf, overlapStart } from "./counts/overlap.ts";
import { type Exchange, newExchange, withLearned, withPiece } from "./http/exchange.ts";
import { type Headers, hasHeader } from "./http/headers.ts";
import { factsOf } from "./kinds/registry.ts";
import { fullerNetwork } from "./network-facts.ts";
import type { Created, Logged, Message, Observation } from "./observation.ts";
import { newUpgrade, type Upgrade } from "./upgrade.ts";

/** How many of the newest logged messages are remembered, as numbers, to find the ones that are counted live too. */
export const LOGGED_TAIL = 256;

/**
 * What an upgrade is after one more observation. Total: any order, repeats included; never throws, never loses a count.
 *
 * @param before the upgrade so far, or undefined when this is the first that is seen of it
 * @param observation what was seen
 * @param id the name for a new upgrade
 */
export function reduce(before: Upgrade | undefined, observation: Observation, id = before?.id ?? "c0"): Upgrade {
  const upgrade = before ?? newUpgrade(id);
  const seen = { ...upgrade, seenBy: { ...upgrade.seenBy, [sourceOf(observation)]: true } };
  switch (observation.type) {
    case "created":
      return {
        ...seen,
        ...kindOf(upgrade, observation),
        url: upgrade.url ?? observation.url,
        target: upgrade.target ?? observation.target,
        initiator: upgrade.initiator ?? observation.initiator,
        createdAt: earliest(upgrade.createdAt ?? upgrade.request?.at ?? null, observation.at),
      };
    case "request-sent":
      if (upgrade.request !== null && observation.at <= (upgrade.request.at ?? Number.NEGATIVE_INFINITY)) return seen;
      return {
        ...seen,
        // Of its creation only the arrival of the news is known, which may be later than the request itself.
        createdAt: upgrade.createdAt && earliest(upgrade.createdAt, observation.at),
        request: { headers: observation.headers, at: observation.at },
        requestsSent: upgrade.requestsSent + 1,
      };
    case "response":
      return {
        ...seen,
        url: upgrade.url ?? observation.url ?? null,
        target: upgrade.target ?? observation.target ?? null,
        request: requestAgain(upgrade, observation.requestHeaders),
        response: { ...observation.response, at: observation.at },
        exchange: upgrade.exchange && {
          ...upgrade.exchange,
          protocol: observation.protocol ?? upgrade.exchange.protocol,
        },
      };
    case "message":
      return addLive(seen, [observation.message]);
    case "error":
      // The first words count: what follows (a timer, a teardown) only happens because of it.
      return {
        ...seen,
        error: upgrade.error ?? {
          message: observation.message,
          at: observation.at,
          monotonicSeconds: observation.monotonicSeconds,
        },
      };
    case "closed":
      // A page that is kept for Back closes its sockets when it comes again: what had ended them is known already.
      return { ...seen, closedAt: earliest(upgrade.closedAt, observation.at), ended: upgrade.ended ?? "closed" };
    case "ended":
      if (upgrade.ended !== null) return upgrade;
      return { ...upgrade, closedAt: earliest(upgrade.closedAt, observation.at), ended: observation.by };
    case "closed-by": {
      const { code, reason, wasClean, at } = observation;
      return {
        ...seen,
        close: upgrade.close ?? { code, reason, wasClean },
        closedAt: earliest(upgrade.closedAt, at),
        ended: upgrade.ended === null || upgrade.ended === "closed" ? "closed" : upgrade.ended,
      };
    }
    case "blocked": {
      const { by, message, directive, url, initiator, target, at } = observation;
      return {
        ...seen,
        url: upgrade.url ?? url,
        target: upgrade.target ?? target,
        initiator: upgrade.initiator ?? initiator,
        createdAt: earliest(upgrade.createdAt, at),
        closedAt: earliest(upgrade.closedAt, at),
        blocked: upgrade.blocked ?? { by, message, directive },
      };
    }
    case "socket-state": {
      const { at, readyState, protocol, extensions, bufferedAmount } = observation;
      return {
        ...seen,
        url: upgrade.url ?? observation.url,
        target: upgrade.target ?? observation.target,
        unwatchedSince: null,
        snapshots: [...upgrade.snapshots, { at, readyState, protocol, extensions, bufferedAmount }].slice(
          -MOST_SNAPSHOTS,
        ),
      };
    }
    case "socket-message":
      return { ...seen, url: upgrade.url ?? observation.url };
    case "paused":
      return { ...upgrade, ...paused(upgrade), unwatchedSince: upgrade.seenBy.network ? null : observation.at };
    case "logged":
      return addLogged(seen, observation);
    case "classified":
      return { ...seen, kind: observation.kind };
    case "body":
      return {
        ...seen,
        unwatchedSince: null,
        exchange: withPiece(exchangeOf(upgrade), observation.at, observation.bytes),
      };
    case "established": {
      const exchange = exchangeOf(upgrade);
      const establishedAt = exchange.establishedAt ?? observation.at;
      return { ...seen, exchange: { ...exchange, established: true, establishedAt } };
    }
    case "request-ended": {
      const { at, end, message, corsError = null } = observation;
      const exchange = exchangeOf(upgrade);
      return {
        ...seen,
        exchange: { ...exchange, end: exchange.end ?? end, corsError: exchange.corsError ?? corsError },
        error: upgrade.error ?? (message === null ? null : { message, at, monotonicSeconds: null }),
        closedAt: earliest(upgrade.closedAt, at),
        ended: upgrade.ended ?? "closed",
      };
    }
  }
}

/**
 * Counts messages that the debugger reported: as `reduce` does with one, for many of one connection at once.
 *
 * @param batch each reported once
 */
export function addLive(upgrade: Upgrade, batch: readonly Message[]): Upgrade {
  if (batch.length === 0) return upgrade;
  return {
    ...upgrade,
    countedByDebugger: countMessages(upgrade.countedByDebugger, batch),
    debuggerHead: headOf(upgrade.debuggerHead, batch),
    application: addControls(upgrade.application, batch),
    unwatchedSince: null,
  };
}

/**
 * The network log goes on alone: it knows these messages too, so its next poll replaces the sum, unless it is behind. Where
 * the two overlap by more than is remembered, the sum is too high, and what the log has is at least no lie.
 */
function paused(upgrade: Upgrade): Partial<Upgrade> {
  const { countedByDebugger, countedByLog, logTail, logLength } = upgrade;
  if (countedByDebugger === noMessages) return {};
  const before = countedBefore(upgrade);
  const isBeyondTail = logTail.length === LOGGED_TAIL && countOf(countedByLog) - countOf(before) === LOGGED_TAIL;
  const sum = isBeyondTail ? countedByLog : joinMessages(before, countedByDebugger);
  return {
    countedByLog: sum,
    logTail: countOf(countedByDebugger) === 0 ? logTail : [],
    logLength: Math.max(logLength, countOf(sum)),
    // Known as opened by its messages, though none is counted here any more.
    countedByDebugger: { ...noMessages },
    debuggerHead: [],
  };
}

/**
 * Marks the end of live counting in what one source says.
 *
 * @param whole what all sources say: what was counted until now is never less than this
 * @param at epoch milliseconds
 */
export function pauseWith(facts: Upgrade, whole: Upgrade, at: number): Upgrade {
  const counted = facts.countedByDebugger === noMessages ? {} : paused(whole);
  return { ...facts, ...counted, unwatchedSince: at };
}

function addLogged(upgrade: Upgrade, entry: Logged): Upgrade {
  const error = entry.error ?? null;
  const sent = isSent(upgrade, entry);
  const client = upgrade.client ?? entry.client;
  const network = fullerNetwork(upgrade.network, entry.network);
  return {
    ...upgrade,
    ...kindOf(upgrade, entry),
    url: upgrade.url ?? entry.url,
    initiator: upgrade.initiator ?? entry.initiator,
    createdAt: upgrade.createdAt ?? (factsOf(entry.kind).datedBy === "request" ? null : entry.startedAt),
    request: sent ? laterRequest(upgrade.request, requestOf(entry)) : upgrade.request,
    requestsSent: Math.max(upgrade.requestsSent, sent ? 1 : 0),
    response: upgrade.response ?? (entry.response === null ? null : { ...entry.response, at: null }),
    error: upgrade.error ?? error,
    closedAt: upgrade.closedAt ?? entry.finishedAt,
    ended: upgrade.ended ?? (entry.finished ? "closed" : null),
    close: upgrade.close ?? entry.close ?? null,
    fromFile: upgrade.fromFile || entry.fromFile,
    unwatchedSince: entry.isUnsure && !upgrade.seenBy.debugger ? (upgrade.unwatchedSince ?? entry.at) : null,
    logsMessages: entry.logsMessages || upgrade.logsMessages === true,
    application: addControls(upgrade.application, entry.messages),
    ...recount(upgrade, entry, upgrade),
    ...(client === undefined ? {} : { client }),
    ...(network === undefined ? {} : { network }),
    ...(upgrade.isRefused || entry.isRefused ? { isRefused: true as const } : {}),
  };
}

/** The request of an entry, with its request line where the log's writer saw it. */
function requestOf({ requestHeaders, startedAt, method, httpVersion }: Logged): NonNullable<Upgrade["request"]> {
  return {
    headers: requestHeaders,
    at: startedAt,
    ...(method === undefined ? {} : { method }),
    ...(httpVersion === undefined ? {} : { httpVersion }),
  };
}

/** The kind of what was announced or logged, and how it was asked for: told once, by whichever source knows. */
function kindOf({ kind, exchange }: Upgrade, observation: Created | Logged): Pick<Upgrade, "kind" | "exchange"> {
  if (observation.exchange === null) return { kind, exchange };
  return exchange === null
    ? { kind: observation.kind, exchange: observation.exchange }
    : { kind, exchange: withLearned(exchange, observation.exchange) };
}

/** What is observed of requests alone may come before their announcement: nothing of it is lost. */
function exchangeOf({ exchange }: Upgrade): Exchange {
  return exchange ?? newExchange("GET", null);
}

/** The log dates a request also while it waits to go out; the debugger, where it watches, knows when it did. */
function isSent({ seenBy }: Upgrade, entry: Logged): boolean {
  const { startedAt, kind, response, finished } = entry;
  // Some tools date no entry; what was answered had been sent.
  if (startedAt === null) return entry.fromFile && response !== null;
  // An entry of a file with neither a header nor a response shows that it was asked for, and nothing more.
  if (entry.fromFile && kind === "websocket" && response === null && entry.requestHeaders.length === 0) return false;
  if (factsOf(kind).datedBy === "request" || response !== null) return true;
  return !seenBy.debugger && (finished === null || hasHost(entry));
}

/** Until it goes out, Chrome shows a request's headers as the page's process made them; the network adds the host (docs/chromium.md#request-headers-before-sending). */
function hasHost({ requestHeaders }: Logged): boolean {
  return hasHeader(requestHeaders, "Host") || hasHeader(requestHeaders, ":authority");
}

/**
 * Counts what an entry of the log has before the debugger began to count. A poll tells everything again: it replaces the last
 * poll, never adds to it.
 *
 * @param before what the log said until now
 * @param counted what the debugger has counted of the same connection
 */
export function recount(
  { logLength }: Upgrade,
  { messages }: Logged,
  { debuggerHead, clockOffset }: Pick<Upgrade, "debuggerHead" | "clockOffset">,
): Partial<Upgrade> {
  // Fewer than before means that the log was cleared, not that messages were unsent.
  if (messages.length < logLength) return {};
  const before = messages.slice(0, overlapStart(messages, debuggerHead, clockOffset));
  return {
    countedByLog: countMessages(noMessages, before),
    logTail: before.slice(-LOGGED_TAIL),
    logLength: messages.length,
  };
}

/** The response repeats the request's headers, in wire order and with their repeats: better than what was told before. */
function requestAgain({ request }: Upgrade, headers: Headers | null): Upgrade["request"] {
  return headers === null || headers.length === 0 ? request : { headers, at: request?.at ?? null };
}

function sourceOf(observation: Observation): "debugger" | "network" {
  return observation.type === "logged" ? "network" : "debugger";
}

function earliest(a: number | null, b: number): number {
  return a === null ? b : Math.min(a, b);
}
