import { factsOf } from "../../kinds/registry.ts";
import type { Upgrade } from "../../upgrade.ts";
import { keyOf } from "./key.ts";
import type { Link } from "./link.ts";

/** Milliseconds by which two dates of one start may differ: the log prints whole ones. */
const APART_MS = 5;

/**
 * Milliseconds by which they may differ where each session takes the time of a socket's request for itself: a busy machine may
 * give the second one its turn later. The bound is a guess with room. Two sockets of one URL that begin so shortly one after the
 * other have two records in each source, and the nearest are linked.
 */
const SOCKETS_APART_MS = 50;

/** Without a key (HTTP/2, and ordinary requests) the moment of the request decides. */
export const byStart: Link = {
  id: "start",
  because:
    "two requests of one URL that go out within 5 ms (sockets: 50 ms) and have no key are one: the log prints whole milliseconds, and each session dates a socket's request for itself",
  apart: (debuggers, logs) => {
    const between = distance(debuggers, logs);
    return between !== null && between < mostApart(debuggers) ? between : null;
  },
  isSure: (apart) => apart < APART_MS,
  denies: (debuggers, logs) => (distance(debuggers, logs) ?? 0) >= mostApart(debuggers),
};

function mostApart({ kind }: Upgrade): number {
  return factsOf(kind).datedBy === "request" ? SOCKETS_APART_MS : APART_MS;
}

function distance(debuggers: Upgrade, logs: Upgrade): number | null {
  const [one, other] = [startOf(debuggers), startOf(logs)];
  if (one === null || other === null || keyOf(debuggers) !== null || keyOf(logs) !== null) return null;
  return Math.abs(one - other);
}

/** The log dates a socket by its request, and an ordinary request by the page's wish for it: it may wait before it goes out. */
function startOf({ kind, createdAt, request }: Upgrade): number | null {
  return (factsOf(kind).datedBy === "request" ? null : createdAt) ?? request?.at ?? null;
}
