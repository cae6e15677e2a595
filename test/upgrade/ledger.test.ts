import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countOf } from "../../src/upgrade/counts/messages.ts";
import { Ledger } from "../../src/upgrade/ledger.ts";
import type { Logged, Message, Observation } from "../../src/upgrade/observation.ts";
import { PATIENCE } from "../../src/upgrade/orphans.ts";
import { isOlderThanCapture, messagesOf, stateOf, type Upgrade } from "../../src/upgrade/upgrade.ts";
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
} from "./observations.ts";

const KEY = "dGhlIHNhbXBsZSBub25jZQ==";
const OTHER_KEY = "b3RoZXIga2V5IDE2IGJ5dGVz";
/** A look after everything else. */
const LATER = START + 1_000_000;

function rows(ledger: Ledger): Upgrade[] {
  return [...ledger.upgrades.values()];
}

function only(ledger: Ledger): Upgrade {
  const [row, ...more] = rows(ledger);
  expect(more).toEqual([]);
  if (row === undefined) throw new Error("The book is empty.");
  return row;
}

function total(upgrade: Upgrade): number {
  return countOf(messagesOf(upgrade));
}

function totals(ledger: Ledger): number[] {
  return rows(ledger).map(total);
}

function opened(ref: string, key: string | null = KEY): Observation[] {
  return [created(ref), requestSent(ref, key), answered(ref, key === null ? 200 : 101)];
}

function stream(count: number, prefix = "m", from = START + 1000, gap = 5): Message[] {
  return Array.from({ length: count }, (_, i) => message(from + i * gap, "received", `${prefix}${i}`));
}

function live(ref: string, messages: readonly Message[]): Observation[] {
  return messages.map((one) => messageSeen(ref, one));
}

describe("two sources, one connection", () => {
  const messages = stream(10);
  const byKey = logged("n:key", KEY, { messages: messages.slice(0, 6) });
  const byStart = logged("n:start", null, { messages: messages.slice(0, 6) });

  it("is joined by its key, the log first", () => {
    const ledger = new Ledger();
    ledger.look([byKey], LATER);
    ledger.observe([...opened("d1"), ...live("d1", messages)]);
    expect(only(ledger)).toMatchObject({ url: URL, seenBy: { debugger: true, network: true } });
    expect(total(only(ledger))).toBe(10);
  });

  it("is joined by its key, the debugger first", () => {
    const ledger = new Ledger();
    ledger.observe([...opened("d1"), ...live("d1", messages)]);
    ledger.look([byKey], LATER);
    expect(only(ledger).seenBy).toEqual({ debugger: true, network: true });
    expect(total(only(ledger))).toBe(10);
  });

  it("is joined by its key, the debugger in mid-handshake", () => {
    for (const seen of [opened("d1").slice(1), [{ ...answered("d1"), requestHeaders: byKey.requestHeaders }]]) {
      const debuggerFirst = new Ledger();
      debuggerFirst.observe([...seen, ...live("d1", messages)]);
      debuggerFirst.look([byKey], LATER);
      expect(only(debuggerFirst).url).toBe(URL);
      expect(total(only(debuggerFirst))).toBe(10);

      const logFirst = new Ledger();
      logFirst.look([byKey], LATER);
      logFirst.observe([...seen, ...live("d1", messages)]);
      expect(total(only(logFirst))).toBe(10);
    }
  });

  it("is joined without a key (HTTP/2) by URL and start, whoever is first", () => {
    const debuggerFirst = new Ledger();
    debuggerFirst.observe([...opened("d1", null), ...live("d1", messages)]);
    debuggerFirst.look([byStart], LATER);
    expect(total(only(debuggerFirst))).toBe(10);

    const logFirst = new Ledger();
    logFirst.look([byStart], LATER);
    logFirst.observe([...opened("d1", null), ...live("d1", messages)]);
    expect(total(only(logFirst))).toBe(10);
  });

  it("is joined without a key while it waits, and when it is refused", () => {
    const text = "Error during WebSocket handshake: Unexpected response code: 403";
    for (const ends of [[], [errorSeen("d1", text), closed("d1")]]) {
      const ledger = new Ledger();
      ledger.observe([created("d1"), requestSent("d1", null), ...ends]);
      const error = ends.length === 0 ? null : { message: text, at: START + 30, ticks: null };
      ledger.look([logged("n:start", null, { response: null, error })], LATER);
      expect(stateOf(only(ledger))).toBe(ends.length === 0 ? "requested" : "failed");
    }
  });

  it("is another one at another start, another URL or another key", () => {
    const others = [
      logged("n:start", null, { startedAt: START + 500 }),
      logged("n:start", null, { url: "wss://app.example/other" }),
      logged("n:key", OTHER_KEY),
    ];
    for (const other of others) {
      const ledger = new Ledger();
      ledger.observe(opened("d1", null));
      ledger.look([other], LATER);
      expect(rows(ledger)).toHaveLength(2);
    }
  });

  it("joins each of two to its own, though they are of one URL", () => {
    const ledger = new Ledger();
    ledger.observe([...opened("d1", KEY), ...opened("d2", OTHER_KEY), ...live("d1", messages.slice(0, 2))]);
    ledger.look([logged("n:2", OTHER_KEY, { messages: messages.slice(0, 5) }), logged("n:1", KEY)], LATER);
    expect(totals(ledger)).toEqual([2, 5]);
  });

  it("tells of the row that is gone when two turn out to be one", () => {
    const ledger = new Ledger();
    ledger.look([byKey], LATER);
    const announced = ledger.observe([created("d1")]);
    const changed = ledger.observe([requestSent("d1", KEY)]);
    for (const id of [...announced, ...ledger.upgrades.keys()]) expect(changed).toContain(id);
    expect(rows(ledger)).toHaveLength(1);
  });
});

describe("a request that was never sent", () => {
  const text = "Error in connection establishment: net::ERR_CONNECTION_REFUSED";
  const failed = waiting("n:failed", { finished: true, error: { message: text, at: null, ticks: 1234.5 } });
  const seen = [created("d1"), errorSeen("d1", text, 1234.5), closed("d1")];

  it("is joined by URL and the browser's ticks, whoever is first", () => {
    const debuggerFirst = new Ledger();
    debuggerFirst.observe(seen);
    debuggerFirst.look([failed], LATER);
    expect(stateOf(only(debuggerFirst))).toBe("failed");

    const logFirst = new Ledger();
    logFirst.look([failed], LATER);
    logFirst.observe(seen);
    expect(only(logFirst).seenBy).toEqual({ debugger: true, network: true });
  });

  it("is another one at other ticks", () => {
    const ledger = new Ledger();
    ledger.observe(seen);
    ledger.look([waiting("n:failed", { error: { message: text, at: null, ticks: 1300 } })], LATER);
    expect(rows(ledger)).toHaveLength(2);
  });

  it("was one row all the time when a look had seen it waiting", () => {
    const ledger = new Ledger();
    ledger.observe([created("d1")]);
    ledger.look([waiting("n:waiting")], LATER);
    ledger.observe(seen.slice(1));
    ledger.look([failed], LATER);
    expect(stateOf(only(ledger))).toBe("failed");
  });
});

describe("a row that waits in the log", () => {
  const named: [name: string, entry: Logged][] = [
    ["a key", logged("n:key", KEY)],
    ["a start", logged("n:start", null)],
    ["a failure", waiting("n:failed", { error: { message: "no", at: null, ticks: 5 } })],
  ];

  it.each(named)("is the same row when it gets %s", (_name, entry) => {
    const ledger = new Ledger();
    ledger.look([waiting("n:waiting")], LATER);
    const [id] = ledger.upgrades.keys();
    ledger.look([entry], LATER);
    expect(only(ledger).id).toBe(id);
  });

  it.each(named)("lets the next one wait under its old name after it got %s", (_name, entry) => {
    for (const order of [
      [entry, waiting("n:waiting")],
      [waiting("n:waiting"), entry],
    ]) {
      const ledger = new Ledger();
      ledger.look([waiting("n:waiting")], LATER);
      ledger.look([entry], LATER);
      ledger.look(order, LATER);
      ledger.look(order, LATER);
      ledger.look(order, LATER);
      expect(rows(ledger)).toHaveLength(2);
    }
  });

  it("is joined with the debugger's news of it, early, late and in mid-handshake", () => {
    const key = logged("n:key", KEY);
    const steps: ((ledger: Ledger) => void)[][] = [
      [
        (l) => l.observe([created("d1")]),
        (l) => l.look([waiting("n:w")], LATER),
        (l) => l.observe(opened("d1").slice(1)),
      ],
      [(l) => l.look([waiting("n:w")], LATER), (l) => l.observe(opened("d1"))],
      [(l) => l.look([waiting("n:w")], LATER), (l) => l.observe(opened("d1").slice(1))],
      [
        (l) => l.look([waiting("n:w")], LATER),
        (l) => l.observe([created("d1")]),
        (l) => l.look([key], LATER),
        (l) => l.observe(opened("d1").slice(1)),
      ],
    ];
    for (const sequence of steps) {
      const ledger = new Ledger();
      for (const step of sequence) step(ledger);
      ledger.look([key], LATER);
      expect(stateOf(only(ledger))).toBe("open");
      expect(only(ledger).url).toBe(URL);
    }
  });

  it("does the same over HTTP/2", () => {
    const ledger = new Ledger();
    ledger.observe([created("d1")]);
    ledger.look([waiting("n:w")], LATER);
    ledger.observe(opened("d1", null).slice(1));
    ledger.look([logged("n:start", null)], LATER);
    expect(stateOf(only(ledger))).toBe("open");
  });

  it("counts two that wait as two", () => {
    const ledger = new Ledger();
    ledger.look([waiting("n:w"), waiting("n:w #1")], LATER);
    expect(rows(ledger)).toHaveLength(2);
    ledger.look([logged("n:1", KEY), logged("n:2", OTHER_KEY)], LATER);
    expect(rows(ledger).map(stateOf)).toEqual(["open", "open"]);
  });
});

describe("a connection whose creation was not seen", () => {
  const spoke: Observation = { ...messageSeen("stranger", message(START)), target: "shared-worker" };

  it("lives where its messages were heard", () => {
    const ledger = new Ledger();
    ledger.observe([spoke]);
    ledger.look([], LATER);
    ledger.look([], LATER);
    expect(only(ledger)).toMatchObject({ target: "shared-worker", url: null });
  });

  it("lives there too when the log tells its address", () => {
    const ledger = new Ledger();
    ledger.observe([spoke]);
    ledger.look([logged("n:key", KEY, { messages: [message(START)] })], LATER);
    expect(only(ledger)).toMatchObject({ target: "shared-worker", url: URL });
  });
});

describe("connections that wait, known to both sources", () => {
  const failure = { error: { message: "WebSocket opening handshake timed out", at: null, ticks: 1234.5 } };

  it("stay two when the first of two to one URL is sent, and the log renames the second", () => {
    const ledger = new Ledger();
    ledger.observe([created("d1"), created("d2")]);
    ledger.look([waiting("n:w"), waiting("n:w #1")], LATER);
    ledger.observe([requestSent("d1", KEY)]);
    for (const entries of [
      [logged("n:key", KEY, { response: null }), waiting("n:w")],
      [waiting("n:w"), logged("n:key", KEY, { response: null })],
    ]) {
      ledger.look(entries, LATER);
      expect(rows(ledger).map(stateOf)).toEqual(["requested", "queued"]);
      expect(rows(ledger).map(({ createdAt }) => createdAt)).toEqual([START, START]);
    }
  });

  it("stay one when one fails and the log says so first, in its place and under its id", () => {
    const ledger = new Ledger();
    ledger.observe([created("d1"), created("d2", START, `${URL}/other`)]);
    ledger.look([waiting("n:w"), waiting("n:other", { url: `${URL}/other` })], LATER);
    const [first] = rows(ledger);
    ledger.observe([waiting("n:failed", { ...failure, finished: true })]);
    ledger.observe([errorSeen("d1", failure.error.message), closed("d1")]);
    ledger.look([waiting("n:failed", failure), waiting("n:other", { url: `${URL}/other` })], LATER);
    expect(rows(ledger).map(stateOf)).toEqual(["failed", "queued"]);
    expect(rows(ledger)[0]).toMatchObject({ id: first?.id, createdAt: START });
  });

  it.each([
    ["was sent", [requestSent("d1", KEY)], logged("n:key", KEY)],
    ["was sent over HTTP/2", [requestSent("d1", null)], logged("n:start", null)],
    ["was answered", opened("d1").slice(1), logged("n:key", KEY)],
    [
      "was refused",
      [requestSent("d1", KEY), errorSeen("d1", "no"), closed("d1")],
      logged("n:key", KEY, { response: null }),
    ],
    ["failed", [errorSeen("d1", failure.error.message), closed("d1")], waiting("n:failed", failure)],
  ])("stay one when a look that began earlier is told after it %s", (_name, news, entry) => {
    const ledger = new Ledger();
    ledger.observe([created("d1"), ...news]);
    const state = stateOf(only(ledger));
    ledger.look([waiting("n:w", { at: START - 100 })], START - 100);
    expect(stateOf(only(ledger))).toBe(state);
    ledger.look([entry], LATER);
    expect(only(ledger).seenBy).toEqual({ debugger: true, network: true });
  });

  it("are another one where the last attempt went on long before", () => {
    const ledger = new Ledger();
    ledger.observe([created("d1"), requestSent("d1", KEY), errorSeen("d1", "no"), closed("d1")]);
    ledger.look([waiting("n:w", { at: START + 60_000 })], START + 60_000);
    expect(rows(ledger).map(stateOf)).toEqual(["failed", "queued"]);
  });

  it("are another one where the log tells of the last attempt as well", () => {
    for (const entries of [
      [logged("n:key", KEY, { response: null }), waiting("n:w", { at: START })],
      [waiting("n:w", { at: START }), logged("n:key", KEY, { response: null })],
    ]) {
      const ledger = new Ledger();
      ledger.observe([created("d1"), requestSent("d1", KEY), errorSeen("d1", "no"), closed("d1"), created("d2")]);
      ledger.look(entries, START);
      expect(rows(ledger).map(stateOf)).toEqual(["failed", "queued"]);
      expect(rows(ledger).every(({ seenBy }) => seenBy.network)).toBe(true);
    }
  });

  it("leave no ghost when the log alone knew that it waited, and tells of its end outside a look", () => {
    const ledger = new Ledger();
    ledger.look([waiting("n:w")], LATER);
    ledger.observe([waiting("n:failed", { ...failure, finished: true })]);
    ledger.look([waiting("n:failed", failure)], LATER);
    expect(stateOf(only(ledger))).toBe("failed");
  });

  it("do not blame the one that still waits for the failure of another", () => {
    const ledger = new Ledger();
    ledger.observe([created("d1"), created("d2")]);
    ledger.look([waiting("n:w"), waiting("n:w #1")], LATER);
    ledger.observe([waiting("n:failed", { ...failure, finished: true })]);
    ledger.observe([errorSeen("d2", failure.error.message), closed("d2")]);
    ledger.look([waiting("n:w"), waiting("n:failed", failure)], LATER);
    expect(rows(ledger).map(stateOf)).toEqual(["queued", "failed"]);
  });
});

describe("a request that is sent again over HTTP/2", () => {
  const sent = (at: number) => requestSent("d1", null, at);
  const failure = {
    response: null,
    error: { message: "Stream closed", at: START + 60, ticks: 9 },
    finished: true,
  } as const;
  const first = logged("n:first", null, { startedAt: START + 10, response: null });
  const third = logged("n:third", null, { startedAt: START + 50, ...failure });
  const all = [
    created("d1"),
    sent(START + 10),
    sent(START + 30),
    sent(START + 50),
    errorSeen("d1", "Stream closed", 9),
  ];

  type Step = (ledger: Ledger) => void;
  const look: Step = (ledger) => void ledger.look([first], LATER);
  const end: Step = (ledger) => void ledger.observe([third]);
  const hear =
    (from: number, to?: number): Step =>
    (ledger) =>
      void ledger.observe(all.slice(from, to));
  const orders: [string, Step[]][] = [
    ["a look at the first sending comes before the debugger's news", [look, hear(0)]],
    ["and the log tells of the end outside a look", [look, end, hear(0)]],
    ["a look comes between", [hear(0, 2), look, hear(2)]],
    ["the log is alone", [look]],
  ];
  it.each(orders)("is one: %s", (_, steps) => {
    const ledger = new Ledger();
    for (const step of steps) step(ledger);
    ledger.look([third], LATER);
    expect(rows(ledger).map(stateOf)).toEqual(["failed"]);
  });
});

describe("messages of a connection that was never announced", () => {
  const messages = stream(20);

  it("wait for a look, and are found in the log", () => {
    const ledger = new Ledger();
    expect([...ledger.observe(live("d9", messages.slice(12)))]).toEqual([]);
    expect(ledger.hasOrphans).toBe(true);
    ledger.look([logged("n:key", KEY, { messages })], LATER);
    expect(ledger.hasOrphans).toBe(false);
    expect(total(only(ledger))).toBe(20);
    ledger.observe(live("d9", stream(5, "later", START + 5000)));
    expect(total(only(ledger))).toBe(25);
  });

  it("are found though the two clocks differ, and are not counted twice", () => {
    const ledger = new Ledger();
    const late = messages.map((one) => ({ ...one, at: one.at + 7.25 }));
    ledger.look([logged("n:key", KEY, { messages: messages.slice(0, 15) })], LATER);
    ledger.observe(live("d9", late.slice(12)));
    ledger.look([logged("n:key", KEY, { messages: messages.slice(0, 15) })], LATER);
    expect(total(only(ledger))).toBe(20);
    ledger.look([logged("n:key", KEY, { messages })], LATER);
    expect(total(only(ledger))).toBe(20);
  });

  it("are found by a log that is behind", () => {
    const ledger = new Ledger();
    ledger.observe(live("d9", messages.slice(5)));
    ledger.look([logged("n:key", KEY, { messages: messages.slice(0, 8) })], LATER);
    expect(total(only(ledger))).toBe(20);
  });

  it("belong to a connection older than DevTools when the look does not have them", () => {
    const ledger = new Ledger();
    ledger.observe(live("d9", messages));
    // A first look that lacks them may only be behind.
    ledger.look([logged("n:key", KEY, { messages: stream(20, "other") })], LATER);
    const changed = ledger.look([logged("n:key", KEY, { messages: stream(20, "other") })], LATER);
    const [known, older] = rows(ledger);
    expect(rows(ledger)).toHaveLength(2);
    expect(known && total(known)).toBe(20);
    expect(older && isOlderThanCapture(older)).toBe(true);
    expect(older?.url).toBeNull();
    expect(older && total(older)).toBe(20);
    expect(changed).toContain(older?.id);
  });

  it("are not judged by a look that began before them", () => {
    const ledger = new Ledger();
    ledger.observe(live("d9", messages));
    ledger.look([], START);
    expect(rows(ledger)).toEqual([]);
    expect(ledger.hasOrphans).toBe(true);
  });

  it("bring their end with them", () => {
    const ledger = new Ledger();
    ledger.observe([...live("d9", messages), closed("d9", START + 7000)]);
    ledger.look([logged("n:key", KEY, { messages })], LATER);
    expect(only(ledger)).toMatchObject({ ended: "closed", closedAt: START + 7000 });
  });

  it("are told apart when two connections got the same broadcasts", () => {
    // The same payloads, each delivered a few microseconds later to the second, and never by the same distance.
    const second = messages.map((one, i) => ({ ...one, at: one.at + 0.03 + (i % 3) * 0.02 }));
    const extra = stream(3, "extra", START + 5000);
    const entries = [logged("n:1", KEY, { messages }), logged("n:2", OTHER_KEY, { messages: [...second, ...extra] })];
    for (const refs of [
      ["d1", "d2"],
      ["d2", "d1"],
    ]) {
      const ledger = new Ledger();
      for (const ref of refs)
        ledger.observe(live(ref, ref === "d1" ? messages.slice(4) : [...second.slice(4), ...extra]));
      ledger.look(entries, LATER);
      expect(totals(ledger)).toEqual([20, 23]);
      ledger.observe(live("d1", stream(1, "one", START + 6000)));
      expect(totals(ledger)).toEqual([21, 23]);
    }
  });

  it("wait while two fit equally well, and are counted right when they stay alike", () => {
    const one = messages.slice(0, 1);
    const ledger = new Ledger();
    ledger.observe([...live("d1", one), ...live("d2", one)]);
    const entries = [logged("n:1", KEY, { messages: one }), logged("n:2", OTHER_KEY, { messages: one })];
    for (let looks = 0; looks < PATIENCE; looks++) {
      ledger.look(entries, LATER);
      expect(ledger.hasOrphans).toBe(true);
      expect(totals(ledger)).toEqual([1, 1]);
    }
    ledger.look(entries, LATER);
    expect(ledger.hasOrphans).toBe(false);
    expect(totals(ledger)).toEqual([1, 1]);
  });

  it("of an older connection do not take the place of the one that got the same broadcast", () => {
    const theirs = messages.map((one, i) => ({ ...one, at: one.at + 0.02 + (i % 2) * 0.02 }));
    const ledger = new Ledger();
    // The stranger comes first, so that order alone would give it the entry.
    ledger.observe([...live("stranger", [...theirs.slice(4), ...stream(2, "extra", START + 5000)])]);
    ledger.observe(live("d1", messages.slice(4)));
    // Both have every message of the entry: the nearer clock decides, once there was time for more messages to tell.
    for (let looks = 0; looks <= PATIENCE; looks++) ledger.look([logged("n:1", KEY, { messages })], LATER);
    expect(totals(ledger)).toEqual([20, 18]);
    ledger.observe(live("d1", stream(1, "one", START + 6000)));
    expect(totals(ledger)).toEqual([21, 18]);
  });

  it("are found at the nearest time when the same payload was sent before", () => {
    const beats = [0, 500, 1000, 1500].map((at) => message(START + at, "received", "beat"));
    const ledger = new Ledger();
    ledger.observe(live("d9", beats.slice(2, 3)));
    ledger.look([logged("n:key", KEY, { messages: beats.slice(0, 3) })], LATER);
    expect(total(only(ledger))).toBe(3);
  });

  it("are not given to a connection that the debugger has announced itself", () => {
    const [one] = stream(1);
    const ledger = new Ledger();
    ledger.observe([...opened("d1"), ...live("d1", one ? [one] : []), ...live("d9", one ? [one] : [])]);
    ledger.pauseAll(START + 3000);
    ledger.look([logged("n:key", KEY, { messages: one ? [one] : [] })], LATER);
    ledger.look([logged("n:key", KEY, { messages: one ? [one] : [] })], LATER);
    expect(rows(ledger)).toHaveLength(2);
    expect(totals(ledger)).toEqual([1, 1]);
  });

  it("lose nothing when live counting stops before the look", () => {
    const ledger = new Ledger();
    ledger.observe(live("d9", messages.slice(5, 8)));
    ledger.pauseAll(START + 3000);
    ledger.look([logged("n:key", KEY, { messages })], LATER);
    expect(total(only(ledger))).toBe(20);

    const older = new Ledger();
    older.observe(live("d9", messages.slice(5, 8)));
    older.pauseAll(START + 3000);
    older.look([], LATER);
    older.look([], LATER);
    expect(total(only(older))).toBe(3);
    expect(only(older).unwatchedSince).toBe(START + 3000);
  });

  it("are found quickly in a log of many alike", () => {
    const many = Array.from({ length: 20_000 }, (_, i) => message(START + i * 0.1, "received", "tick"));
    const ledger = new Ledger();
    ledger.observe(
      live(
        "d9",
        many.slice(10_000, 10_100).map((one) => ({ ...one, at: one.at + 0.03 })),
      ),
    );
    const before = performance.now();
    ledger.look([logged("n:key", KEY, { messages: many })], LATER);
    expect(performance.now() - before).toBeLessThan(2000);
    expect(rows(ledger)).toHaveLength(1);
  });
});

describe("what is not an upgrade of its own", () => {
  it("is the end of something never announced", () => {
    const ledger = new Ledger();
    expect(ledger.observe([closed("d1"), errorSeen("d2", "Insufficient resources")]).size).toBe(0);
    expect(rows(ledger)).toEqual([]);
    expect(ledger.hasOrphans).toBe(false);
  });
});

describe("a connection whose frame or worker was quicker than the session with it", () => {
  const socket = (ref: string, at = START): Observation => ({
    type: "socket-state",
    ref,
    at,
    url: URL,
    readyState: 1,
    protocol: "",
    extensions: "",
    bufferedAmount: 0,
    target: "iframe",
  });

  it.each([true, false])("is one with the log's, whichever was listed first (the log's: %s)", (logFirst) => {
    const ledger = new Ledger();
    const messages = stream(7);
    if (logFirst) ledger.look([logged("n:key", KEY)], START);
    ledger.observe(live("d1", messages));
    if (!logFirst) ledger.observe([socket("s1")]);
    ledger.same("s1", "d1");
    if (!logFirst) ledger.look([logged("n:key", KEY)], START + 900);
    ledger.look([logged("n:key", KEY, { messages })], LATER);
    ledger.look([logged("n:key", KEY, { messages })], LATER);
    expect(totals(ledger)).toEqual([7]);
    expect(only(ledger).request).not.toBeNull();
    ledger.observe(live("d1", stream(2, "more", START + 5000)));
    expect(totals(ledger)).toEqual([9]);
  });

  it("stays a row of its own where the log's messages are others", () => {
    const ledger = new Ledger();
    ledger.observe([...live("d1", stream(7)), socket("s1")]);
    ledger.same("s1", "d1");
    ledger.look([logged("n:key", KEY, { messages: stream(7, "other") })], LATER);
    expect(totals(ledger)).toEqual([7, 7]);
  });
});

describe("forgetting", () => {
  it("ignores what else comes of a forgotten connection, by any of its names", () => {
    const ledger = new Ledger();
    ledger.observe(opened("d1"));
    ledger.look([logged("n:key", KEY)], LATER);
    ledger.forget([...ledger.upgrades.keys()]);
    ledger.observe([...live("d1", stream(3)), closed("d1"), created("d1")]);
    ledger.look([logged("n:key", KEY), logged("n:key again", KEY)], LATER);
    expect(rows(ledger)).toEqual([]);
    expect(ledger.hasOrphans).toBe(false);
  });

  it("keeps the others", () => {
    const ledger = new Ledger();
    ledger.observe([...opened("d1"), ...opened("d2", OTHER_KEY)]);
    const [first] = ledger.upgrades.keys();
    ledger.forget(first === undefined ? [] : [first]);
    ledger.observe(live("d2", stream(4)));
    expect(total(only(ledger))).toBe(4);
  });

  it("never gives a name twice", () => {
    const ledger = new Ledger();
    ledger.observe(opened("d1"));
    const [first] = ledger.upgrades.keys();
    ledger.forget([...ledger.upgrades.keys()]);
    ledger.observe(opened("d2", OTHER_KEY));
    expect([...ledger.upgrades.keys()]).not.toContain(first);
  });

  it("drops messages whose connection was not known yet, for good", () => {
    const ledger = new Ledger();
    ledger.observe(live("d9", stream(3)));
    ledger.forgetOrphans();
    ledger.observe(live("d9", stream(3, "more")));
    ledger.look([], LATER);
    expect(rows(ledger)).toEqual([]);
    expect(ledger.hasOrphans).toBe(false);
  });
});

describe("ends and stops", () => {
  it("ends what still lives, and nothing else", () => {
    const ledger = new Ledger();
    ledger.observe([...opened("d1"), ...opened("d2", OTHER_KEY), closed("d2"), created("d3")]);
    const [first, , third] = ledger.upgrades.keys();
    expect([...ledger.endAll("navigation", START + 500)]).toEqual([first, third]);
    expect(rows(ledger).map(({ ended }) => ended)).toEqual(["navigation", "closed", "navigation"]);
    expect(rows(ledger).map(stateOf)).toEqual(["closed", "closed", "failed"]);
  });

  it("spares those of the new page", () => {
    const ledger = new Ledger();
    ledger.observe([...opened("d1"), ...opened("d2", OTHER_KEY)]);
    const kept = ledger.idsOf([closed("d2")]);
    ledger.endAll("navigation", START + 500, kept);
    expect(rows(ledger).map(stateOf)).toEqual(["closed", "open"]);
  });

  it("spares those of workers that no page ends", () => {
    const ledger = new Ledger();
    ledger.observe([
      { ...created("d1"), target: "service-worker" },
      { ...created("d2"), target: "shared-worker" },
      { ...created("d3"), target: "worker" },
    ]);
    ledger.endAll("navigation", START + 500);
    expect(rows(ledger).map(({ ended }) => ended)).toEqual([null, null, "navigation"]);
  });

  it("stays ended by the navigation when a page that was kept for Back closes its sockets later", () => {
    const ledger = new Ledger();
    ledger.observe(opened("d1"));
    ledger.endAll("navigation", START + 500);
    ledger.observe([closed("d1")]);
    expect(only(ledger).ended).toBe("navigation");
  });

  it("forgets messages of unknown connections with the page", () => {
    const ledger = new Ledger();
    ledger.observe(live("d9", stream(3)));
    ledger.endAll("target-gone", START + 500);
    expect(ledger.hasOrphans).toBe(false);
  });

  it("keeps every sum when live counting stops, and goes on", () => {
    const ledger = new Ledger();
    const messages = stream(12);
    ledger.observe([...opened("d1"), ...live("d1", messages.slice(0, 5))]);
    ledger.observe(opened("d2", OTHER_KEY));
    expect([...ledger.pauseAll(START + 2000)]).toEqual([[...ledger.upgrades.keys()][0]]);
    expect(totals(ledger)).toEqual([5, 0]);
    ledger.look([logged("n:key", KEY, { messages: messages.slice(0, 8) })], LATER);
    expect(totals(ledger)).toEqual([8, 0]);
    ledger.observe(live("d1", messages.slice(8)));
    ledger.look([logged("n:key", KEY, { messages })], LATER);
    expect(totals(ledger)).toEqual([12, 0]);
  });
});

describe("random interleavings of the two sources", () => {
  interface Socket {
    readonly ref: string;
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
  function play(steps: readonly { kind: string; socket: number }[], oldSockets: number): [Ledger, Socket[]] {
    const ledger = new Ledger();
    const sockets: Socket[] = [];
    let queue: Observation[] = [];
    let isAttached = false;
    let now = START;
    let jitter = 1;

    const flush = () => {
      ledger.observe(queue);
      queue = [];
    };
    const open = (isOld: boolean, overHttp2: boolean) => {
      const number = sockets.length;
      const ref = `debugger:${number}`;
      const key = overHttp2 ? null : `key${number}`;
      now += 20;
      sockets.push({ ref, key, startedAt: now, isOld, messages: [], told: 0 });
      if (isAttached && !isOld) {
        queue.push(
          created(ref, now - 5),
          requestSent(ref, key, now + 0.4),
          answered(ref, key === null ? 200 : 101, now + 2),
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
      queue.push(messageSeen(socket.ref, one));
      socket.told++;
    };
    const look = () => {
      now += 10;
      const entries = sockets
        .filter(({ isOld }) => !isOld)
        .map(({ ref, key, startedAt, messages }) =>
          logged(`network:${ref}`, key, { startedAt, messages: [...messages] }),
        );
      ledger.look(entries, now);
    };

    for (let i = 0; i < oldSockets; i++) open(true, false);
    open(false, false);
    for (const { kind, socket: number } of steps) {
      now += 5;
      const socket = sockets[number % sockets.length];
      if (kind === "message" && socket !== undefined) send(socket, `${socket.ref} ${now}`);
      else if (kind === "broadcast") for (const one of sockets) send(one, `all ${now % 3}`);
      else if (kind === "flush") flush();
      else if (kind === "look") look();
      else if (kind === "open") open(false, number === 1);
      else if (kind === "switch") {
        // Stopping delivers what was on its way, as the panel does.
        flush();
        if (isAttached) ledger.pauseAll(now);
        isAttached = !isAttached;
      }
    }
    flush();
    for (let looks = 0; looks <= PATIENCE + 1; looks++) look();
    return [ledger, sockets];
  }

  it("give one row to each connection, with its true count", () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), fc.nat({ max: 1 }), (steps, oldSockets) => {
        const [ledger, sockets] = play(steps, oldSockets);
        const bytes = (upgrade: Upgrade) => messagesOf(upgrade).sent.bytes + messagesOf(upgrade).received.bytes;
        const inLog = sockets.filter(({ isOld }) => !isOld);
        for (const { ref, key, startedAt, messages } of inLog) {
          const [id, ...more] = ledger.idsOf([logged(`network:${ref}`, key, { startedAt })]);
          const upgrade = id === undefined ? undefined : ledger.upgrades.get(id);
          expect(more).toEqual([]);
          expect(upgrade && total(upgrade)).toBe(messages.length);
          expect(upgrade && bytes(upgrade)).toBe(messages.reduce((sum, { size }) => sum + (size ?? 0), 0));
        }
        const older = sockets.filter(({ isOld, told }) => isOld && told > 0);
        expect(rows(ledger)).toHaveLength(inLog.length + older.length);
        for (const { ref, told } of older) {
          const [id] = ledger.idsOf([closed(ref)]);
          const upgrade = id === undefined ? undefined : ledger.upgrades.get(id);
          expect(upgrade && total(upgrade)).toBe(told);
        }
      }),
      { numRuns: 300 },
    );
  });
});
