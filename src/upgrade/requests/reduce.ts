import type { Created, Logged } from "../observation.ts";
import type { Upgrade } from "../upgrade.ts";
import { type Exchange, newExchange } from "./exchange.ts";
import type { RequestObservation } from "./observation.ts";

/**
 * What an upgrade is after one more observation that only requests and WebTransports have.
 *
 * @param upgrade of any kind: an observation that does not fit loses nothing
 */
export function reduceRequest(upgrade: Upgrade, observation: RequestObservation): Upgrade {
  const exchange = upgrade.exchange ?? newExchange("GET", null);
  const { at } = observation;
  switch (observation.type) {
    case "classified":
      return { ...upgrade, kind: observation.kind };
    case "body":
      return { ...upgrade, unwatchedSince: null, exchange: withBytes(exchange, at, observation.bytes) };
    case "established":
      return {
        ...upgrade,
        exchange: { ...exchange, established: true, establishedAt: exchange.establishedAt ?? at },
      };
    case "request-ended": {
      const { end, message, corsError = null } = observation;
      return {
        ...upgrade,
        exchange: { ...exchange, end: exchange.end ?? end, corsError: exchange.corsError ?? corsError },
        error: upgrade.error ?? (message === null ? null : { message, at, ticks: null }),
        closedAt: upgrade.closedAt === null ? at : Math.min(upgrade.closedAt, at),
        ended: upgrade.ended ?? "closed",
      };
    }
  }
}

/** The kind of what was announced or logged, and how it was asked for: told once, by whichever source knows. */
export function kindOf(upgrade: Upgrade, { kind, exchange }: Created | Logged): Pick<Upgrade, "kind" | "exchange"> {
  if (kind === undefined || exchange === undefined) return { kind: upgrade.kind, exchange: upgrade.exchange };
  const known = upgrade.exchange;
  if (known === null) return { kind, exchange };
  return {
    kind: upgrade.kind,
    exchange: {
      ...known,
      protocol: known.protocol ?? exchange.protocol,
      end: known.end ?? exchange.end,
      // What was once established has been, whatever a look says that began before.
      established: known.established === true || (exchange.established ?? known.established),
      establishedAt: known.establishedAt ?? exchange.establishedAt,
      ticks: known.ticks ?? exchange.ticks,
    },
  };
}

function withBytes(exchange: Exchange, at: number, bytes: number): Exchange {
  const { pieces, bytes: before, firstAt, lastAt } = exchange.body;
  return {
    ...exchange,
    body: {
      pieces: pieces + 1,
      bytes: before + bytes,
      firstAt: firstAt === null ? at : Math.min(firstAt, at),
      lastAt: lastAt === null ? at : Math.max(lastAt, at),
    },
  };
}
