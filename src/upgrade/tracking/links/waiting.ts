import { factsOf } from "../../kinds/registry.ts";
import type { Upgrade } from "../../upgrade.ts";
import type { SourceRecord } from "../record.ts";

/** Milliseconds by which DevTools' own log may be behind the debugger's news on a busy machine. */
const LOG_LAG_MS = 5000;

/**
 * Whether a WebSocket waits in both sources. What waits has no name but its URL: those of one URL are alike, and go out in
 * the order in which they were made, mostly. So this is an assignment until a key, a start or a failure knows better.
 *
 * @returns how well the two fit: the smaller, the better; null: not at all
 */
export function fitWhileWaiting(debuggers: SourceRecord, logs: SourceRecord): number | null {
  if (debuggers.facts.url !== logs.facts.url || !isWaiting(logs.facts)) return null;
  const [one, other] = [debuggers.facts.initiator, logs.facts.initiator];
  if (one !== null && other !== null && (one.line !== other.line || one.column !== other.column)) return null;
  if (isWaiting(debuggers.facts)) return 0;
  // A poll takes a while: what waited when it began may have been sent, or have failed, when it is reported.
  const wentOnAt = debuggers.facts.request?.at ?? debuggers.facts.error?.at ?? null;
  return wentOnAt !== null && wentOnAt > logs.reportedAt - LOG_LAG_MS ? 1 : null;
}

/** Whether the handshake request of a WebSocket has not gone out, nor failed. */
export function isWaiting({
  kind,
  request,
  response,
  error,
  ended,
  blocked,
  countedByDebugger,
  url,
}: Upgrade): boolean {
  return (
    factsOf(kind).datedBy === "request" &&
    url !== null &&
    request === null &&
    response === null &&
    error === null &&
    ended === null &&
    blocked === null &&
    countedByDebugger.firstAt === null
  );
}
