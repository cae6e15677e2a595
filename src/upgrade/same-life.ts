import { isSameApplication } from "./application/part.ts";
import type { Exchange } from "./http/exchange.ts";
import { stateOf, wasOpened } from "./state.ts";
import type { Upgrade } from "./upgrade.ts";

/** Fields that show how a connection came to be, how it stands and how it ended. */
export const LIFE_FIELDS = [
  "kind",
  "url",
  "target",
  "initiator",
  "stack",
  "createdAt",
  "request",
  "requestsSent",
  "response",
  "error",
  "closedAt",
  "ended",
  "unsentEnd",
  "close",
  "blocked",
  "logsMessages",
  "unwatchedSince",
  "fromFile",
  "client",
  "network",
  "isSchemeGuessed",
  "path",
  "isRefused",
] as const satisfies readonly (keyof Upgrade)[];

/** The same of a request or a WebTransport: all but its body, which grows with every piece. */
export const LIFE_FIELDS_OF_EXCHANGE = [
  "method",
  "by",
  "protocol",
  "established",
  "establishedAt",
  "monotonicSeconds",
  "end",
  "corsError",
] as const satisfies readonly (keyof Exchange)[];

/**
 * Whether two forms of one connection differ in what passed on it alone: messages, pieces, and how full its buffer was. All
 * that is said of the other connections of a capture, and which rows a list shows, depends on lives only.
 *
 * @param a,b of one id; facts that did not change are the same objects in both, as the reducer leaves them
 */
export function isSameLife(a: Upgrade, b: Upgrade): boolean {
  if (a === b) return true;
  return (
    LIFE_FIELDS.every((field) => a[field] === b[field]) &&
    isSameExchange(a.exchange, b.exchange) &&
    a.seenBy.debugger === b.seenBy.debugger &&
    a.seenBy.network === b.seenBy.network &&
    a.snapshots.at(-1)?.readyState === b.snapshots.at(-1)?.readyState &&
    a.snapshots.at(-1)?.protocol === b.snapshots.at(-1)?.protocol &&
    // Messages show that a connection is open whose handshake nobody saw.
    stateOf(a) === stateOf(b) &&
    isSameApplication(a.application, b.application) &&
    wasOpened(a) === wasOpened(b) &&
    (b.closedAt === null || isSameSilence(a, b))
  );
}

function isSameExchange(a: Exchange | null, b: Exchange | null): boolean {
  if (a === null || b === null) return a === b;
  return LIFE_FIELDS_OF_EXCHANGE.every((field) => a[field] === b[field]);
}

/** The silence before an end points to timeouts; the log may know of later messages than the debugger counted. */
function isSameSilence(a: Upgrade, b: Upgrade): boolean {
  return a.countedByDebugger.lastAt === b.countedByDebugger.lastAt && a.countedByLog.lastAt === b.countedByLog.lastAt;
}
