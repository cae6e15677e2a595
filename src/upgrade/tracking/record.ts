import { combine } from "../combine.ts";
import { countOf } from "../counts/messages.ts";
import { factsOf } from "../kinds/registry.ts";
import type { Logged } from "../observation.ts";
import { newUpgrade, type Upgrade } from "../upgrade.ts";

/** Who says something: the debugger, DevTools' network log, or a live socket of the page. */
export type Source = "debugger" | "network" | "socket";

/** What one source says under one name. */
export interface SourceRecord {
  readonly name: string;
  readonly source: Source;
  /** Reduced from this source's own observations. */
  readonly facts: Upgrade;
  /** Time of the last report, epoch milliseconds; for the log, the beginning of the poll. */
  readonly reportedAt: number;
  /** Of an entry of the log, what of it can change: a poll reports everything again, and most of it is as it was. */
  readonly mark?: string;
}

/** What of an entry of the log can change from poll to poll, and what the debugger counted of it. */
export function markOf(entry: Logged, counted: Upgrade | undefined): string {
  const { messages, response, error, finished, finishedAt, startedAt, requestHeaders, isUnsure, exchange, network } =
    entry;
  return JSON.stringify([
    messages.length,
    messages.at(-1)?.at,
    response?.status,
    response?.headers.length,
    error,
    finished,
    finishedAt,
    startedAt,
    requestHeaders.length,
    isUnsure,
    exchange,
    network,
    counted?.debuggerHead[0]?.at ?? null,
    counted?.clockOffset ?? 0,
    counted?.isCountedFromStart ?? false,
    counted === undefined ? 0 : countOf(counted.countedByDebugger),
  ]);
}

/**
 * What all sources say of one connection.
 *
 * @param records of its names
 * @param isSure whether a live socket can be no other connection's
 */
export function viewOf(id: string, records: readonly SourceRecord[], isSure: (socket: string) => boolean): Upgrade {
  const isWaiting = records.some(isAnnouncedRequest);
  const isSeat = records.some(({ source }) => source !== "socket");
  let view: Upgrade | null = null;
  for (const record of records) {
    let { facts } = record;
    // The log dates an ordinary request also while it waits to go out; the debugger knows when it did.
    if (isWaiting && record.source === "network" && facts.response === null)
      facts = { ...facts, request: null, requestsSent: 0 };
    // As long as it may be another one of that URL, its place is not taken for the connection's.
    if (record.source === "socket" && isSeat && !isSure(record.name)) facts = { ...facts, target: null };
    view = view === null ? facts : combine(view, facts);
  }
  return { ...(view ?? newUpgrade(id)), id };
}

function isAnnouncedRequest({ source, facts }: SourceRecord): boolean {
  const { kind, createdAt, request } = facts;
  return source === "debugger" && factsOf(kind).datedBy !== "request" && createdAt !== null && request === null;
}

/** Whether DevTools' log may have what lives there: it has no session with a shared worker (docs/chromium.md#log-entries). */
export function mayBeLogged({ target }: Pick<Upgrade, "target">): boolean {
  return target !== "shared-worker";
}

/** Whether nothing was ever seen of a handshake. */
export function isUnannounced({ request, response, createdAt, blocked }: Upgrade): boolean {
  return request === null && response === null && createdAt === null && blocked === null;
}
