import * as v from "valibot";
import type { RequestEnd } from "../../upgrade/http/exchange.ts";

const Timings = v.object({
  blocked: v.fallback(v.number(), -1),
  wait: v.fallback(v.number(), 0),
  receive: v.fallback(v.number(), 0),
  dns: v.fallback(v.number(), -1),
  connect: v.fallback(v.number(), -1),
  ssl: v.fallback(v.number(), -1),
  send: v.fallback(v.number(), -1),
});

/**
 * The times of a HAR entry, in milliseconds; Firefox leaves them out of a request that has no response yet
 * (docs/firefox.md#pending). Of a WebTransport Chrome reports everything by them (docs/chromium.md#web-transport-log): the
 * whole wait stands in `blocked` until it is established, and `receive` is how long it lasted from then on.
 */
export const HarTimings = v.fallback(
  v.pipe(
    v.record(v.string(), v.unknown()),
    v.transform((raw) => ({ ...v.parse(Timings, raw), isEmpty: Object.keys(raw).length === 0 })),
  ),
  { blocked: -1, wait: 0, receive: 0, dns: -1, connect: -1, ssl: -1, send: -1, isEmpty: true },
);

/** What our own export says of a WebTransport, whose entry's times are none of the browser's. */
export const OwnExchange = v.object({
  established: v.optional(v.nullable(v.boolean()), null),
  end: v.nullable(v.picklist(["finished", "canceled", "failed"])),
});

/** What of an entry describes a WebTransport's life. */
interface TransportEntry {
  readonly _resourceType?: string | undefined;
  readonly startedDateTime: string;
  readonly timings: Pick<v.InferOutput<typeof Timings>, "blocked" | "wait" | "receive">;
  readonly _upgrades?:
    | { readonly observed: { readonly exchange?: v.InferOutput<typeof OwnExchange> | null | undefined } | null }
    | undefined;
}

/** What the times of an entry say about a WebTransport. */
export interface TransportLife {
  readonly established: boolean;
  /** null: it is not over. */
  readonly end: Extract<RequestEnd, "finished" | "failed"> | null;
  /** How long it was established before it ended, in milliseconds; null: it was not, or has not ended. */
  readonly lastedMs: number | null;
  /** When it was asked for, in seconds of the browser's monotonic clock, cut to whole milliseconds; null: not reported. */
  readonly monotonicSeconds: number | null;
}

/** The length that DevTools gives to what is established and has not ended, so that it has one at all, in milliseconds. */
const OPEN_MS = 1;

/** Largest rounding error of adding and subtracting times of a computer that has run for long, in milliseconds. */
const ROUNDING_MS = 0.0005;

/**
 * Reads a WebTransport's life from its entry.
 *
 * @param isChromes false: the log of a tool that counts otherwise
 * @returns null when it is no WebTransport's, or says nothing of it
 */
export function lifeIn(entry: TransportEntry, isChromes = true): TransportLife | null {
  if (entry._resourceType !== "webtransport" || !isChromes) return null;
  if (entry._upgrades === undefined) return lifeByTimes(entry);
  const { established = null, end = null } = entry._upgrades.observed?.exchange ?? {};
  return established === null || end === "canceled"
    ? null
    : { established, end, lastedMs: null, monotonicSeconds: null };
}

function lifeByTimes({ startedDateTime, timings: { blocked, wait, receive } }: TransportEntry): TransportLife {
  // Its start on the monotonic clock, which Chrome prints as if it were a date.
  const started = Date.parse(startedDateTime);
  const monotonicSeconds = started > 0 ? started / 1000 : null;
  if (wait <= 0 && receive <= 0) {
    return { established: false, end: blocked >= 0 ? "failed" : null, lastedMs: null, monotonicSeconds };
  }
  const isOpen = Math.abs(receive - OPEN_MS) < ROUNDING_MS;
  return { established: true, end: isOpen ? null : "finished", lastedMs: isOpen ? null : receive, monotonicSeconds };
}

const Started = v.object({ _resourceType: v.literal("webtransport"), startedDateTime: v.string() });

/**
 * When the newest WebTransport of a log was asked for.
 *
 * @param entries of the log; not trusted
 * @returns seconds of the browser's monotonic clock; 0: it has none
 */
export function newestTransport(entries: readonly unknown[]): number {
  return entries.reduce<number>((newest, entry) => {
    const started = v.is(Started, entry) ? Date.parse(entry.startedDateTime) : 0;
    return started > 0 ? Math.max(newest, started / 1000) : newest;
  }, 0);
}
