import { factsOf } from "../../kinds/registry.ts";
import type { Upgrade } from "../../upgrade.ts";
import type { Link } from "./link.ts";

/** Seconds by which two sources may date one event: each session takes the time for itself, the log cuts off microseconds. */
const APART = 0.005;

/**
 * Seconds by which they may date one failure of the same words: a busy machine may give the second session its turn later. The
 * bound is a guess with room. Two sockets of one URL that fail so shortly one after the other have two records in each source,
 * and the nearest are linked.
 */
const APART_IN_THE_SAME_WORDS = 0.05;

/** What has no date in the log is dated there by the browser's monotonic clock, as the debugger dates everything. */
export const byMonotonicTime: Link = {
  id: "monotonic-time",
  because:
    "a socket's request that was never sent, and every WebTransport, is dated in the log by the browser's monotonic clock alone, which the debugger gives too",
  apart: (debuggers, logs) => {
    const between = distance(debuggers, logs);
    if (between !== null) return between < mostApart(debuggers, logs) ? between : null;
    // A WebTransport that lacks the moment may be any of its URL.
    return isUndated(debuggers) && isUndated(logs) ? 0 : null;
  },
  isSure: (apart) => apart < APART,
  denies: (debuggers, logs) => (distance(debuggers, logs) ?? 0) >= mostApart(debuggers, logs),
};

function mostApart({ error: one }: Upgrade, { error: other }: Upgrade): number {
  return one != null && one.message === other?.message ? APART_IN_THE_SAME_WORDS : APART;
}

function distance(debuggers: Upgrade, logs: Upgrade): number | null {
  if (debuggers.kind !== logs.kind) return null;
  const [one, other] = [monotonicSecondsOf(debuggers), monotonicSecondsOf(logs)];
  return one === null || other === null ? null : Math.abs(one - other);
}

/** Seconds of the monotonic clock by which the log dates what has no date in it; null: not known. */
export function monotonicSecondsOf(upgrade: Upgrade): number | null {
  if (isUndated(upgrade)) return upgrade.exchange?.monotonicSeconds ?? null;
  return upgrade.error?.monotonicSeconds ?? upgrade.unsentEnd ?? null;
}

function isUndated({ kind }: Upgrade): boolean {
  return factsOf(kind).datedBy === "monotonic-clock";
}
