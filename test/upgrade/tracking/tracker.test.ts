import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countOf } from "../../../src/upgrade/counts/messages.ts";
import type { Logged, Message, Observation, Target } from "../../../src/upgrade/observation.ts";
import { isOlderThanCapture, messagesOf, stateOf } from "../../../src/upgrade/state.ts";
import { PATIENCE } from "../../../src/upgrade/tracking/links/messages.ts";
import { ConnectionTracker } from "../../../src/upgrade/tracking/tracker.ts";
import type { Upgrade } from "../../../src/upgrade/upgrade.ts";
import { told } from "../../story.ts";
import {
  answered,
  closed,
  created,
  errorSeen,
  logged,
  message,
  messageSeen,
  requestSent,
  START,
  URL,
  waiting,
} from "../observations.ts";

const KEY = "dGhlIHNhbXBsZSBub25jZQ==";
const OTHER_KEY = "b3RoZXIga2V5IDE2IGJ5dA==";
/** A look after everything else. */
const LATER = START + 1_000_000;

function rows(tracker: ConnectionTracker): Upgrade[] {
  return [...tracker.upgrades.values()];
}

function only(tracker: ConnectionTracker): Upgrade {
  const [row, ...more] = rows(tracker);
  expect(more).toEqual([]);
  if (row === undefined) throw new Error("The book is empty.");
  return row;
}

function total(upgrade: Upgrade): number {
  return countOf(messagesOf(upgrade));
}

function totals(tracker: ConnectionTracker): number[] {
  return rows(tracker).map(total);
}

function opened(sourceId: string, key: string | null = KEY): Observation[] {
  return [created(sourceId), requestSent(sourceId, key), answered(sourceId, key === null ? 200 : 101)];
}

function stream(count: number, prefix = "m", from = START + 1000, gap = 5): Message[] {
  return Array.from({ length: count }, (_, i) => message(from + i * gap, "received", `${prefix}${i}`));
}

function live(sourceId: string, messages: readonly Message[]): Observation[] {
  return messages.map((one) => messageSeen(sourceId, one));
}

describe("two sources, one connection", () => {
  const messages = stream(10);
  const byKey = logged("n:key", KEY, { messages: messages.slice(0, 6) });
  const byStart = logged("n:start", null, { messages: messages.slice(0, 6) });

  it("is joined by its key, the log first", () => {
    const tracker = new ConnectionTracker();
    tracker.poll([byKey], LATER);
    tracker.observe([...opened("d1"), ...live("d1", messages)]);
    expect(only(tracker)).toMatchObject({ url: URL, seenBy: { debugger: true, network: true } });
    expect(total(only(tracker))).toBe(10);
  });

  it("is joined by its key, the debugger first", () => {
    const tracker = new ConnectionTracker();
    tracker.observe([...opened("d1"), ...live("d1", messages)]);
    tracker.poll([byKey], LATER);
    expect(only(tracker).seenBy).toEqual({ debugger: true, network: true });
    expect(total(only(tracker))).toBe(10);
  });

  it("is never two of one source, though one key stands in both", () => {
    const tracker = new ConnectionTracker();
    tracker.observe([...opened("d1"), ...opened("d2")]);
    expect(rows(tracker)).toHaveLength(2);
    tracker.poll([byKey, { ...byKey, sourceId: "n:key #1" }], LATER);
    expect(rows(tracker).map(({ seenBy }) => seenBy)).toEqual([
      { debugger: true, network: true },
      { debugger: true, network: true },
    ]);
  });

  it("is joined by its key, the debugger in mid-handshake", () => {
    for (const seen of [opened("d1").slice(1), [{ ...answered("d1"), requestHeaders: byKey.requestHeaders }]]) {
      const debuggerFirst = new ConnectionTracker();
      debuggerFirst.observe([...seen, ...live("d1", messages)]);
      debuggerFirst.poll([byKey], LATER);
      expect(only(debuggerFirst).url).toBe(URL);
      expect(total(only(debuggerFirst))).toBe(10);

      const logFirst = new ConnectionTracker();
      logFirst.poll([byKey], LATER);
      logFirst.observe([...seen, ...live("d1", messages)]);
      expect(total(only(logFirst))).toBe(10);
    }
  });

  it("is joined without a key (HTTP/2) by URL and start, whoever is first", () => {
    const debuggerFirst = new ConnectionTracker();
    debuggerFirst.observe([...opened("d1", null), ...live("d1", messages)]);
    debuggerFirst.poll([byStart], LATER);
    expect(total(only(debuggerFirst))).toBe(10);

    const logFirst = new ConnectionTracker();
    logFirst.poll([byStart], LATER);
    logFirst.observe([...opened("d1", null), ...live("d1", messages)]);
    expect(total(only(logFirst))).toBe(10);
  });

  it("is joined without a key with the nearest start, whichever the log has first", () => {
    const own = logged("n:own", null, { startedAt: START + 11 });
    const earlier = logged("n:earlier", null, { startedAt: START - 20 });
    for (const entries of [
      [earlier, own],
      [own, earlier],
    ]) {
      const tracker = new ConnectionTracker();
      tracker.observe([created("d1"), requestSent("d1", null), answered("d1", 200)]);
      tracker.poll(entries, LATER);
      expect(rows(tracker)).toHaveLength(2);
      expect(tracker.idsOf([own])).toEqual(tracker.idsOf([closed("d1")]));
    }
  });

  it("is not joined for good without a key with what is only near, before a poll has shown all", () => {
    const [one, other] = [stream(3, "a"), stream(5, "b", START + 1001)];
    const first = logged("n1", null, { startedAt: START + 10, messages: one });
    const second = logged("n2", null, { startedAt: START + 50, messages: other, finished: true, finishedAt: LATER });
    const news: readonly (readonly Observation[])[] = [
      [created("d1"), requestSent("d1", null, START + 10), answered("d1", 200), ...live("d1", one)],
      [created("d2"), requestSent("d2", null, START + 50), answered("d2", 200), ...live("d2", other), closed("d2")],
    ];
    for (const batches of [news, [news.flat()], [...news].reverse()]) {
      const tracker = new ConnectionTracker();
      tracker.observe([second]);
      for (const batch of batches) tracker.observe(batch);
      expect(rows(tracker)).toHaveLength(2);
      tracker.poll([first, second], LATER + 1);
      expect(
        rows(tracker)
          .map((row) => [stateOf(row), total(row)])
          .sort(),
      ).toEqual([
        ["closed", 5],
        ["open", 3],
      ]);
      expect(tracker.idsOf([second])).toEqual(tracker.idsOf([closed("d2")]));
    }
  });

  it("is one row also while it is only near", () => {
    const entry = logged("n1", null, { startedAt: START + 40, messages });
    const own = [created("d1"), requestSent("d1", null, START + 10), answered("d1", 200), ...live("d1", messages)];
    for (const batches of [[own], own.map((each) => [each])]) {
      const tracker = new ConnectionTracker();
      tracker.poll([entry], LATER);
      for (const batch of batches) tracker.observe(batch);
      expect(total(only(tracker))).toBe(10);
      tracker.poll([entry], LATER + 1);
      expect(total(only(tracker))).toBe(10);
    }
  });

  it("is joined without a key while it waits, and when it is refused", () => {
    const text = "Error during WebSocket handshake: Unexpected response code: 403";
    for (const ends of [[], [errorSeen("d1", text), closed("d1")]]) {
      const tracker = new ConnectionTracker();
      tracker.observe([created("d1"), requestSent("d1", null), ...ends]);
      const error = ends.length === 0 ? null : { message: text, at: START + 30, monotonicSeconds: null };
      tracker.poll([logged("n:start", null, { response: null, error })], LATER);
      expect(stateOf(only(tracker))).toBe(ends.length === 0 ? "requested" : "failed");
    }
  });

  it("is another one at another start, another URL or another key", () => {
    const others = [
      logged("n:start", null, { startedAt: START + 500 }),
      logged("n:start", null, { url: "wss://app.example/other" }),
      logged("n:key", OTHER_KEY),
    ];
    for (const other of others) {
      const tracker = new ConnectionTracker();
      tracker.observe(opened("d1", null));
      tracker.poll([other], LATER);
      expect(rows(tracker)).toHaveLength(2);
    }
  });

  it("joins each of two to its own, though they are of one URL", () => {
    const tracker = new ConnectionTracker();
    tracker.observe([...opened("d1", KEY), ...opened("d2", OTHER_KEY), ...live("d1", messages.slice(0, 2))]);
    tracker.poll([logged("n:2", OTHER_KEY, { messages: messages.slice(0, 5) }), logged("n:1", KEY)], LATER);
    expect(totals(tracker)).toEqual([2, 5]);
  });

  it("counts every message of an announced one once, though one source dated all of them late", () => {
    const messages = Array.from({ length: 41 }, (_, i) => message(START + 30 + i / 4, "sent", "a".repeat(i)));
    const late = messages.map((one) => ({ ...one, at: one.at + 12 }));
    for (const heard of [1, 3, 41]) {
      const tracker = new ConnectionTracker();
      tracker.observe([...opened("d1"), ...live("d1", late.slice(0, heard))]);
      tracker.poll([logged("n1", KEY, { messages })], LATER);
      tracker.observe(live("d1", late.slice(heard)));
      expect(totals(tracker)).toEqual([41]);
      const behind = new ConnectionTracker();
      behind.observe(opened("d1"));
      behind.poll([logged("n1", KEY, { messages })], LATER);
      expect(totals(behind)).toEqual([41]);
      behind.observe(live("d1", late.slice(0, heard)));
      behind.observe(live("d1", late.slice(heard)));
      behind.poll([logged("n1", KEY, { messages })], LATER + 1);
      expect(totals(behind)).toEqual([41]);
    }
  });

  it("takes what came while nothing was counted live from the log, though the debugger had announced it", () => {
    const messages = stream(30);
    for (const heard of [0, 5]) {
      const tracker = new ConnectionTracker();
      tracker.observe([...opened("d1"), ...live("d1", messages.slice(0, heard))]);
      tracker.poll([logged("n1", KEY, { messages: messages.slice(0, heard) })], LATER);
      tracker.pauseAll(START + 2000);
      tracker.poll([logged("n1", KEY, { messages: messages.slice(0, 20) })], LATER + 1);
      expect(totals(tracker)).toEqual([20]);
      tracker.observe(live("d1", messages.slice(20)));
      tracker.poll([logged("n1", KEY, { messages })], LATER + 2);
      expect(totals(tracker)).toEqual([30]);
    }
  });

  it("tells of the row that is gone when two turn out to be one", () => {
    const tracker = new ConnectionTracker();
    tracker.poll([byKey], LATER);
    const announced = tracker.observe([created("d1")]);
    const changed = tracker.observe([requestSent("d1", KEY)]);
    for (const id of [...announced, ...tracker.upgrades.keys()]) expect(changed).toContain(id);
    expect(rows(tracker)).toHaveLength(1);
  });
});

describe("a request that was never sent", () => {
  const text = "Error in connection establishment: net::ERR_CONNECTION_REFUSED";
  const failed = waiting("n:1", { finished: true, error: { message: text, at: null, monotonicSeconds: 1234.5 } });
  const seen = [created("d1"), errorSeen("d1", text, 1234.5), closed("d1")];

  it("is joined by URL and the browser's ticks, whoever is first", () => {
    const debuggerFirst = new ConnectionTracker();
    debuggerFirst.observe(seen);
    debuggerFirst.poll([failed], LATER);
    expect(stateOf(only(debuggerFirst))).toBe("failed");

    const logFirst = new ConnectionTracker();
    logFirst.poll([failed], LATER);
    logFirst.observe(seen);
    expect(only(logFirst).seenBy).toEqual({ debugger: true, network: true });
  });

  it("is another one at other ticks", () => {
    const tracker = new ConnectionTracker();
    tracker.observe(seen);
    tracker.poll([waiting("n:1", { error: { message: text, at: null, monotonicSeconds: 1300 } })], LATER);
    expect(rows(tracker)).toHaveLength(2);
  });

  it("was one row all the time when a look had seen it waiting", () => {
    const tracker = new ConnectionTracker();
    tracker.observe([created("d1")]);
    tracker.poll([waiting("n:1")], LATER);
    tracker.observe(seen.slice(1));
    tracker.poll([failed], LATER);
    expect(stateOf(only(tracker))).toBe("failed");
  });
});

describe("a request that was never sent, and ended without a word", () => {
  const ended = (name: string, unsentEnd: number) => waiting(name, { finished: true, unsentEnd });
  const gone = (name: string, monotonicSeconds: number) => told.closed({ sourceId: name, at: START, monotonicSeconds });
  const lives = (tracker: ConnectionTracker) => rows(tracker).map((row) => [stateOf(row), row.seenBy.debugger]);

  it("is over in the log alone", () => {
    const tracker = new ConnectionTracker();
    tracker.poll([waiting("n:1")], LATER);
    expect(lives(tracker)).toEqual([["queued", false]]);
    tracker.poll([ended("n:1", 11.5)], LATER);
    expect(lives(tracker)).toEqual([["failed", false]]);
  });

  it("is one row, whoever tells of it first, also when two of one URL end together", () => {
    for (const isLogFirst of [true, false]) {
      const tracker = new ConnectionTracker();
      const poll = () => tracker.poll([ended("n:1", 11.5732), ended("n:2", 11.5733), ended("n:3", 11.9)], LATER);
      if (isLogFirst) poll();
      const names = ["d1", "d2", "d3"];
      tracker.observe([
        ...names.map((name) => created(name)),
        gone("d2", 11.57331),
        gone("d1", 11.57321),
        gone("d3", 11.9),
      ]);
      poll();
      expect(lives(tracker)).toEqual(names.map(() => ["failed", true]));
    }
  });

  it("is one row when both had told that it waits", () => {
    const tracker = new ConnectionTracker();
    tracker.observe([created("d1"), created("d2")]);
    tracker.poll([waiting("n:1"), waiting("n:2")], LATER);
    tracker.observe([gone("d2", 11.5), requestSent("d1", KEY)]);
    // The log has them in another order than they were taken for.
    tracker.poll([ended("n:1", 11.5), logged("n:2", KEY, { response: null })], LATER);
    expect(lives(tracker).sort()).toEqual([
      ["failed", true],
      ["requested", true],
    ]);
  });

  it("is another one at another end", () => {
    const tracker = new ConnectionTracker();
    tracker.observe([created("d1"), gone("d1", 11.5)]);
    tracker.poll([ended("n:1", 20)], LATER);
    expect(rows(tracker)).toHaveLength(2);
  });
});

describe("a row that waits in the log", () => {
  const named: [name: string, entry: Logged][] = [
    ["a key", logged("n:1", KEY)],
    ["a start", logged("n:1", null)],
    ["a failure", waiting("n:1", { error: { message: "no", at: null, monotonicSeconds: 5 } })],
  ];

  it.each(named)("is the same row when it gets %s", (_name, entry) => {
    const tracker = new ConnectionTracker();
    tracker.poll([waiting("n:1")], LATER);
    const [id] = tracker.upgrades.keys();
    tracker.poll([entry], LATER);
    expect(only(tracker).id).toBe(id);
  });

  it.each(named)("lets the next one wait after it got %s", (_name, entry) => {
    for (const order of [
      [entry, waiting("n:2")],
      [waiting("n:2"), entry],
    ]) {
      const tracker = new ConnectionTracker();
      tracker.poll([waiting("n:1")], LATER);
      tracker.poll([entry], LATER);
      tracker.poll(order, LATER);
      tracker.poll(order, LATER);
      tracker.poll(order, LATER);
      expect(rows(tracker)).toHaveLength(2);
    }
  });

  it("is joined with the debugger's news of it, early, late and in mid-handshake", () => {
    const key = logged("n:1", KEY);
    const steps: ((tracker: ConnectionTracker) => void)[][] = [
      [
        (l) => l.observe([created("d1")]),
        (l) => l.poll([waiting("n:1")], LATER),
        (l) => l.observe(opened("d1").slice(1)),
      ],
      [(l) => l.poll([waiting("n:1")], LATER), (l) => l.observe(opened("d1"))],
      [(l) => l.poll([waiting("n:1")], LATER), (l) => l.observe(opened("d1").slice(1))],
      [
        (l) => l.poll([waiting("n:1")], LATER),
        (l) => l.observe([created("d1")]),
        (l) => l.poll([key], LATER),
        (l) => l.observe(opened("d1").slice(1)),
      ],
    ];
    for (const sequence of steps) {
      const tracker = new ConnectionTracker();
      for (const step of sequence) step(tracker);
      tracker.poll([key], LATER);
      expect(stateOf(only(tracker))).toBe("open");
      expect(only(tracker).url).toBe(URL);
    }
  });

  it("does the same over HTTP/2", () => {
    const tracker = new ConnectionTracker();
    tracker.observe([created("d1")]);
    tracker.poll([waiting("n:1")], LATER);
    tracker.observe(opened("d1", null).slice(1));
    tracker.poll([logged("n:1", null)], LATER);
    expect(stateOf(only(tracker))).toBe("open");
  });

  it("counts two that wait as two", () => {
    const tracker = new ConnectionTracker();
    tracker.poll([waiting("n:1"), waiting("n:2")], LATER);
    expect(rows(tracker)).toHaveLength(2);
    tracker.poll([logged("n:1", KEY), logged("n:2", OTHER_KEY)], LATER);
    expect(rows(tracker).map(stateOf)).toEqual(["open", "open"]);
  });
});

describe("what waits when the log is cleared by hand", () => {
  const since = (tracker: ConnectionTracker) => rows(tracker).map(({ unwatchedSince }) => unwatchedSince);

  it("is watched no more, unless the debugger counts; what is open is, for its end is told", () => {
    const tracker = new ConnectionTracker();
    const entries = [waiting("n:1"), logged("n:2", KEY, { response: null }), logged("n:3", OTHER_KEY)];
    tracker.poll(entries, LATER);
    tracker.poll([], LATER + 1);
    tracker.poll([], LATER + 2);
    expect(since(tracker)).toEqual([LATER + 1, LATER + 1, null]);
    tracker.observe([created("d1"), requestSent("d1", KEY)]);
    expect(since(tracker).filter((at) => at !== null)).toEqual([LATER + 1]);
    tracker.poll(entries, LATER + 3);
    expect(since(tracker)).toEqual([null, null, null]);
  });

  it("has an end all the same", () => {
    const tracker = new ConnectionTracker();
    tracker.poll([logged("n:1", KEY, { response: null })], LATER);
    tracker.poll([], LATER + 1);
    tracker.observe([logged("n:1", KEY, { finished: true, finishedAt: LATER + 2 })]);
    expect(only(tracker)).toMatchObject({ unwatchedSince: null, ended: "closed" });
  });
});

describe("a log that was emptied or put in another order", () => {
  const renamed = (entry: Logged): Logged => ({ ...entry, sourceId: `later ${entry.sourceId}` });
  const entries = [
    logged("n:1", KEY),
    logged("n:2", null),
    waiting("n:3", { finished: true, error: { message: "no", at: null, monotonicSeconds: 5 } }),
    waiting("n:4"),
  ];

  it.each([[[]], [[...opened("d1"), created("d4")]]])("has the same connections under other names", (news) => {
    const tracker = new ConnectionTracker();
    tracker.observe(news);
    tracker.poll(entries, LATER);
    const ids = rows(tracker).map(({ id }) => id);
    for (const log of [entries.map(renamed), entries.map(renamed).map(renamed).reverse()]) {
      tracker.poll(log, LATER);
      expect(rows(tracker).map(({ id }) => id)).toEqual(ids);
    }
    tracker.observe(live("d1", news.length > 0 ? stream(3) : []));
    expect(totals(tracker).reduce((sum, count) => sum + count, 0)).toBe(news.length > 0 ? 3 : 0);
  });

  it("has others where both names are listed", () => {
    const tracker = new ConnectionTracker();
    tracker.poll([logged("n:1", KEY)], LATER);
    tracker.poll([logged("n:1", KEY), logged("n:2", KEY)], LATER);
    expect(rows(tracker)).toHaveLength(2);
  });
});

describe("a connection whose creation was not seen", () => {
  const spoke = (target: Target): Observation => ({ ...messageSeen("stranger", message(START + 1000)), target });

  it("lives where its messages were heard", () => {
    const tracker = new ConnectionTracker();
    tracker.observe([spoke("shared-worker")]);
    tracker.poll([], LATER);
    tracker.poll([], LATER);
    expect(only(tracker)).toMatchObject({ target: "shared-worker", url: null });
  });

  it("lives there too when the log tells its address", () => {
    const tracker = new ConnectionTracker();
    tracker.observe([spoke("worker")]);
    tracker.poll([logged("n:key", KEY, { messages: [message(START + 1000)] })], LATER);
    expect(only(tracker)).toMatchObject({ target: "worker", url: URL });
  });
});

describe("connections that wait, known to both sources", () => {
  const failure = { error: { message: "WebSocket opening handshake timed out", at: null, monotonicSeconds: 1234.5 } };

  it("stay two when the first of two to one URL is sent, and the log renames the second", () => {
    const tracker = new ConnectionTracker();
    tracker.observe([created("d1"), created("d2")]);
    tracker.poll([waiting("n:1"), waiting("n:2")], LATER);
    tracker.observe([requestSent("d1", KEY)]);
    for (const entries of [
      [logged("n:1", KEY, { response: null }), waiting("n:2")],
      [waiting("n:2"), logged("n:1", KEY, { response: null })],
    ]) {
      tracker.poll(entries, LATER);
      expect(rows(tracker).map(stateOf)).toEqual(["requested", "queued"]);
      expect(rows(tracker).map(({ createdAt }) => createdAt)).toEqual([START, START]);
    }
  });

  it("stay one when one fails and the log says so first, in its place and under its id", () => {
    const tracker = new ConnectionTracker();
    tracker.observe([created("d1"), created("d2", START, `${URL}/other`)]);
    tracker.poll([waiting("n:1"), waiting("n:other", { url: `${URL}/other` })], LATER);
    const [first] = rows(tracker);
    tracker.observe([waiting("n:1", { ...failure, finished: true })]);
    tracker.observe([errorSeen("d1", failure.error.message), closed("d1")]);
    tracker.poll([waiting("n:1", failure), waiting("n:other", { url: `${URL}/other` })], LATER);
    expect(rows(tracker).map(stateOf)).toEqual(["failed", "queued"]);
    expect(rows(tracker)[0]).toMatchObject({ id: first?.id, createdAt: START });
  });

  it.each([
    ["was sent", [requestSent("d1", KEY)], logged("n:1", KEY)],
    ["was sent over HTTP/2", [requestSent("d1", null)], logged("n:1", null)],
    ["was answered", opened("d1").slice(1), logged("n:1", KEY)],
    [
      "was refused",
      [requestSent("d1", KEY), errorSeen("d1", "no"), closed("d1")],
      logged("n:1", KEY, { response: null }),
    ],
    ["failed", [errorSeen("d1", failure.error.message), closed("d1")], waiting("n:1", failure)],
  ])("stay one when a look that began earlier is told after it %s", (_name, news, entry) => {
    const tracker = new ConnectionTracker();
    tracker.observe([created("d1"), ...news]);
    const state = stateOf(only(tracker));
    tracker.poll([waiting("n:1", { at: START - 100 })], START - 100);
    expect(stateOf(only(tracker))).toBe(state);
    tracker.poll([entry], LATER);
    expect(only(tracker).seenBy).toEqual({ debugger: true, network: true });
  });

  it("are another one where the last attempt went on long before", () => {
    const tracker = new ConnectionTracker();
    tracker.observe([created("d1"), requestSent("d1", KEY), errorSeen("d1", "no"), closed("d1")]);
    tracker.poll([waiting("n:1", { at: START + 60_000 })], START + 60_000);
    expect(rows(tracker).map(stateOf)).toEqual(["failed", "queued"]);
  });

  it("are another one where the log tells of the last attempt as well", () => {
    for (const entries of [
      [logged("n:1", KEY, { response: null }), waiting("n:2", { at: START })],
      [waiting("n:2", { at: START }), logged("n:1", KEY, { response: null })],
    ]) {
      const tracker = new ConnectionTracker();
      tracker.observe([created("d1"), requestSent("d1", KEY), errorSeen("d1", "no"), closed("d1"), created("d2")]);
      tracker.poll(entries, START);
      expect(rows(tracker).map(stateOf)).toEqual(["failed", "queued"]);
      expect(rows(tracker).every(({ seenBy }) => seenBy.network)).toBe(true);
    }
  });

  it("leave no ghost when the log alone knew that it waited, and tells of its end outside a look", () => {
    const tracker = new ConnectionTracker();
    tracker.poll([waiting("n:1")], LATER);
    tracker.observe([waiting("n:1", { ...failure, finished: true })]);
    tracker.poll([waiting("n:1", failure)], LATER);
    expect(stateOf(only(tracker))).toBe("failed");
  });

  it("do not blame the one that still waits for the failure of another", () => {
    const tracker = new ConnectionTracker();
    tracker.observe([created("d1"), created("d2")]);
    tracker.poll([waiting("n:1"), waiting("n:2")], LATER);
    tracker.observe([waiting("n:2", { ...failure, finished: true })]);
    tracker.observe([errorSeen("d2", failure.error.message), closed("d2")]);
    tracker.poll([waiting("n:1"), waiting("n:2", failure)], LATER);
    expect(rows(tracker).map(stateOf)).toEqual(["queued", "failed"]);
  });
});

describe("a request that is sent again over HTTP/2", () => {
  const sent = (at: number) => requestSent("d1", null, at);
  const failure = {
    response: null,
    error: { message: "Stream closed", at: START + 60, monotonicSeconds: 9 },
    finished: true,
  } as const;
  const first = logged("n:1", null, { startedAt: START + 10, response: null });
  const third = logged("n:1", null, { startedAt: START + 50, ...failure });
  const all = [
    created("d1"),
    sent(START + 10),
    sent(START + 30),
    sent(START + 50),
    errorSeen("d1", "Stream closed", 9),
  ];

  type Step = (tracker: ConnectionTracker) => void;
  const look: Step = (tracker) => void tracker.poll([first], LATER);
  const end: Step = (tracker) => void tracker.observe([third]);
  const hear =
    (from: number, to?: number): Step =>
    (tracker) =>
      void tracker.observe(all.slice(from, to));
  const orders: [string, Step[]][] = [
    ["a look at the first sending comes before the debugger's news", [look, hear(0)]],
    ["and the log tells of the end outside a look", [look, end, hear(0)]],
    ["a look comes between", [hear(0, 2), look, hear(2)]],
    ["the log is alone", [look]],
  ];
  it.each(orders)("is one: %s", (_, steps) => {
    const tracker = new ConnectionTracker();
    for (const step of steps) step(tracker);
    tracker.poll([third], LATER);
    expect(rows(tracker).map(stateOf)).toEqual(["failed"]);
  });
});

describe("a request that is sent again with another key, now with credentials", () => {
  const all = [
    created("d1"),
    requestSent("d1", KEY, START + 10),
    requestSent("d1", OTHER_KEY, START + 30),
    answered("d1", 101, START + 40),
  ];
  const first = logged("n:1", KEY, { startedAt: START + 10, response: null });
  const second = logged("n:1", OTHER_KEY, { startedAt: START + 30 });

  type Step = (tracker: ConnectionTracker) => void;
  const look = (entry: Logged) => (tracker: ConnectionTracker) => void tracker.poll([entry], LATER);
  const hear = (from: number, to?: number) => (tracker: ConnectionTracker) => void tracker.observe(all.slice(from, to));
  const orders: [string, Step[]][] = [
    ["a look comes before the debugger's news", [look(first), hear(0)]],
    ["a look comes between", [hear(0, 2), look(first), hear(2)]],
    ["a look is behind", [hear(0), look(first)]],
    ["a look is ahead", [hear(0, 2), look(second), hear(2)]],
    ["the log is alone", [look(first), look(second)]],
  ];
  it.each(orders)("is one: %s", (_, steps) => {
    const tracker = new ConnectionTracker();
    for (const step of steps) step(tracker);
    expect(rows(tracker)).toHaveLength(1);
    tracker.poll([second], LATER + 1);
    expect(stateOf(only(tracker))).toBe("open");
    tracker.forget(tracker.upgrades.keys());
    tracker.poll([second], LATER + 2);
    expect(rows(tracker)).toEqual([]);
  });
});

describe("messages of a connection that was never announced", () => {
  const messages = stream(20);

  it("wait for a look, and are found in the log", () => {
    const tracker = new ConnectionTracker();
    expect([...tracker.observe(live("d9", messages.slice(12)))]).toEqual([]);
    expect(tracker.awaitsPoll).toBe(true);
    tracker.poll([logged("n:key", KEY, { messages })], LATER);
    expect(tracker.awaitsPoll).toBe(false);
    expect(total(only(tracker))).toBe(20);
    tracker.observe(live("d9", stream(5, "later", START + 5000)));
    expect(total(only(tracker))).toBe(25);
  });

  it("are found though the two clocks differ, and are not counted twice", () => {
    const tracker = new ConnectionTracker();
    const late = messages.map((one) => ({ ...one, at: one.at + 7.25 }));
    tracker.poll([logged("n:key", KEY, { messages: messages.slice(0, 15) })], LATER);
    tracker.observe(live("d9", late.slice(12)));
    tracker.poll([logged("n:key", KEY, { messages: messages.slice(0, 15) })], LATER);
    expect(total(only(tracker))).toBe(20);
    tracker.poll([logged("n:key", KEY, { messages })], LATER);
    expect(total(only(tracker))).toBe(20);
  });

  it("are found by a log that is behind", () => {
    const tracker = new ConnectionTracker();
    tracker.observe(live("d9", messages.slice(5)));
    tracker.poll([logged("n:key", KEY, { messages: messages.slice(0, 8) })], LATER);
    expect(total(only(tracker))).toBe(20);
  });

  it("belong to a connection older than DevTools when the look does not have them", () => {
    const tracker = new ConnectionTracker();
    tracker.observe(live("d9", messages));
    // A first look that lacks them may only be behind.
    tracker.poll([logged("n:key", KEY, { messages: stream(20, "other") })], LATER);
    const changed = tracker.poll([logged("n:key", KEY, { messages: stream(20, "other") })], LATER);
    const [known, older] = rows(tracker);
    expect(rows(tracker)).toHaveLength(2);
    expect(known && total(known)).toBe(20);
    expect(older && isOlderThanCapture(older)).toBe(true);
    expect(older?.url).toBeNull();
    expect(older && total(older)).toBe(20);
    expect(changed).toContain(older?.id);
  });

  it("are not judged by a look that began before them", () => {
    const tracker = new ConnectionTracker();
    tracker.observe(live("d9", messages));
    tracker.poll([], START);
    expect(rows(tracker)).toEqual([]);
    expect(tracker.awaitsPoll).toBe(true);
  });

  it("bring their end with them", () => {
    const tracker = new ConnectionTracker();
    tracker.observe([...live("d9", messages), closed("d9", START + 7000)]);
    tracker.poll([logged("n:key", KEY, { messages })], LATER);
    expect(only(tracker)).toMatchObject({ ended: "closed", closedAt: START + 7000 });
  });

  it("are told apart when two connections got the same broadcasts", () => {
    // The same payloads, each delivered a few microseconds later to the second, and never by the same distance.
    const second = messages.map((one, i) => ({ ...one, at: one.at + 0.03 + (i % 3) * 0.02 }));
    const extra = stream(3, "extra", START + 5000);
    const entries = [logged("n:1", KEY, { messages }), logged("n:2", OTHER_KEY, { messages: [...second, ...extra] })];
    for (const sourceIds of [
      ["d1", "d2"],
      ["d2", "d1"],
    ]) {
      const tracker = new ConnectionTracker();
      for (const sourceId of sourceIds)
        tracker.observe(live(sourceId, sourceId === "d1" ? messages.slice(4) : [...second.slice(4), ...extra]));
      tracker.poll(entries, LATER);
      expect(totals(tracker)).toEqual([20, 23]);
      tracker.observe(live("d1", stream(1, "one", START + 6000)));
      expect(totals(tracker)).toEqual([21, 23]);
    }
  });

  it("wait while two fit equally well, and are counted right when they stay alike", () => {
    const one = messages.slice(0, 1);
    const tracker = new ConnectionTracker();
    tracker.observe([...live("d1", one), ...live("d2", one)]);
    const entries = [logged("n:1", KEY, { messages: one }), logged("n:2", OTHER_KEY, { messages: one })];
    for (let looks = 0; looks < PATIENCE; looks++) {
      tracker.poll(entries, LATER);
      expect(tracker.awaitsPoll).toBe(true);
      expect(totals(tracker)).toEqual([1, 1]);
    }
    tracker.poll(entries, LATER);
    expect(tracker.awaitsPoll).toBe(false);
    expect(totals(tracker)).toEqual([1, 1]);
  });

  it("of an older connection do not take the place of the one that got the same broadcast", () => {
    const theirs = messages.map((one, i) => ({ ...one, at: one.at + 0.02 + (i % 2) * 0.02 }));
    const tracker = new ConnectionTracker();
    // The stranger comes first, so that order alone would give it the entry.
    tracker.observe([...live("stranger", [...theirs.slice(4), ...stream(2, "extra", START + 5000)])]);
    tracker.observe(live("d1", messages.slice(4)));
    // Both have every message of the entry: the nearer clock decides, once there was time for more messages to tell.
    for (let looks = 0; looks <= PATIENCE; looks++) tracker.poll([logged("n:1", KEY, { messages })], LATER);
    expect(totals(tracker)).toEqual([20, 18]);
    tracker.observe(live("d1", stream(1, "one", START + 6000)));
    expect(totals(tracker)).toEqual([21, 18]);
  });

  it("of an older connection do not make it one that was requested after them and got the same payload later", () => {
    const tracker = new ConnectionTracker();
    tracker.observe(live("older", [message(START + 100, "received", "tick")]));
    tracker.pauseAll(START + 110);
    const later = { startedAt: START + 120, messages: [message(START + 140, "received", "tick")] };
    for (let looks = 0; looks <= PATIENCE; looks++) tracker.poll([logged("n:1", KEY, later)], LATER);
    expect(rows(tracker).map(({ url }) => url)).toEqual([URL, null]);
    expect(totals(tracker)).toEqual([1, 1]);
  });

  it.each([
    [4, 1],
    [6, 2],
  ])("may be dated a little before their connection's request (%i ms: %i rows)", (before, count) => {
    const tracker = new ConnectionTracker();
    tracker.observe(live("d9", [message(START)]));
    const entry = logged("n:1", KEY, { startedAt: START + before, messages: [message(START + 7)] });
    for (let looks = 0; looks <= PATIENCE; looks++) tracker.poll([entry], LATER);
    expect(rows(tracker)).toHaveLength(count);
  });

  describe("of which one alone is heard, and dated otherwise in the log", () => {
    const tick = (after: number) => message(START + after, "received", "tick");
    const entry = (...after: number[]) => [logged("n:1", KEY, { messages: after.map(tick) })];

    it("are not given to another connection with the same pulse, whose own is heard a little later", () => {
      const tracker = new ConnectionTracker();
      tracker.observe(live("older", [tick(1400)]));
      for (let looks = 1; looks < PATIENCE; looks++) tracker.poll(entry(1000), LATER);
      expect(tracker.awaitsPoll).toBe(true);
      tracker.observe(live("d1", [tick(2000)]));
      for (let looks = 0; looks <= PATIENCE; looks++) tracker.poll(entry(1000, 2000), LATER);
      tracker.observe(live("d1", [tick(3000)]));
      expect(rows(tracker).map(({ url }) => url)).toEqual([URL, null]);
      expect(totals(tracker)).toEqual([3, 1]);
    });

    it("are found when a second one has the same distance, or none comes for a while", () => {
      const two = new ConnectionTracker();
      two.observe(live("d1", [tick(1400)]));
      two.poll(entry(1000), LATER);
      expect(two.awaitsPoll).toBe(true);
      two.observe(live("d1", [tick(2000)]));
      two.poll(entry(1000, 1600), LATER);
      expect(totals(two)).toEqual([2]);
      expect(two.awaitsPoll).toBe(false);

      const one = new ConnectionTracker();
      one.observe(live("d1", [tick(1400)]));
      for (let looks = 0; looks <= PATIENCE; looks++) one.poll(entry(1000), LATER);
      expect(totals(one)).toEqual([1]);
      expect(one.awaitsPoll).toBe(false);
    });
  });

  it("are found at the nearest time when the same payload was sent before", () => {
    const beats = [0, 500, 1000, 1500].map((at) => message(START + at, "received", "beat"));
    const tracker = new ConnectionTracker();
    tracker.observe(live("d9", beats.slice(2, 3)));
    tracker.poll([logged("n:key", KEY, { messages: beats.slice(0, 3) })], LATER);
    expect(total(only(tracker))).toBe(3);
  });

  it("are not given to a connection that the debugger has announced itself", () => {
    const [one] = stream(1);
    const tracker = new ConnectionTracker();
    tracker.observe([...opened("d1"), ...live("d1", one ? [one] : []), ...live("d9", one ? [one] : [])]);
    tracker.pauseAll(START + 3000);
    tracker.poll([logged("n:key", KEY, { messages: one ? [one] : [] })], LATER);
    tracker.poll([logged("n:key", KEY, { messages: one ? [one] : [] })], LATER);
    expect(rows(tracker)).toHaveLength(2);
    expect(totals(tracker)).toEqual([1, 1]);
  });

  it("lose nothing when live counting stops before the look", () => {
    const tracker = new ConnectionTracker();
    tracker.observe(live("d9", messages.slice(5, 8)));
    tracker.pauseAll(START + 3000);
    tracker.poll([logged("n:key", KEY, { messages })], LATER);
    expect(total(only(tracker))).toBe(20);

    const older = new ConnectionTracker();
    older.observe(live("d9", messages.slice(5, 8)));
    older.pauseAll(START + 3000);
    older.poll([], LATER);
    older.poll([], LATER);
    expect(total(only(older))).toBe(3);
    expect(only(older).unwatchedSince).toBe(START + 3000);
  });

  it("are found quickly in a log of many alike", () => {
    const many = Array.from({ length: 20_000 }, (_, i) => message(START + i * 0.1, "received", "tick"));
    const tracker = new ConnectionTracker();
    tracker.observe(
      live(
        "d9",
        many.slice(10_000, 10_100).map((one) => ({ ...one, at: one.at + 0.03 })),
      ),
    );
    // Of the processor, not of the clock: other programs may have it meanwhile.
    const before = process.cpuUsage();
    tracker.poll([logged("n:key", KEY, { messages: many })], LATER);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(2000);
    expect(rows(tracker)).toHaveLength(1);
  });
});

describe("what is not an upgrade of its own", () => {
  it("is the end of something never announced", () => {
    const tracker = new ConnectionTracker();
    expect(tracker.observe([closed("d1"), errorSeen("d2", "Insufficient resources")]).size).toBe(0);
    expect(rows(tracker)).toEqual([]);
    expect(tracker.awaitsPoll).toBe(false);
  });
});

describe("a connection whose frame or worker was quicker than the session with it", () => {
  const socket = (sourceId: string, at = START) => told.snapshot({ sourceId, at, url: URL, target: "iframe" });

  const heard = (sourceId: string, at: number): Observation => ({ type: "socket-message", sourceId, at, url: URL });

  it.each([true, false])("is one with the log's, whichever was listed first (the log's: %s)", (logFirst) => {
    const tracker = new ConnectionTracker();
    const messages = stream(7);
    if (logFirst) tracker.poll([logged("n:key", KEY)], START);
    tracker.observe(live("d1", messages));
    if (!logFirst) tracker.observe([socket("s1")]);
    tracker.observe([heard("s1", messages.at(-1)?.at ?? START)]);
    if (!logFirst) tracker.poll([logged("n:key", KEY)], START + 900);
    tracker.poll([logged("n:key", KEY, { messages })], LATER);
    tracker.poll([logged("n:key", KEY, { messages })], LATER);
    expect(totals(tracker)).toEqual([7]);
    expect(only(tracker).request).not.toBeNull();
    tracker.observe(live("d1", stream(2, "more", START + 5000)));
    expect(totals(tracker)).toEqual([9]);
  });

  it("stays a row of its own where the log's messages are others", () => {
    const tracker = new ConnectionTracker();
    tracker.observe([...live("d1", stream(7)), socket("s1")]);
    tracker.observe([heard("s1", START + 1030)]);
    tracker.poll([logged("n:key", KEY, { messages: stream(7, "other") })], LATER);
    expect(totals(tracker)).toEqual([7, 7]);
  });
});

describe("forgetting", () => {
  it("ignores what else comes of a forgotten connection, by any of its names", () => {
    const tracker = new ConnectionTracker();
    tracker.observe(opened("d1"));
    tracker.poll([logged("n:key", KEY)], LATER);
    tracker.forget([...tracker.upgrades.keys()]);
    tracker.observe([...live("d1", stream(3)), closed("d1"), created("d1")]);
    tracker.poll([logged("n:key", KEY), logged("n:key again", KEY)], LATER);
    expect(rows(tracker)).toEqual([]);
    expect(tracker.awaitsPoll).toBe(false);
  });

  it("ignores what the log has of one that was forgotten before its request was sent", () => {
    const tracker = new ConnectionTracker();
    tracker.observe([created("d1")]);
    tracker.forget([...tracker.upgrades.keys()]);
    tracker.observe([requestSent("d1", KEY), answered("d1")]);
    tracker.poll([logged("n:1", KEY), logged("n:2", OTHER_KEY)], LATER);
    expect(rows(tracker)).toHaveLength(1);
  });

  it("keeps the others", () => {
    const tracker = new ConnectionTracker();
    tracker.observe([...opened("d1"), ...opened("d2", OTHER_KEY)]);
    const [first] = tracker.upgrades.keys();
    tracker.forget(first === undefined ? [] : [first]);
    tracker.observe(live("d2", stream(4)));
    expect(total(only(tracker))).toBe(4);
  });

  it("never gives a name twice", () => {
    const tracker = new ConnectionTracker();
    tracker.observe(opened("d1"));
    const [first] = tracker.upgrades.keys();
    tracker.forget([...tracker.upgrades.keys()]);
    tracker.observe(opened("d2", OTHER_KEY));
    expect([...tracker.upgrades.keys()]).not.toContain(first);
  });

  it("drops messages whose connection was not known yet, for good", () => {
    const tracker = new ConnectionTracker();
    tracker.observe(live("d9", stream(3)));
    tracker.forgetUnlisted();
    tracker.observe(live("d9", stream(3, "more")));
    tracker.poll([], LATER);
    expect(rows(tracker)).toEqual([]);
    expect(tracker.awaitsPoll).toBe(false);
  });
});

describe("ends and stops", () => {
  it("ends what still lives, and nothing else", () => {
    const tracker = new ConnectionTracker();
    tracker.observe([...opened("d1"), ...opened("d2", OTHER_KEY), closed("d2"), created("d3")]);
    const [first, , third] = tracker.upgrades.keys();
    expect([...tracker.endAll("navigation", START + 500)]).toEqual([first, third]);
    expect(rows(tracker).map(({ ended }) => ended)).toEqual(["navigation", "closed", "navigation"]);
    expect(rows(tracker).map(stateOf)).toEqual(["closed", "closed", "failed"]);
  });

  it("spares those of the new page", () => {
    const tracker = new ConnectionTracker();
    tracker.observe([...opened("d1"), ...opened("d2", OTHER_KEY)]);
    const kept = tracker.idsOf([closed("d2")]);
    tracker.endAll("navigation", START + 500, kept);
    expect(rows(tracker).map(stateOf)).toEqual(["closed", "open"]);
  });

  it("spares those of workers that no page ends", () => {
    const tracker = new ConnectionTracker();
    tracker.observe([
      { ...created("d1"), target: "service-worker" },
      { ...created("d2"), target: "shared-worker" },
      { ...created("d3"), target: "worker" },
    ]);
    tracker.endAll("navigation", START + 500);
    expect(rows(tracker).map(({ ended }) => ended)).toEqual([null, null, "navigation"]);
  });

  it("stays ended by the navigation when a page that was kept for Back closes its sockets later", () => {
    const tracker = new ConnectionTracker();
    tracker.observe(opened("d1"));
    tracker.endAll("navigation", START + 500);
    tracker.observe([closed("d1")]);
    expect(only(tracker).ended).toBe("navigation");
  });

  it("forgets messages of unknown connections with the page", () => {
    const tracker = new ConnectionTracker();
    tracker.observe(live("d9", stream(3)));
    tracker.endAll("target-gone", START + 500);
    expect(tracker.awaitsPoll).toBe(false);
  });

  it("keeps every sum when live counting stops, and goes on", () => {
    const tracker = new ConnectionTracker();
    const messages = stream(12);
    tracker.observe([...opened("d1"), ...live("d1", messages.slice(0, 5))]);
    tracker.observe(opened("d2", OTHER_KEY));
    expect([...tracker.pauseAll(START + 2000)]).toEqual([...tracker.upgrades.keys()]);
    expect(totals(tracker)).toEqual([5, 0]);
    tracker.poll([logged("n:key", KEY, { messages: messages.slice(0, 8) })], LATER);
    expect(totals(tracker)).toEqual([8, 0]);
    tracker.observe(live("d1", messages.slice(8)));
    tracker.poll([logged("n:key", KEY, { messages })], LATER);
    expect(totals(tracker)).toEqual([12, 0]);
  });
});

/**
 * A broadcast goes to every socket. Where one socket alone got a payload before the debugger listened, and an old one alone
 * the same payload a moment later, nothing tells them from one connection with clocks that differ by that moment: so that
 * has no right answer, and is not played.
 */
describe("random interleavings of the two sources", () => {
  interface Socket {
    readonly sourceId: string;
    /** null over HTTP/2. */
    readonly key: string | null;
    readonly startedAt: number;
    /** Opened before DevTools: the log never has it. */
    readonly isOld: boolean;
    readonly messages: Message[];
    /** What the debugger has told of it. */
    told: number;
  }

  const step = fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant("message"), socket: fc.nat({ max: 3 }) }) },
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constantFrom("broadcast", "flush", "look"), socket: fc.constant(0) }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom("open", "switch"), socket: fc.nat({ max: 1 }) }) },
  );

  /** Plays the steps, and gives the book and the true sockets. */
  function play(steps: readonly { kind: string; socket: number }[], oldSockets: number): [ConnectionTracker, Socket[]] {
    const tracker = new ConnectionTracker();
    const sockets: Socket[] = [];
    let queue: Observation[] = [];
    let isAttached = false;
    let now = START;
    let jitter = 1;

    const flush = () => {
      tracker.observe(queue);
      queue = [];
    };
    const open = (isOld: boolean, overHttp2: boolean) => {
      const number = sockets.length;
      const sourceId = `debugger:${number}`;
      const key = overHttp2 ? null : `${String(number).padStart(22, "0")}==`;
      now += 20;
      sockets.push({ sourceId, key, startedAt: now, isOld, messages: [], told: 0 });
      if (isAttached && !isOld) {
        queue.push(
          created(sourceId, now - 5),
          requestSent(sourceId, key, now + 0.4),
          answered(sourceId, key === null ? 200 : 101, now + 2),
        );
      }
      now += 5;
    };
    const send = (socket: Socket, text: string) => {
      // Deterministic, and hardly ever twice the same distance.
      jitter = (jitter * 48_271) % 2_147_483_647;
      const one = message(now + (jitter % 997) / 997, "received", text);
      socket.messages.push(one);
      if (!isAttached) return;
      queue.push(messageSeen(socket.sourceId, one));
      socket.told++;
    };
    const look = () => {
      now += 10;
      const entries = sockets
        .filter(({ isOld }) => !isOld)
        .map(({ sourceId, key, startedAt, messages }) =>
          logged(`network:${sourceId}`, key, { startedAt, messages: [...messages] }),
        );
      tracker.poll(entries, now);
    };

    for (let i = 0; i < oldSockets; i++) open(true, false);
    open(false, false);
    for (const { kind, socket: number } of steps) {
      now += 5;
      const socket = sockets[number % sockets.length];
      if (kind === "message" && socket !== undefined) send(socket, `${socket.sourceId} ${now}`);
      else if (kind === "broadcast") for (const one of sockets) send(one, `all ${now % 3}`);
      else if (kind === "flush") flush();
      else if (kind === "look") look();
      else if (kind === "open") open(false, number === 1);
      else if (kind === "switch") {
        // Stopping delivers what was on its way, as the panel does.
        flush();
        if (isAttached) tracker.pauseAll(now);
        isAttached = !isAttached;
      }
    }
    flush();
    for (let looks = 0; looks <= PATIENCE + 1; looks++) look();
    return [tracker, sockets];
  }

  /** Live counting ends and begins again before the log has shown whose messages these are. */
  const SWITCHED_BEFORE_A_LOOK = (["switch", "message", "open", "switch", "message", "switch", "message"] as const).map(
    (kind) => ({
      kind,
      socket: 0,
    }),
  );

  it("give one row to each connection, with its true count", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.nat({ max: 1 }), (steps, oldSockets) => {
        const [tracker, sockets] = play(steps, oldSockets);
        const bytes = (upgrade: Upgrade) => messagesOf(upgrade).sent.bytes + messagesOf(upgrade).received.bytes;
        const inLog = sockets.filter(({ isOld }) => !isOld);
        for (const { sourceId, key, startedAt, messages } of inLog) {
          const [id, ...more] = tracker.idsOf([logged(`network:${sourceId}`, key, { startedAt })]);
          const upgrade = id === undefined ? undefined : tracker.upgrades.get(id);
          expect(more).toEqual([]);
          expect(upgrade && total(upgrade)).toBe(messages.length);
          expect(upgrade && bytes(upgrade)).toBe(messages.reduce((sum, { size }) => sum + (size ?? 0), 0));
        }
        const older = sockets.filter(({ isOld, told }) => isOld && told > 0);
        expect(rows(tracker)).toHaveLength(inLog.length + older.length);
        for (const { sourceId, told } of older) {
          const [id] = tracker.idsOf([closed(sourceId)]);
          const upgrade = id === undefined ? undefined : tracker.upgrades.get(id);
          expect(upgrade && total(upgrade)).toBe(told);
        }
      }),
      { numRuns: 300, examples: [[SWITCHED_BEFORE_A_LOOK, 0]] },
    );
  });
});

describe("a connection that outlives its page", () => {
  it("is one row when its end is told after the log was cleared", () => {
    const tracker = new ConnectionTracker();
    tracker.observe([created("d1"), requestSent("d1", KEY)]);
    tracker.poll([logged("network:1", KEY)], LATER);
    tracker.poll([], LATER + 1000);
    tracker.observe([logged("network:9", KEY, { finished: true, finishedAt: LATER + 2000 })]);
    expect(only(tracker)).toMatchObject({ ended: "closed", seenBy: { debugger: true, network: true } });
  });

  it("is one row when a navigation cleared the log and no poll has come since", () => {
    const tracker = new ConnectionTracker();
    tracker.observe([created("d1"), requestSent("d1", KEY)]);
    tracker.poll([logged("network:1", KEY)], LATER);
    tracker.observe([logged("network:9", KEY, { finished: true, finishedAt: LATER + 2000 })]);
    expect(only(tracker)).toMatchObject({ ended: "closed" });
    tracker.poll([logged("network:1", KEY)], LATER + 3000);
    expect(only(tracker)).toMatchObject({ ended: "closed" });
  });
});
