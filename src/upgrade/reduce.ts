import { MOST_SNAPSHOTS } from "./combine.ts";
import { addLive, forgetStart, pausedCounts } from "./counts/both-sources.ts";
import { type Exchange, newExchange, withPiece } from "./http/exchange.ts";
import type { Headers } from "./http/headers.ts";
import { factsOf } from "./kinds/registry.ts";
import type { Closed, Observation } from "./observation.ts";
import { addLogged, kindOf, stackOf } from "./reduce-logged.ts";
import { newUpgrade, type Upgrade } from "./upgrade.ts";

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
        ...stackOf(upgrade, observation),
        createdAt: earliest(upgrade.createdAt ?? upgrade.request?.at ?? null, observation.at),
        ...(before === undefined && factsOf(observation.kind).datedBy === "request"
          ? { isCountedFromStart: true }
          : {}),
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
      return addLive({ ...seen, ...watched(upgrade, observation.watchedSince, observation.at) }, [observation.message]);
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
      // A page in the back/forward cache (bfcache) closes its sockets when it comes again: what had ended them is known already.
      return {
        ...seen,
        closedAt: earliest(upgrade.closedAt, observation.at),
        ended: upgrade.ended ?? "closed",
        ...unsentEndOf(upgrade, observation),
      };
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
    case "located":
      return { ...seen, target: upgrade.target ?? observation.target };
    case "socket-state": {
      const { at, readyState, protocol, extensions, bufferedAmount } = observation;
      return {
        ...seen,
        url: upgrade.url ?? observation.url,
        target: upgrade.target ?? observation.target,
        unwatchedSince: null,
        ...watched(upgrade, observation.watchedSince),
        snapshots: [...upgrade.snapshots, { at, readyState, protocol, extensions, bufferedAmount }].slice(
          -MOST_SNAPSHOTS,
        ),
      };
    }
    case "socket-message":
      return { ...seen, url: upgrade.url ?? observation.url };
    case "paused":
      return {
        ...forgetStart(upgrade),
        ...pausedCounts(upgrade),
        unwatchedSince: upgrade.seenBy.network ? null : observation.at,
      };
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
 * Remembers since when the debugger watches: what came before was not counted.
 *
 * @param since when its session began, epoch milliseconds; undefined: not reported
 * @param heardAt when it heard of something
 */
export function watched({ watchedSince }: Upgrade, since: number | undefined, heardAt = since): Partial<Upgrade> {
  if (since === undefined) return {};
  return { watchedSince: Math.min(watchedSince ?? since, since, heardAt ?? since) };
}

/** An announced connection whose request was never sent has no other date that both sources report. */
function unsentEndOf({ createdAt, request, response, unsentEnd }: Upgrade, { monotonicSeconds }: Closed) {
  const isUnsent = createdAt !== null && request === null && response === null;
  return isUnsent && unsentEnd === undefined && monotonicSeconds !== undefined ? { unsentEnd: monotonicSeconds } : {};
}

/** What is observed of requests alone may come before their announcement: nothing of it is lost. */
function exchangeOf({ exchange }: Upgrade): Exchange {
  return exchange ?? newExchange("GET", null);
}

/** The response repeats the request's headers, in wire order and with their repeats: better than what was reported before. */
function requestAgain({ request }: Upgrade, headers: Headers | null): Upgrade["request"] {
  return headers === null || headers.length === 0 ? request : { headers, at: request?.at ?? null };
}

function sourceOf(observation: Observation): "debugger" | "network" {
  return observation.type === "logged" ? "network" : "debugger";
}

function earliest(a: number | null, b: number): number {
  return a === null ? b : Math.min(a, b);
}
