import * as v from "valibot";
import { headerValue } from "../../upgrade/http/headers.ts";
import { factsOf } from "../../upgrade/kinds/registry.ts";
import type { Logged } from "../../upgrade/observation.ts";

/** What of a raw entry is compared from poll to poll. */
const Compared = v.object({
  request: v.object({ url: v.string() }),
  pageref: v.optional(v.string()),
  time: v.optional(v.number()),
});

/** One entry of one poll. */
export interface LogEntry {
  /** As DevTools gave it. */
  readonly raw: unknown;
  /** What it says of an upgrade or of what is tracked beside; null: it is another request. */
  readonly logged: Logged | null;
}

interface Named {
  readonly url: string;
  readonly pageref: string | undefined;
  /** What tells it from all others of its URL; null: it is another request, or its request has not gone out. */
  readonly mark: string | null;
  /** Whether its mark may be another one in the next poll. */
  readonly mayBeMarkedAnew: boolean;
  /** null: it is another request. */
  readonly sourceId: string | null;
}

/** An end that was reported before a poll has shown which entry it belongs to. */
interface PendingEnd {
  readonly mark: string;
  readonly url: string;
  readonly time: number | undefined;
  readonly logged: Logged;
  readonly pendingSince: number;
}

/**
 * Names for the entries of DevTools' network log that stay the same for an entry's whole life (docs/chromium.md#log-entries).
 * The log lists each connection once, and only adds at its end, so the place is the name; what the entry says changes: one
 * whose request has not gone out has neither start nor key. Only when the log was emptied, or put in another order by a
 * navigation that keeps it, what an entry says tells which one it was.
 */
export class LogNames {
  #entries: readonly Named[] = [];
  /** Refs that ends gave to entries which no poll had shown yet, by mark. */
  #claimed = new Map<string, { readonly sourceId: string; readonly at: number }>();
  #pendingEnds: readonly PendingEnd[] = [];
  /** Entries that the log has no more, though their ends may still be reported: it was cleared by hand. */
  #gone: readonly Named[] = [];
  #last = 0;

  /**
   * Names the entries of a poll.
   *
   * @param entries all of the log, in its order
   * @param polledAt when the poll began, milliseconds by a clock that nobody sets
   * @returns those that are tracked, under their lasting names, with the ends that were waiting for them
   */
  name(entries: readonly LogEntry[], polledAt: number): Logged[] {
    const before = this.#entries;
    const compared = entries.map(comparedOf);
    const isGoingOn = before.every((entry, i) => fits(entry, compared[i]));
    const known = isGoingOn ? before.map(({ sourceId }) => sourceId) : moved(before, compared);
    const isOnce = countOf(compared);
    const named: Logged[] = [];
    this.#entries = compared.map((entry, i) => {
      const { logged } = entries[i] ?? {};
      if (logged == null) return { ...entry, sourceId: null };
      const sourceId = known[i] ?? this.#takeClaimed(entry.mark) ?? this.#newSourceId();
      const end = this.#takeEnd(entry, isOnce);
      named.push({ ...(end ?? logged), sourceId });
      return { ...entry, sourceId };
    });
    if (!isGoingOn) {
      const isHere = new Set(known);
      this.#gone = [...this.#gone, ...before.filter(({ sourceId }) => sourceId !== null && !isHere.has(sourceId))];
    }
    // What came after the poll began may not be in it yet.
    for (const [mark, { at }] of this.#claimed) if (at < polledAt) this.#claimed.delete(mark);
    return [...named, ...this.#takeLost(polledAt)];
  }

  /** Forgets the entries that the log has no more, when nothing more will be reported of them. */
  forgetGone(): void {
    this.#gone = [];
  }

  /**
   * Names an entry whose end is reported.
   *
   * @param raw the entry as DevTools gave it
   * @param at milliseconds by the same clock as that of `name`
   * @returns null when only a poll can show which entry it is: `name` will have it
   */
  end(raw: unknown, logged: Logged, at: number): Logged | null {
    const mark = markOf(logged);
    if (mark === null) return null;
    const { url, time } = comparedOf({ raw, logged });
    const own = this.#entries.filter((entry) => entry.mark === mark);
    const [only, another] = own;
    if (only?.sourceId != null && another === undefined) return { ...logged, sourceId: only.sourceId };
    const mayBeKnown = this.#entries.some(
      (entry) => entry.sourceId !== null && entry.mayBeMarkedAnew && entry.url === url,
    );
    // Pages open several WebTransports in one millisecond, which the whole log alone tells apart.
    const isUnsure = factsOf(logged.kind).datedBy === "monotonic-clock" && only === undefined;
    if (another !== undefined || mayBeKnown || isUnsure || this.#claimed.has(mark)) {
      this.#pendingEnds = [...this.#pendingEnds, { mark, url, time, logged, pendingSince: at }];
      return null;
    }
    const gone = this.#takeGone(mark, url);
    if (gone !== null) return { ...logged, sourceId: gone };
    const sourceId = this.#newSourceId();
    this.#claimed.set(mark, { sourceId, at });
    return { ...logged, sourceId };
  }

  #takeClaimed(mark: string | null): string | null {
    if (mark === null) return null;
    const sourceId = this.#claimed.get(mark)?.sourceId ?? null;
    this.#claimed.delete(mark);
    return sourceId;
  }

  /** Those of one URL that waited, or may have been sent again without a key, are all alike: the first is as good as any. */
  #takeGone(mark: string, url: string): string | null {
    const own = this.#gone.find((entry) => entry.mark === mark);
    const gone = own ?? this.#gone.find((entry) => entry.mayBeMarkedAnew && !isKeyed(entry) && entry.url === url);
    this.#gone = this.#gone.filter((entry) => entry !== gone);
    return gone?.sourceId ?? null;
  }

  #takeEnd({ mark, time }: Compared, isOnce: (mark: string) => boolean): Logged | null {
    if (mark === null) return null;
    const index = this.#pendingEnds.findIndex((end) => end.mark === mark && (isOnce(mark) || end.time === time));
    if (index < 0) return null;
    const end = this.#pendingEnds[index];
    this.#pendingEnds = this.#pendingEnds.filter((_, i) => i !== index);
    return end?.logged ?? null;
  }

  /** Ends of entries that are in the log no more. */
  #takeLost(polledAt: number): Logged[] {
    const lost = this.#pendingEnds.filter(({ pendingSince }) => pendingSince < polledAt);
    this.#pendingEnds = this.#pendingEnds.filter(({ pendingSince }) => pendingSince >= polledAt);
    return lost.map(({ mark, url, logged }) => ({
      ...logged,
      sourceId: this.#takeGone(mark, url) ?? this.#newSourceId(),
    }));
  }

  #newSourceId(): string {
    return `network:${++this.#last}`;
  }
}

interface Compared extends Omit<Named, "sourceId"> {
  readonly time: number | undefined;
}

function comparedOf({ raw, logged }: LogEntry): Compared {
  const read = v.safeParse(Compared, raw);
  const mark = logged === null ? null : markOf(logged);
  const mayBeMarkedAnew = logged !== null && (mark === null || maySendAgain(logged));
  if (!read.success) return { url: "", pageref: undefined, mark, mayBeMarkedAnew, time: undefined };
  const { request, pageref, time } = read.output;
  return { url: request.url, pageref, mark, mayBeMarkedAnew, time };
}

/** A socket's request may go out again, and the entry is then dated, and has the key, of the last try (docs/chromium.md#sent-again). */
function maySendAgain({ kind, startedAt, response, error, finished }: Logged): boolean {
  const isUnanswered = response === null && error == null && finished !== true;
  return factsOf(kind).datedBy === "request" && startedAt !== null && isUnanswered;
}

/** What an entry has that no other one of the log has, or hardly ever; null as long as its request has not gone out. */
function markOf({ url, requestHeaders, startedAt, error, unsentEnd, exchange }: Logged): string | null {
  const key = headerValue(requestHeaders, "Sec-WebSocket-Key");
  if (key !== null) return `key ${key}`;
  if (startedAt !== null) return `${url} at ${startedAt}`;
  const failedAt = error?.monotonicSeconds ?? unsentEnd;
  if (failedAt !== undefined) return `${url} failed ${failedAt}`;
  return exchange?.monotonicSeconds == null ? null : `${url} asked ${exchange.monotonicSeconds}`;
}

/** Whether an entry may be, in the next poll, what it was: a mark may come, and a request be sent again. */
function fits(before: Named, now: Compared | undefined): boolean {
  if (now === undefined || now.url !== before.url || now.pageref !== before.pageref) return false;
  if (now.mark === before.mark || before.mark === null) return true;
  return now.mark !== null && (before.mayBeMarkedAnew || !isKeyed(before));
}

function isKeyed({ mark }: Pick<Named, "mark">): boolean {
  return mark?.startsWith("key ") === true;
}

/** The refs of a log that was emptied or put in another order: by mark, and by order where the old ones were kept. */
function moved(before: readonly Named[], now: readonly Compared[]): (string | null)[] {
  const settled = before.filter(({ mayBeMarkedAnew, sourceId }) => sourceId !== null && !mayBeMarkedAnew);
  const isThere = new Set(now.map(({ mark }) => mark));
  const isKept = settled.length > 0 && settled.every(({ mark }) => isThere.has(mark));
  const left = before.filter(({ mark, sourceId }) => sourceId !== null && (mark !== null || isKept));
  const take = (isIt: (entry: Named) => boolean): string | null => {
    const index = left.findIndex(isIt);
    return index < 0 ? null : (left.splice(index, 1)[0]?.sourceId ?? null);
  };
  const marked = now.map(({ mark }) => (mark === null ? null : take((entry) => entry.mark === mark)));
  return now.map(({ url, mark, pageref }, i) => {
    const isAlike = (entry: Named) => entry.mayBeMarkedAnew && entry.url === url && entry.pageref === pageref;
    if (mark === null) return take((entry) => entry.mark === null && isAlike(entry));
    return marked[i] ?? (isKept ? take(isAlike) : null);
  });
}

function countOf(compared: readonly Compared[]): (mark: string) => boolean {
  const counts = new Map<string, number>();
  for (const { mark } of compared) if (mark !== null) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  return (mark) => counts.get(mark) === 1;
}
