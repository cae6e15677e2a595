import type { IntermediaryResult, Timeout } from "../../intermediaries/intermediary.ts";
import { duration, type Words } from "../../text.ts";

/** A silence of this share of an intermediary's time-out is worth a look. */
export const NEAR = 0.5;

/** A timer of a recognized product that may end the connection. */
export interface Limit {
  readonly product: IntermediaryResult;
  readonly timeout: Timeout;
}

/** The time-outs of one kind of all recognized products, shortest first. */
export function limitsOf(intermediaries: readonly IntermediaryResult[], kind: Timeout["kind"]): Limit[] {
  return intermediaries
    .flatMap((product) => product.timeouts.map((timeout) => ({ product, timeout })))
    .filter(({ timeout }) => timeout.kind === kind)
    .sort((a, b) => a.timeout.milliseconds - b.timeout.milliseconds);
}

/** "ends a silent connection after 1 min by default; the operator may have changed that", as sure as its source is. */
export function limitWords({ milliseconds, kind, counts, fixed, reported }: Timeout): Words {
  const silent = counts === "server" ? "a connection on which the server is silent" : "an idle connection";
  const what = kind === "idle" ? silent : "every connection";
  if (fixed) return `ends ${what} after ${duration(milliseconds)}, which cannot be raised`;
  return reported
    ? `is reported to end ${what} after about ${duration(milliseconds)}; its documentation gives none for WebSockets`
    : `ends ${what} after ${duration(milliseconds)} by default; the operator may have changed that`;
}

/** What keeps an idle connection open: a heartbeat, and a longer wait where the limit can be raised or is not known. */
export function longerOrHeartbeat(limit: Limit | undefined): Words {
  const heartbeat = "Send a heartbeat before the timeout, ideally pings from the server";
  return limit?.timeout.fixed === true ? `${heartbeat}.` : `${heartbeat}, or let the product wait longer.`;
}

/**
 * A measured time as people would name it: timers fire a few milliseconds early or late.
 *
 * @param milliseconds as measured
 */
export function about(milliseconds: number): Words {
  const step = milliseconds < 10_000 ? 100 : 1000;
  return duration(Math.round(milliseconds / step) * step);
}
