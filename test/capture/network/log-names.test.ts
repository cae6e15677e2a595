import { describe, expect, it } from "vitest";
import { LogNames } from "../../../src/capture/network/log-names.ts";
import { HarEntries, readHarEntry } from "../../../src/sources/har/entries.ts";
import type { HarOptions } from "../../../src/sources/har/options.ts";
import { abandoned, closed, open, page, type RawEntry, refused, sent, unsent, waiting } from "./log-entries.ts";

const A = "ws://shop.test/a";
const B = "ws://shop.test/b";
const OPTIONS: HarOptions = { at: 0, fromFile: false, generation: 0 };

/** A log that is polled: every poll and every end is a moment later than the one before. */
class Log {
  readonly #names = new LogNames();
  #now = 0;

  /** The refs of the tracked entries, and whether each has ended. */
  poll(...raws: readonly RawEntry[]): (readonly [ref: string, ended: boolean])[] {
    return this.pollSince(++this.#now, ...raws);
  }

  pollSince(polledAt: number, ...raws: readonly RawEntry[]): (readonly [ref: string, ended: boolean])[] {
    const reader = new HarEntries(OPTIONS);
    const entries = raws.map((raw) => {
      const logged = reader.read(raw);
      return { raw, logged: logged !== null && logged !== "unreadable" && "sourceId" in logged ? logged : null };
    });
    return this.#names.name(entries, polledAt).map(({ sourceId, finished }) => [sourceId, finished === true]);
  }

  /** The ref under which an end is told; null: a poll has to tell. */
  end(raw: RawEntry): string | null {
    const logged = readHarEntry(raw, OPTIONS);
    if (logged === null || !("sourceId" in logged)) throw new Error("It is not tracked.");
    return this.#names.end(raw, logged, ++this.#now)?.sourceId ?? null;
  }

  forgetGone(): void {
    this.#names.forgetGone();
  }

  get now(): number {
    return this.#now;
  }
}

const sourceIds = (named: readonly (readonly [string, boolean])[]) => named.map(([sourceId]) => sourceId);

describe("names of log entries", () => {
  it("stay while a socket waits, is sent, is answered and ends", () => {
    const log = new Log();
    const first = sourceIds(log.poll(waiting(A), waiting(B)));
    expect(new Set(first).size).toBe(2);
    expect(sourceIds(log.poll(sent(A, "key a"), waiting(B)))).toEqual(first);
    expect(sourceIds(log.poll(open(A, "key a"), sent(B, "key b")))).toEqual(first);
    expect(sourceIds(log.poll(closed(A, "key a"), refused(B, "key b")))).toEqual(first);
    expect(sourceIds(log.poll(closed(A, "key a"), refused(B, "key b"), waiting(A))).slice(0, 2)).toEqual(first);
  });

  it("stay for those of one URL, of which a later one may go out first", () => {
    const log = new Log();
    const first = sourceIds(log.poll(waiting(A), waiting(A), waiting(A)));
    expect(sourceIds(log.poll(waiting(A), sent(A, "key 2"), waiting(A)))).toEqual(first);
    expect(sourceIds(log.poll(unsent(A, 12.5), open(A, "key 2"), sent(A, "key 3")))).toEqual(first);
  });

  it("stay where a request is sent again over HTTP/2", () => {
    const log = new Log();
    const first = sourceIds(log.poll(sent(A, null, "2026-11-29T08:00:00.000Z")));
    expect(sourceIds(log.poll(sent(A, null, "2026-11-29T08:00:00.250Z")))).toEqual(first);
  });

  it("give an end to the entry that a poll has shown with its key", () => {
    const log = new Log();
    const [a, b] = sourceIds(log.poll(sent(A, "key a"), sent(B, "key b")));
    expect(log.end(refused(B, "key b"))).toBe(b);
    expect(log.end(closed(A, "key a"))).toBe(a);
  });

  it("hold an end back while the entry may be one that waited, and give it to the right one in the next poll", () => {
    const log = new Log();
    const first = sourceIds(log.poll(waiting(A), waiting(A)));
    expect(log.end(refused(A, "key 2"))).toBeNull();
    expect(log.poll(waiting(A), { ...refused(A, "key 2"), timings: open(A, "").timings })).toEqual([
      [first[0], false],
      [first[1], true],
    ]);
  });

  it("stay where a request is sent again with another key, and its end is told before a poll shows it", () => {
    const log = new Log();
    const first = sourceIds(log.poll(open(B, "key b"), sent(A, "key 1")));
    expect(log.end(refused(A, "key 2"))).toBeNull();
    expect(log.poll(open(B, "key b"), refused(A, "key 2"))).toEqual([
      [first[0], false],
      [first[1], true],
    ]);
    const again = new Log();
    const names = sourceIds(again.poll(open(B, "key b"), sent(A, "key 1")));
    expect(sourceIds(again.poll(open(B, "key b"), sent(A, "key 2")))).toEqual(names);
    expect(sourceIds(again.poll(open(B, "key b"), open(A, "key 2"), sent(A, "key 3")))).toEqual([
      ...names,
      "network:3",
    ]);
    expect(again.end(closed(A, "key 2"))).toBe(names[1]);
  });

  it("are new where what was answered has another key: the log was emptied, and the page opened it again", () => {
    const log = new Log();
    const first = sourceIds(log.poll(open(A, "key 1")));
    expect(sourceIds(log.poll(open(A, "key 2")))).not.toEqual(first);
  });

  it("hold the end of a request without a key back that may have been sent again, and give it to its entry", () => {
    const log = new Log();
    const first = sourceIds(log.poll(sent(A, null, "2026-11-29T08:00:00.000Z"), sent(B, "key b")));
    const again = refused(A, null, "2026-11-29T08:00:00.250Z");
    expect(log.end(again)).toBeNull();
    expect(log.poll(again, sent(B, "key b"))).toEqual(first.map((sourceId, i) => [sourceId, i === 0]));
    expect(log.end(refused(B, "key b"))).toBe(first[1]);
  });

  it("find the end of such a request where the log was emptied before a poll could show it", () => {
    const log = new Log();
    const first = sourceIds(log.poll(sent(A, null, "2026-11-29T08:00:00.000Z")));
    expect(log.poll()).toEqual([]);
    expect(log.end(refused(A, null, "2026-11-29T08:00:00.250Z"))).toBe(first[0]);
  });

  it("stay where such a request was sent again and one that waited went out, and the log is in another order", () => {
    const log = new Log();
    const again = refused(A, null, "2026-11-29T08:00:00.250Z");
    const [b, a, waited] = sourceIds(
      log.poll(open(B, "key b"), sent(A, null, "2026-11-29T08:00:00.000Z"), waiting("ws://shop.test/c")),
    );
    expect(
      sourceIds(
        log.poll(page("https://shop.test/", "page_2"), again, sent("ws://shop.test/c", "key c"), open(B, "key b")),
      ),
    ).toEqual([a, waited, b]);
  });

  it("give the end of a request that was never sent to the one of its URL that waits no longer", () => {
    const log = new Log();
    const first = sourceIds(log.poll(waiting(A), waiting(A), waiting(B)));
    expect(log.end(abandoned(A, 12.5))).toBeNull();
    expect(log.poll(waiting(A), abandoned(A, 12.5), abandoned(B, 12.6))).toEqual(
      first.map((sourceId, i) => [sourceId, i > 0]),
    );
    expect(sourceIds(log.poll(sent(A, "key a"), abandoned(A, 12.5), abandoned(B, 12.6)))).toEqual(first);
    expect(log.end(abandoned(B, 12.6))).toBe(first[2]);
  });

  it("name an end that comes before any poll, and keep that name", () => {
    const log = new Log();
    const early = log.end(closed(A, "key a"));
    expect(early).not.toBeNull();
    expect(sourceIds(log.poll(closed(A, "key a"), open(B, "key b")))[0]).toBe(early);
  });

  it("keep such a name for the poll after one that had begun before the end", () => {
    const log = new Log();
    const began = log.now;
    const early = log.end(closed(A, "key a"));
    expect(log.pollSince(began)).toEqual([]);
    expect(sourceIds(log.poll(closed(A, "key a")))).toEqual([early]);
  });

  it("tell by their whole times which of two with one start has ended", () => {
    const log = new Log();
    const [one, other] = sourceIds(log.poll(open(A, null), open(A, null)));
    expect(one).not.toBe(other);
    expect(log.end(closed(A, null, 400))).toBeNull();
    expect(log.poll(closed(A, null, 300), closed(A, null, 400))).toEqual([
      [one, true],
      [other, true],
    ]);
  });

  it("are new after the log was emptied by a navigation, though the same page comes again", () => {
    const log = new Log();
    const first = sourceIds(log.poll(page("http://shop.test/", "page_1"), waiting(A, "page_1")));
    const second = sourceIds(log.poll(page("http://shop.test/", "page_2"), waiting(A, "page_2")));
    expect(second).toHaveLength(1);
    expect(second).not.toEqual(first);
  });

  it("stay where the log is kept over a navigation, which puts the new page first", () => {
    const log = new Log();
    const first = sourceIds(log.poll(open(A, "key a"), waiting(B), sent(A, "key 2")));
    const kept = log.poll(
      page("http://shop.test/", "page_1"),
      open(A, "key a"),
      waiting(B),
      sent(A, "key 2"),
      waiting(B, "page_1"),
    );
    expect(sourceIds(kept).slice(0, 3)).toEqual(first);
    expect(first).not.toContain(sourceIds(kept)[3]);
  });

  it("are remembered where the log was cleared by hand: ends are told all the same", () => {
    const log = new Log();
    const [a, b, c] = sourceIds(log.poll(open(A, "key a"), waiting(B), waiting(A)));
    expect(log.poll()).toEqual([]);
    expect(log.end(closed(A, "key a"))).toBe(a);
    expect(log.end(refused(B, "key b"))).toBe(b);
    log.forgetGone();
    expect(log.end(closed(A, "key c"))).not.toBe(c);
  });

  it("lose no end of an entry that was cleared before a poll could show it", () => {
    const log = new Log();
    const [a] = sourceIds(log.poll(waiting(A)));
    expect(log.end(refused(A, "key a"))).toBeNull();
    expect(log.poll()).toEqual([[a, true]]);
    expect(log.poll()).toEqual([]);
  });
});
