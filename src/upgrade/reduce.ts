import { countMessages, countOf, joinMessages, type Messages, noMessages } from "./counts/messages.ts";
import { headOf, overlapStart } from "./counts/overlap.ts";
import { type Headers, hasHeader } from "./http/headers.ts";
import type { Logged, Message, Observation } from "./observation.ts";
import { kindOf, reduceRequest } from "./requests/reduce.ts";
import { newUpgrade, type Upgrade } from "./upgrade.ts";

/** How many of the newest logged messages are remembered, as numbers, to find the ones that are counted live too. */
export const LOGGED_TAIL = 256;

/** How many looks at a live socket are kept. */
const LOOKS = 8;

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
    case "answered":
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
        error: upgrade.error ?? { message: observation.message, at: observation.at, ticks: observation.ticks },
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
        looks: [...upgrade.looks, { at, readyState, protocol, extensions, bufferedAmount }].slice(-LOOKS),
      };
    }
    case "paused":
      // The network log goes on alone: it knows these messages too, so its next look replaces the sum.
      return {
        ...upgrade,
        logged: joinMessages(upgrade.logged, upgrade.live),
        loggedTail: countOf(upgrade.live) === 0 ? upgrade.loggedTail : [],
        live: pausedFrom(upgrade.live),
        liveHead: [],
        unwatchedSince: upgrade.seenBy.network ? null : observation.at,
      };
    case "logged":
      return addLogged(seen, observation);
    case "classified":
    case "body":
    case "established":
    case "request-ended":
      return reduceRequest(seen, observation);
  }
}

/**
 * Counts messages that the debugger reported: as `reduce` does with one, for many of one connection at once.
 *
 * @param batch each reported once
 */
export function addLive(upgrade: Upgrade, batch: readonly Message[]): Upgrade {
  if (batch.length === 0) return upgrade;
  const live = countMessages(upgrade.live, batch);
  const liveHead = headOf(upgrade.liveHead, batch);
  const counted = { ...upgrade, live, liveHead };
  if (live.firstAt === upgrade.live.firstAt) return counted;
  return { ...counted, unwatchedSince: null, ...cut(counted) };
}

/**
 * Gives an upgrade what was counted live under a name that turned out to be its own.
 *
 * @param upgrade known by other means, counted by the log alone
 * @param counted the same connection as the debugger saw it
 */
export function joinLive(upgrade: Upgrade, counted: Upgrade): Upgrade {
  const joined: Upgrade = {
    ...upgrade,
    target: upgrade.target ?? counted.target,
    live: counted.live,
    liveHead: counted.liveHead,
    closedAt: upgrade.closedAt ?? counted.closedAt,
    ended: upgrade.ended ?? counted.ended,
    error: upgrade.error ?? counted.error,
    close: upgrade.close ?? counted.close,
    looks: upgrade.looks.length > 0 ? upgrade.looks : counted.looks,
    unwatchedSince: null,
    seenBy: { ...upgrade.seenBy, debugger: true },
  };
  return { ...joined, ...cut(joined) };
}

/** The debugger has begun to count: what the log's last look had counted from then on is taken back. */
function cut({ logged, loggedTail, liveHead, skew }: Upgrade): Pick<Upgrade, "logged" | "loggedTail"> {
  const start = overlapStart(loggedTail, liveHead, skew);
  if (start === loggedTail.length) return { logged, loggedTail };
  const twice = countMessages(noMessages, loggedTail.slice(start));
  const kept = loggedTail.slice(0, start);
  return { logged: subtract(logged, twice, kept.at(-1)?.at ?? logged.firstAt), loggedTail: kept };
}

function addLogged(upgrade: Upgrade, entry: Logged): Upgrade {
  const error = entry.error ?? null;
  const sent = isSent(upgrade, entry);
  return {
    ...upgrade,
    ...kindOf(upgrade, entry),
    url: upgrade.url ?? entry.url,
    initiator: upgrade.initiator ?? entry.initiator,
    // The log dates an ordinary request by the page's wish for it, and a socket by its request.
    createdAt: upgrade.createdAt ?? (entry.kind === undefined ? null : entry.startedAt),
    request: upgrade.request ?? (sent ? { headers: entry.requestHeaders, at: entry.startedAt } : null),
    requestsSent: Math.max(upgrade.requestsSent, sent ? 1 : 0),
    response: upgrade.response ?? (entry.response === null ? null : { ...entry.response, at: null }),
    error: upgrade.error ?? error,
    closedAt: upgrade.closedAt ?? entry.finishedAt,
    ended: upgrade.ended ?? (entry.finished ? "closed" : null),
    fromFile: upgrade.fromFile || entry.fromFile,
    unwatchedSince: entry.isUnsure && !upgrade.seenBy.debugger ? (upgrade.unwatchedSince ?? entry.at) : null,
    logsMessages: entry.logsMessages || upgrade.logsMessages === true,
    ...recount(upgrade, entry.messages),
  };
}

/** The log dates a request also while it waits to go out; the debugger, where it watches, knows when it did. */
function isSent({ seenBy }: Upgrade, entry: Logged): boolean {
  const { startedAt, kind, response, finished } = entry;
  if (startedAt === null) return false;
  if (kind === undefined || response !== null) return true;
  return !seenBy.debugger && (finished === null || hasHost(entry));
}

/** Until it goes out, Chrome shows a request's headers as the page's process made them; the network adds the host (docs/chromium.md#request-headers-before-sending). */
function hasHost({ requestHeaders }: Logged): boolean {
  return hasHeader(requestHeaders, "Host") || hasHeader(requestHeaders, ":authority");
}

/** A look at the log tells everything again: it replaces the last look, never adds to it. */
function recount(upgrade: Upgrade, messages: readonly Message[]): Pick<Upgrade, "logged" | "loggedTail"> {
  const { logged, loggedTail, liveHead, skew } = upgrade;
  const before = messages.slice(0, overlapStart(messages, liveHead, skew));
  // Fewer than before means that the log was cleared, not that messages were unsent; unless so many were counted live too
  // that the remembered ones were not enough to take them back.
  const wasCut = liveHead.length > 0 && loggedTail.length === 0;
  if (before.length < countOf(logged) && !wasCut) return { logged, loggedTail };
  return { logged: countMessages(noMessages, before), loggedTail: before.slice(-LOGGED_TAIL) };
}

/** Marks "was counted live" without a count, so that an upgrade known only by its messages stays known as opened. */
function pausedFrom(live: Messages): Messages {
  return live === noMessages ? noMessages : { ...noMessages };
}

function subtract(from: Messages, twice: Messages, lastAt: number | null): Messages {
  const minus = (key: "sent" | "received") => ({
    count: from[key].count - twice[key].count,
    bytes: from[key].bytes - twice[key].bytes,
    text: from[key].text - twice[key].text,
    binary: from[key].binary - twice[key].binary,
  });
  const rest = { ...from, sent: minus("sent"), received: minus("received"), lastAt };
  return countOf(rest) === 0 ? noMessages : rest;
}

/** The answer repeats the request's headers, in wire order and with their repeats: better than what was told before. */
function requestAgain(upgrade: Upgrade, headers: Headers | null): Upgrade["request"] {
  if (upgrade.request === null || headers === null || headers.length === 0) return upgrade.request;
  return { ...upgrade.request, headers };
}

function sourceOf(observation: Observation): "debugger" | "network" {
  return observation.type === "logged" ? "network" : "debugger";
}

function earliest(a: number | null, b: number): number {
  return a === null ? b : Math.min(a, b);
}
