import { factsOf } from "../../kinds/registry.ts";
import type { Upgrade } from "../../upgrade.ts";
import { keyOf } from "./key.ts";
import type { Link } from "./link.ts";

/** Milliseconds within which two dates are of one start for sure: the log prints whole ones. */
const SURE_MS = 5;

/**
 * Milliseconds by which two dates of one start may differ: each session takes the time of a request for itself, and a busy machine
 * may give the second one its turn later (docs/chromium.md#request-dates). The bound is a guess with room. Two requests of one URL
 * that begin so shortly one after the other have two records in each source, and the nearest are linked.
 */
const APART_MS = 50;

/** Without a key (HTTP/2, and ordinary requests) the moment of the request decides. */
export const byStart: Link = {
  id: "start",
  because:
    "two requests of one URL that go out within 50 ms and have no key are one if no other is nearer: each session dates a request for itself",
  apart: (debuggers, logs) => {
    const between = distance(debuggers, logs);
    return between !== null && between < APART_MS ? between : null;
  },
  isSure: (apart) => apart < SURE_MS,
  denies: (debuggers, logs) => (distance(debuggers, logs) ?? 0) >= APART_MS,
};

function distance(debuggers: Upgrade, logs: Upgrade): number | null {
  const [one, other] = [startOf(debuggers), startOf(logs)];
  if (one === null || other === null || keyOf(debuggers) !== null || keyOf(logs) !== null) return null;
  return Math.abs(one - other);
}

/** The log dates a socket by its request, and an ordinary request by the page's wish for it: it may wait before it goes out. */
function startOf({ kind, createdAt, request }: Upgrade): number | null {
  return (factsOf(kind).datedBy === "request" ? null : createdAt) ?? request?.at ?? null;
}
