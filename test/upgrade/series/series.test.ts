import { describe, expect, test } from "vitest";
import type { EndedBy, Target } from "../../../src/upgrade/observation.ts";
import { reduce } from "../../../src/upgrade/reduce.ts";
import { CaptureIndex } from "../../../src/upgrade/series/capture-index.ts";
import { newUpgrade, type Upgrade } from "../../../src/upgrade/upgrade.ts";
import { answered, created, errorSeen, START } from "../observations.ts";

interface Attempt {
  /** Milliseconds after `START`. */
  readonly at: number | null;
  /** When it was over; null: it is not. */
  readonly until: number | null;
  readonly url?: string;
  readonly opens?: boolean;
  readonly error?: string;
  readonly by?: "closed" | EndedBy;
  readonly target?: Target;
}

function attempt(
  id: string,
  { at, until, url, opens = false, error, by = "closed", target = "page" }: Attempt,
): Upgrade {
  let upgrade = newUpgrade(id);
  const begun = { ...created(id, START + (at ?? 0), url), target };
  upgrade = at === null ? { ...upgrade, url: begun.url } : reduce(upgrade, begun);
  if (opens) upgrade = reduce(upgrade, answered(id, 101, START + (at ?? 0) + 5));
  if (error !== undefined) upgrade = reduce(upgrade, errorSeen(id, error, 1, START + (until ?? 0)));
  if (until === null) return upgrade;
  const end = { sourceId: id, at: START + until };
  return reduce(upgrade, by === "closed" ? { type: "closed", ...end } : { type: "ended", by, ...end });
}

/** Attempts that begin at these times and are over 10 ms later, but for the last one. */
function at(...times: readonly number[]): Upgrade[] {
  return times.map((time, i) => attempt(`c${i}`, { at: time, until: i === times.length - 1 ? null : time + 10 }));
}

function newest(all: readonly Upgrade[]) {
  const last = all.at(-1);
  return last === undefined ? null : new CaptureIndex(all).seriesOf(last);
}

describe("the pattern of a series", () => {
  test.each<[string, number[], string]>([
    ["one interval has none", [0, 1000], "irregular"],
    ["every second", [0, 1000, 2010, 3005], "fixed"],
    ["every minute, with the handshakes' own time", [0, 60_000, 124_000, 185_000], "fixed"],
    ["doubling", [0, 1000, 3000, 7000, 15_000], "exponential"],
    ["doubling up to a longest", [0, 1000, 3000, 7000, 12_000, 17_000, 22_100], "exponential"],
    ["growing only once", [0, 1000, 3000], "irregular"],
    ["growing, then starting again", [0, 1000, 3000, 7000, 8000], "irregular"],
    ["shrinking", [0, 8000, 12_000, 14_000, 15_000], "irregular"],
    ["by chance", [0, 900, 5000, 5600, 19_000], "irregular"],
  ])("%s", (_, times, pattern) => {
    const series = newest(at(...times));
    expect(series?.pattern).toBe(pattern);
    expect(series?.intervalsMs).toEqual(times.slice(1).map((time, i) => time - (times[i] ?? 0)));
    expect(series?.attempts).toHaveLength(times.length);
  });

  const gaveUp = "WebSocket is closed before the connection is established.";
  test("a pair: the first is given up at once", () => {
    const pair = [
      attempt("c0", { at: 0, until: 3, error: gaveUp }),
      attempt("c1", { at: 4, until: null, opens: true }),
    ];
    expect(newest(pair)?.pattern).toBe("strict-mode-pair");
  });
  test("a pair whose second begins before the first one's end is told", () => {
    const pair = [
      attempt("c0", { at: 0, until: 300, opens: true }),
      attempt("c1", { at: 4, until: null, opens: true }),
    ];
    expect(newest(pair)?.pattern).toBe("strict-mode-pair");
  });
  test("two pairs with a pause between them", () => {
    const pairs = [0, 4, 9000, 9004].map((time, i) =>
      attempt(`c${i}`, { at: time, until: i % 2 === 0 ? time + 3 : time + 500, error: gaveUp }),
    );
    expect(newest(pairs)?.pattern).toBe("strict-mode-pair");
    expect(newest([...pairs, attempt("c9", { at: 18_000, until: null })])?.pattern).toBe("irregular");
  });
});

describe("what belongs to a series", () => {
  test("only the newest carries it", () => {
    const all = at(0, 1000, 2000);
    expect(all.map((upgrade) => new CaptureIndex(all).seriesOf(upgrade)?.attempts.length ?? null)).toEqual([
      null,
      null,
      3,
    ]);
  });
  test("a session or token in the URL does not make it another", () => {
    const all = [
      attempt("c0", { at: 0, until: 10, url: "wss://a.example/?token=a" }),
      attempt("c1", { at: 1000, until: null, url: "wss://a.example/?token=b" }),
    ];
    expect(newest(all)?.attempts).toHaveLength(2);
  });
  test.each<[string, Attempt, Attempt]>([
    ["another URL", { at: 0, until: 10, url: "wss://a.example/other" }, { at: 1000, until: null }],
    ["one that is still open", { at: 0, until: null, opens: true }, { at: 1000, until: null }],
    ["one that ended later", { at: 0, until: 9000, opens: true }, { at: 1000, until: null }],
    ["one of the page before", { at: 0, until: 10, opens: true, by: "navigation" }, { at: 1000, until: null }],
    ["one of a frame that went away", { at: 0, until: 10, by: "target-gone" }, { at: 1000, until: null }],
    ["one of a worker", { at: 0, until: 10, target: "worker" }, { at: 1000, until: null }],
    ["one whose beginning was not seen", { at: null, until: 10 }, { at: 1000, until: null }],
  ])("not %s", (_, first, second) => {
    expect(newest([attempt("c0", first), attempt("c1", second)])).toBeNull();
  });
  test("sockets beside each other make a series each", () => {
    const all = [
      attempt("a0", { at: 0, until: 1000, opens: true }),
      attempt("b0", { at: 5, until: 5000, opens: true }),
      attempt("a1", { at: 1100, until: 2000, opens: true }),
      attempt("a2", { at: 2100, until: null }),
      attempt("b1", { at: 5100, until: null }),
    ];
    expect(all.map((upgrade) => new CaptureIndex(all).seriesOf(upgrade)?.attempts.map(({ id }) => id) ?? null)).toEqual(
      [null, null, null, ["a0", "a1", "a2"], ["b0", "b1"]],
    );
  });
  test("an older form of the upgrade in the capture does not count beside it", () => {
    const all = at(0, 1000);
    const newer = attempt("c1", { at: 1000, until: 1200, opens: true });
    expect(new CaptureIndex(all).seriesOf(newer)?.attempts).toEqual([all[0], newer]);
  });
});

test("attemptsAt leaves the upgrade itself out, and knows none without a URL", () => {
  const all = at(0, 1000, 2000);
  const [first] = all;
  if (first === undefined) throw new Error("no attempt");
  const index = new CaptureIndex(all);
  expect(index.attemptsAt(first).map(({ id }) => id)).toEqual(["c1", "c2"]);
  expect(index.attemptsAt(newUpgrade("c9"))).toEqual([]);
});

test("ten thousand attempts at one URL are sorted once, and in good time", () => {
  const all = at(...Array.from({ length: 10_000 }, (_, i) => i * 1000));
  const started = performance.now();
  const index = new CaptureIndex(all);
  for (const upgrade of all) index.seriesOf(upgrade);
  expect(newest(all)?.pattern).toBe("fixed");
  expect(performance.now() - started).toBeLessThan(3000);
});
