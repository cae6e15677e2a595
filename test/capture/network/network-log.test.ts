import { beforeEach, describe, expect, it } from "vitest";
import type { Clock, NetworkSource } from "../../../src/capture/network/devtools-network.ts";
import { NetworkLog } from "../../../src/capture/network/network-log.ts";
import type { Logged } from "../../../src/upgrade/observation.ts";
import { closed, open, page, type RawEntry, waiting } from "./log-entries.ts";

const A = "ws://shop.test/a";
const START = Date.parse("2026-11-29T08:00:01.000Z");

/** When it is polled at the beginning, in milliseconds. */
const BURST = [0, 250, 500, 1000, 2000];

/** Time that passes only when it is told to. */
class ManualClock implements Clock {
  #now = START;
  #set = 0;
  #timers: { readonly due: number; readonly run: () => void }[] = [];

  now(): number {
    return this.#now + this.#set;
  }

  passed(): number {
    return this.#now - START;
  }

  /** Somebody sets the time of day. */
  setBy(milliseconds: number): void {
    this.#set += milliseconds;
  }

  after(milliseconds: number, run: () => void): () => void {
    const timer = { due: this.#now + milliseconds, run };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer);
    };
  }

  /** Lets time pass, and everything that is due happen in its order. */
  async pass(milliseconds: number): Promise<void> {
    const until = this.#now + milliseconds;
    for (;;) {
      await settled();
      const [next] = this.#timers.filter(({ due }) => due <= until).sort((a, b) => a.due - b.due);
      if (next === undefined) break;
      this.#now = Math.max(this.#now, next.due);
      this.#timers = this.#timers.filter((one) => one !== next);
      next.run();
    }
    this.#now = until;
    await settled();
  }
}

/** What is promised and can be kept, is. */
const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

describe("the network log", () => {
  let clock: ManualClock;
  let entries: readonly RawEntry[];
  /** When each poll was asked for, in milliseconds since the start. */
  let polls: number[];
  let isVisible: boolean;
  /** How long a poll takes, in milliseconds. */
  let takes: number;
  let fails: boolean;
  /** What the listener was told. */
  let told: string[];
  /** The pages of the log (HAR 1.2). */
  let pages: readonly { readonly id: string; readonly startedDateTime: string }[];
  let finish: (entry: unknown) => void;
  let navigate: (url: string) => void;
  let show: () => void;

  beforeEach(() => {
    clock = new ManualClock();
    [entries, polls, told, pages] = [[], [], [], []];
    [isVisible, takes, fails] = [true, 0, false];
    [isFirefoxes, pageStart] = [false, null];
  });

  let isFirefoxes: boolean;
  /** When the navigation to the page began; null: it does not tell. */
  let pageStart: number | null;

  const source: NetworkSource = {
    get isFirefoxes() {
      return isFirefoxes;
    },
    pageStart: async () => pageStart,
    getHar: async () => {
      polls.push(clock.passed());
      const then = [...entries];
      if (takes > 0) await new Promise<void>((resolve) => clock.after(takes, resolve));
      if (fails) throw new Error("No DevTools.");
      return pages.length === 0 ? { entries: then } : { entries: then, pages };
    },
    onFinished: (listener) => {
      finish = listener;
    },
    onNavigated: (listener) => {
      navigate = listener;
    },
    isVisible: () => isVisible,
    onVisible: (listener) => {
      show = listener;
    },
  };

  function start(): NetworkLog {
    const words = (logged: readonly Logged[]) =>
      logged.map(({ url, sourceId, finished }) => `${url.slice(-1)} ${sourceId} ${finished ?? "goes on"}`).join(", ");
    return new NetworkLog(
      {
        countsNames: () => false,
        polled: (logged) => told.push(`looked: ${words(logged)}`),
        finished: (logged) => told.push(`finished: ${words([logged])}`),
        hostResponse: ({ url }) => told.push(`neighbour: ${url}`),
        navigated: (url, ofNewPage, ofOldPage) =>
          told.push(
            `navigated to ${url}: ${words(ofNewPage)}${ofOldPage.length === 0 ? "" : `; left: ${words(ofOldPage)}`}`,
          ),
        failed: (message) => told.push(`failed: ${message}`),
      },
      source,
      clock,
    );
  }

  it("is polled at once, in a short burst and then every two seconds, and every ten while the debugger counts", async () => {
    const log = start();
    await clock.pass(6500);
    expect(polls).toEqual([...BURST, 4000, 6000]);
    log.setLive(true);
    await clock.pass(20_000);
    expect(polls.slice(7)).toEqual([8000, 18_000]);
  });

  it("is polled in a burst again when the page was navigated, and when a document has come", async () => {
    start();
    await clock.pass(9900);
    const before = polls.length;
    navigate("http://shop.test/");
    await clock.pass(3000);
    expect(polls.slice(before)).toEqual([9900, 10_000, 10_150, 10_400, 10_900, 11_900]);
    finish(page("http://shop.test/", "page_1"));
    await clock.pass(2500);
    expect(polls.slice(before + 6)).toEqual([13_150, 13_400, 13_900, 14_900]);
  });

  it("is polled no oftener in a burst than its share of the time allows", async () => {
    takes = 30;
    start();
    await clock.pass(4100);
    expect(polls).toEqual([0, 630, 1260, 2000, 4030]);
  });

  it("is polled in no burst while the debugger counts, whatever documents come", async () => {
    const log = start();
    log.setLive(true);
    await clock.pass(5000);
    finish(page("http://shop.test/", "page_1"));
    await clock.pass(3000);
    expect(polls.filter((at) => at > 2000)).toEqual([]);
  });

  it("is polled as before when somebody sets the time of day, and forgets no end for it", async () => {
    takes = 10;
    start();
    await clock.pass(5);
    clock.setBy(3_600_000);
    await clock.pass(6000);
    const ahead = polls.length;
    expect(ahead).toBeGreaterThan(4);
    clock.setBy(-7_200_000);
    await clock.pass(6000);
    expect(polls.length).toBeGreaterThanOrEqual(ahead + 2);
  });

  it("is polled soon when there is a reason, and no stream of reasons puts it off", async () => {
    const log = start();
    await clock.pass(2100);
    polls = [];
    for (let i = 0; i < 5; i++) {
      log.pollSoon();
      await clock.pass(100);
    }
    expect(polls).toEqual([2400]);
  });

  it("is polled less often where polling takes long", async () => {
    takes = 500;
    start();
    await clock.pass(25_000);
    expect(polls).toEqual([0, 10_500, 21_000]);
  });

  it("is not polled while nobody can see the panel, and at once when somebody can", async () => {
    start();
    await clock.pass(100);
    isVisible = false;
    await clock.pass(20_000);
    expect(polls).toEqual([0]);
    isVisible = true;
    show();
    await clock.pass(400);
    expect(polls).toEqual([0, 20_100]);
  });

  it("tells one failure of several in a row, and goes on", async () => {
    fails = true;
    start();
    await clock.pass(4500);
    fails = false;
    await clock.pass(2000);
    expect(told).toEqual(["failed: No DevTools.", "looked: "]);
  });

  it("tells an end at once under the name of the poll, and one that a poll must tell a moment later", async () => {
    entries = [open(A, "key a"), waiting(A)];
    start();
    await clock.pass(100);
    finish(closed(A, "key a"));
    finish(closed(A, "key b"));
    entries = [closed(A, "key a"), open(A, "key b")];
    await clock.pass(300);
    expect(told).toEqual([
      "looked: a network:1 goes on, a network:2 goes on",
      "finished: a network:1 true",
      "looked: a network:1 true, a network:2 true",
    ]);
  });

  it("tells a navigation with what the new page has opened by then, under the names that it keeps", async () => {
    entries = [open(A, "key a", "2026-11-29T08:00:00.500Z")];
    start();
    await clock.pass(3000);
    entries = [page("http://shop.test/", "page_1"), open(A, "key b", "2026-11-29T08:00:03.900Z")];
    navigate("http://shop.test/");
    await clock.pass(400);
    expect(told.slice(-2)).toEqual([
      "navigated to http://shop.test/: a network:2 goes on",
      "looked: a network:2 goes on",
    ]);
  });

  it("tells the new page's by the log's own pages, however late the news comes", async () => {
    const second = (seconds: number) => new Date(START + seconds * 1000).toISOString();
    const of = (id: string | null, entry: RawEntry) => (id === null ? entry : { ...entry, pageref: id });
    const document = { ...page("http://shop.test/", "page_2"), _resourceType: "document", startedDateTime: second(4) };
    pages = [{ id: "page_1", startedDateTime: second(-9) }];
    entries = [of("page_1", open(A, "key a", second(-8)))];
    start();
    await clock.pass(9000);
    pages = [{ id: "page_2", startedDateTime: second(4) }, ...pages];
    entries = [
      // With DevTools' own Keep log on.
      ...[{ ...document, timings: { blocked: 0, wait: 500, receive: 9 } }],
      of("page_1", open(A, "key a", second(-8))),
      // Of a worker of the old page, and of the new one's.
      open(A, "key b", second(4.4)),
      open(A, "key c", second(4.6)),
      of("page_2", open(A, "key d", second(4.7))),
      of("page_2", waiting(A)),
    ];
    navigate("http://shop.test/");
    await clock.pass(0);
    const [, news = ""] = told.at(-1)?.split("shop.test/: ") ?? [];
    const [ofNew = "", ofOld = ""] = news.split("; left: ");
    expect([ofNew.split(", "), ofOld.split(", ")]).toEqual([
      ["a network:3 goes on", "a network:4 goes on", "a network:5 goes on"],
      ["a network:1 goes on", "a network:2 goes on"],
    ]);
    // Back, out of the cache: the log knows no new page.
    entries = [...entries, of("page_2", open(A, "key e", second(9.5)))];
    await clock.pass(1000);
    navigate("http://shop.test/");
    await clock.pass(0);
    expect(told.at(-1)).toMatch(/^navigated to http:..shop.test.: a network:6 goes on; left: a network:1/);
  });

  it("lists nothing of the old page that a poll brings after the news of the new one", async () => {
    start();
    await clock.pass(1950);
    takes = 200;
    entries = [open(A, "key a")];
    await clock.pass(100);
    // The poll is under way, and has the old page's.
    entries = [page("http://shop.test/", "page_1")];
    navigate("http://shop.test/");
    await clock.pass(1500);
    expect(told.filter((line) => line.includes("network:"))).toEqual([]);
    expect(told).toContain("navigated to http://shop.test/: ");
  });

  describe("that is behind the debugger's news of a navigation", () => {
    const rows = () => told.filter((line) => line.includes("network:"));

    it("lists nothing of the old page: neither of a poll under way, nor of one that begins", async () => {
      const log = start();
      await clock.pass(1950);
      takes = 200;
      entries = [waiting(A), open(A, "key a")];
      await clock.pass(100);
      log.leavePage();
      await clock.pass(200);
      log.pollSoon();
      await clock.pass(1500);
      expect(rows()).toEqual([]);
      entries = [page("http://shop.test/", "page_1"), open(A, "key b", "2026-11-29T08:00:03.900Z")];
      navigate("http://shop.test/");
      await clock.pass(2500);
      expect(rows()).toEqual(["navigated to http://shop.test/: a network:3 goes on", "looked: a network:3 goes on"]);
    });

    it("tells of what ended meanwhile only the new page's", async () => {
      const log = start();
      await clock.pass(5000);
      log.leavePage();
      finish(closed(A, "key a"));
      finish({ ...closed(A, "key b"), startedDateTime: "2026-11-29T08:00:06.100Z" });
      expect(rows()).toEqual([]);
      navigate("http://shop.test/");
      await clock.pass(0);
      expect(rows()).toEqual(["finished: a network:2 true"]);
    });

    it("waits three seconds for it and no longer", async () => {
      const log = start();
      await clock.pass(100);
      log.leavePage();
      entries = [open(A, "key a")];
      await clock.pass(2900);
      expect(rows()).toEqual([]);
      await clock.pass(2500);
      expect(rows()).toContain("looked: a network:1 goes on");
    });

    it("does not wait for what it told before the debugger", async () => {
      const log = start();
      await clock.pass(100);
      navigate("http://shop.test/");
      await clock.pass(50);
      log.leavePage();
      entries = [open(A, "key a")];
      await clock.pass(2500);
      expect(rows()).toContain("looked: a network:1 goes on");
    });

    it("tells what a preserved log still has of the old page", async () => {
      const log = start();
      await clock.pass(100);
      entries = [open(A, "key a"), waiting(A), open(A, "key b", "2026-11-29T08:00:09.100Z")];
      await clock.pass(7900);
      log.leavePage();
      navigate("http://shop.test/");
      await clock.pass(0);
      expect(rows().at(-1)).toBe(
        "navigated to http://shop.test/: a network:3 goes on; left: a network:1 goes on, a network:2 goes on",
      );
    });
  });

  it("tells ordinary responses as neighbours", async () => {
    start();
    await clock.pass(100);
    finish(page("http://shop.test/", "page_1"));
    expect(told).toContain("neighbour: http://shop.test/");
  });

  describe("of Firefox, which loses what happens while it is read", () => {
    beforeEach(() => {
      isFirefoxes = true;
    });

    it("is polled when nothing has come to its end for a second, and after ten seconds anyhow", async () => {
      start();
      await clock.pass(1900);
      finish(page("http://shop.test/one", "page_1"));
      await clock.pass(1100);
      expect(polls).toEqual([0, 2900]);
      for (let i = 0; i < 20; i++) {
        finish(page("http://shop.test/again", "page_1"));
        await clock.pass(900);
      }
      expect(polls).toEqual([0, 2900, 12_900]);
    });

    it("does not wait for hours when somebody sets the time of day back", async () => {
      start();
      await clock.pass(1900);
      finish(page("http://shop.test/one", "page_1"));
      clock.setBy(-3_600_000);
      await clock.pass(1100);
      expect(polls).toEqual([0, 2900]);
    });

    it("is polled for a hundredth of the time", async () => {
      takes = 100;
      start();
      await clock.pass(11_000);
      expect(polls).toEqual([0, 10_100]);
    });

    it("is not polled for a navigation, of which it tells what the new page is known to have opened", async () => {
      entries = [open(A, "key a", "2026-11-29T08:00:00.500Z")];
      start();
      await clock.pass(3500);
      entries = [open(A, "key b", "2026-11-29T08:00:02.200Z")];
      await clock.pass(2000);
      finish(open(A, "key c", "2026-11-29T08:00:06.400Z"));
      pageStart = Date.parse("2026-11-29T08:00:02.000Z");
      const before = polls.length;
      navigate("http://shop.test/");
      await clock.pass(900);
      expect(told.at(-1)).toBe("navigated to http://shop.test/: a network:2 true, a network:3 true");
      expect(polls).toHaveLength(before);
      entries = [
        open(A, "key b", "2026-11-29T08:00:02.200Z"),
        open(A, "key c", "2026-11-29T08:00:06.400Z"),
        open(A, "key d", "2026-11-29T08:00:06.500Z"),
      ];
      await clock.pass(200);
      expect(told.at(-1)).toBe("looked: a network:2 true, a network:3 true, a network:4 true");
    });

    it("takes the last second for the new page's where the page does not tell its beginning", async () => {
      start();
      await clock.pass(5000);
      finish(open(A, "key a", "2026-11-29T08:00:04.900Z"));
      finish(open(A, "key b", "2026-11-29T08:00:05.100Z"));
      navigate("http://shop.test/");
      await clock.pass(0);
      expect(told.at(-1)).toBe("navigated to http://shop.test/: a network:2 true");
    });
  });
});
