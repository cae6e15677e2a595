import { describe, expect, it } from "vitest";
import { countOf } from "../../../src/upgrade/counts/messages.ts";
import type { Logged, Message, Observation, Target } from "../../../src/upgrade/observation.ts";
import { isOlderThanCapture, messagesOf, stateOf } from "../../../src/upgrade/state.ts";
import { ConnectionTracker } from "../../../src/upgrade/tracking/tracker.ts";
import { newUpgrade } from "../../../src/upgrade/upgrade.ts";
import { KEY, told } from "../../story.ts";

const AT = 1_800_000_000_000;

function socket(name: string, url: string, readyState = 1, target: Target = "page"): Observation {
  return told.snapshot({ sourceId: `socket:${name}`, at: AT, url, readyState, target });
}

function created(sourceId: string, url: string): Observation {
  return told.created({ sourceId, at: AT, url });
}

function message(sourceId: string, at = AT): Observation {
  return told.message({ sourceId, at }, { size: 4, digest: 1 });
}

/** The page's own event of a message that the network told of just before. */
function heard(name: string, url: string, at = AT): Observation {
  return { type: "socket-message", sourceId: `socket:${name}`, at, url };
}

function answered(sourceId: string): Observation {
  return told.answered({ sourceId, at: AT });
}

/** An open connection of the log. */
function entry(url: string, messages: readonly Message[] = [], key = KEY): Logged {
  const response = { status: 101, statusText: "", headers: [] };
  const requestHeaders = [["Sec-WebSocket-Key", key]] as const;
  return told.logged({
    sourceId: `network:key ${key}`,
    at: AT,
    startedAt: AT - 5000,
    url,
    requestHeaders,
    response,
    messages,
  });
}

const rows = (tracker: ConnectionTracker) =>
  [...tracker.upgrades.values()].map((upgrade) => [upgrade.url, stateOf(upgrade), countOf(messagesOf(upgrade))]);

const places = (tracker: ConnectionTracker) => [...tracker.upgrades.values()].map(({ target }) => target);

describe("live sockets of the page", () => {
  it("list a connection that is older than the capture and silent", () => {
    const tracker = new ConnectionTracker();
    tracker.observe([socket("1", "ws://a/old")]);
    expect(rows(tracker)).toEqual([["ws://a/old", "open", 0]]);
    expect([...tracker.upgrades.values()].every(isOlderThanCapture)).toBe(true);
  });

  it("show that a connection which the network tells as the page's lives in a frame", () => {
    const tracker = new ConnectionTracker();
    tracker.observe([created("d1", "ws://a/x"), answered("d1"), created("d2", "ws://a/y"), answered("d2")]);
    tracker.observe([socket("1:1", "ws://a/x", 1, "iframe"), socket("2:1", "ws://a/y")]);
    expect([...tracker.upgrades.values()].map(({ target }) => target)).toEqual(["iframe", "page"]);
  });

  it("name no frame as long as two of one URL cannot be told apart, and name it when one is heard", () => {
    const tracker = new ConnectionTracker();
    const look = [socket("1:1", "ws://a/x"), socket("2:1", "ws://a/x", 1, "iframe")];
    tracker.observe([created("d1", "ws://a/x"), answered("d1"), created("d2", "ws://a/x"), answered("d2"), ...look]);
    const targets = () => [...tracker.upgrades.values()].map(({ target }) => target);
    expect(targets()).toEqual(["page", "page"]);
    tracker.observe([message("d1"), heard("2:1", "ws://a/x")]);
    tracker.observe(look);
    expect(targets()).toEqual(["iframe", "page"]);
  });

  it("name no place of what the log alone has, as long as two of one URL cannot be told apart", () => {
    const tracker = new ConnectionTracker();
    const second = entry("ws://a/x", [], "b3RoZXIga2V5IDE2IGJ5dA==");
    tracker.poll([entry("ws://a/x"), second], AT);
    // The worker's is looked at first, though the page's came first into the log.
    const look = [socket("2:1:1", "ws://a/x", 1, "worker"), socket("1:1:1", "ws://a/x")];
    tracker.observe(look);
    expect(places(tracker)).toEqual([null, null]);
  });

  it("name the place of the only one of their URL, whichever is told first", () => {
    for (const isLogFirst of [true, false]) {
      const tracker = new ConnectionTracker();
      if (isLogFirst) tracker.poll([entry("ws://a/x")], AT);
      tracker.observe([socket("2:1:1", "ws://a/x", 1, "worker")]);
      tracker.poll([entry("ws://a/x")], AT);
      expect(places(tracker)).toEqual(["worker"]);
      // A log that was behind.
      const second = entry("ws://a/x", [], "b3RoZXIga2V5IDE2IGJ5dA==");
      tracker.poll([entry("ws://a/x"), second], AT);
      if (!isLogFirst) expect(places(tracker)).toEqual([null, null]);
    }
  });

  it("of a page loaded again name the place of a connection that nothing announced, beside one that ended with the page", () => {
    const SECOND = "b3RoZXIga2V5IDE2IGJ5dA==";
    const loaded = { ...entry("ws://a/x", [], SECOND), at: AT + 3000, startedAt: AT + 2900 };
    for (const isLogFirst of [true, false]) {
      for (const wasShown of [true, false]) {
        for (const [began, place] of [
          [AT + 3100, "worker"],
          // A session that is older than the navigation may show what ended by it.
          [AT - 100, null],
        ] as const) {
          const tracker = new ConnectionTracker();
          tracker.observe([
            told.created({ sourceId: "d1", at: AT, url: "ws://a/x", target: "worker" }),
            answered("d1"),
          ]);
          if (wasShown) tracker.observe([socket("1:1:1", "ws://a/x", 1, "worker")]);
          tracker.endAll("navigation", AT + 3000);
          const poll = () => tracker.poll([loaded], AT + 3200);
          if (isLogFirst) poll();
          const look = { sourceId: "socket:2:1:1", at: AT + 3300, url: "ws://a/x", readyState: 1, watchedSince: began };
          tracker.observe([told.snapshot({ ...look, target: "worker" })]);
          if (!isLogFirst) poll();
          expect(rows(tracker).map(([, state]) => state)).toEqual(["closed", "open"]);
          expect(places(tracker)).toEqual(["worker", place]);
        }
      }
    }
  });

  it("of a shared worker are none that the log has, whichever is told first", () => {
    const shared = socket("2:1:1", "ws://a/x", 1, "shared-worker");
    const inPage = socket("1:1:1", "ws://a/x");
    for (const order of [
      [null, shared, inPage],
      [shared, null, inPage],
      [shared, inPage, null],
      [inPage, shared, null],
    ]) {
      const tracker = new ConnectionTracker();
      for (const one of order) {
        if (one === null) tracker.poll([entry("ws://a/x")], AT);
        else tracker.observe([one]);
      }
      const told = [...tracker.upgrades.values()].map(({ seenBy, target }) => [seenBy.network, target]);
      expect(told.sort()).toEqual([
        [false, "shared-worker"],
        [true, "page"],
      ]);
    }
  });

  it("of a shared worker are none that the log has, though both hear the same broadcast", () => {
    const word = { direction: "received", opcode: 1, size: 4, digest: 1 } as const;
    const sent = Array.from({ length: 8 }, (_, i) => ({ ...word, digest: i, at: AT + i * 200 }));
    const tracker = new ConnectionTracker();
    const inShared = (one: Message): Observation => ({
      ...told.message({ sourceId: "stranger", at: one.at }, one),
      target: "shared-worker",
    });
    tracker.observe([socket("2:1:1", "ws://a/x", 1, "shared-worker"), ...sent.slice(2).map(inShared)]);
    for (let i = 0; i < 5; i++) tracker.poll([entry("ws://a/x", sent)], AT + 10_000 + i);
    const log = [...tracker.upgrades.values()].filter(({ seenBy }) => seenBy.network);
    expect(log.map((one) => [one.target, countOf(messagesOf(one))])).toEqual([[null, 8]]);
  });

  it("make no second row of a connection whose handshake was under way when the session began", () => {
    const tracker = new ConnectionTracker();
    const response = (sourceId: string) => ({ ...answered(sourceId), url: "ws://a/x" });
    const request = told.sent({ sourceId: "d1", at: AT });
    tracker.observe([socket("1:1", "ws://a/x", 0, "worker"), request, response("d1"), socket("1:1", "ws://a/x")]);
    expect(rows(tracker)).toEqual([["ws://a/x", "open", 0]]);
    // One that was open by then has nothing more to be answered.
    tracker.observe([socket("1:2", "ws://a/x"), response("d2")]);
    expect(rows(tracker)).toHaveLength(3);
  });

  it("make no second row of a connection that ended before the look was told", () => {
    const tracker = new ConnectionTracker();
    tracker.observe([
      created("d1", "ws://a/x"),
      answered("d1"),
      told.closed({ sourceId: "d1", at: AT }),
      socket("1", "ws://a/x"),
    ]);
    expect(rows(tracker)).toEqual([["ws://a/x", "closed", 0]]);
  });

  it("are listed all the same when they are there at later looks", () => {
    const tracker = new ConnectionTracker();
    tracker.observe([created("d1", "ws://a/x"), told.closed({ sourceId: "d1", at: AT }), socket("1", "ws://a/x")]);
    expect(rows(tracker)).toHaveLength(1);
    tracker.observe([{ ...socket("1", "ws://a/x"), at: AT + 6000 }]);
    expect(rows(tracker)).toEqual([
      ["ws://a/x", "failed", 0],
      ["ws://a/x", "open", 0],
    ]);
  });

  it("do not bring back a connection that was forgotten before the first look, as one older than the capture", () => {
    const tracker = new ConnectionTracker();
    tracker.observe([created("d1", "ws://a/x"), answered("d1"), created("d2", "ws://a/y"), answered("d2")]);
    tracker.forget([...tracker.upgrades.keys()]);
    tracker.observe([told.closed({ sourceId: "d2", at: AT })]);
    const look = [socket("1", "ws://a/x"), socket("2", "ws://a/x"), socket("3", "ws://a/y")];
    tracker.observe(look);
    tracker.observe(look);
    // The others are no forgotten one's: those are older in truth.
    expect(rows(tracker)).toEqual([
      ["ws://a/x", "open", 0],
      ["ws://a/y", "open", 0],
    ]);
    tracker.observe([created("d3", "ws://a/x"), answered("d3")]);
    expect(rows(tracker)).toHaveLength(3);
  });

  const closedBy = (name: string, code: number): Observation => {
    const event = { at: AT + 9, url: "ws://a/x", code, reason: "", wasClean: true };
    return { type: "closed-by", sourceId: `socket:${name}`, ...event };
  };
  const codes = (tracker: ConnectionTracker) => [...tracker.upgrades.values()].map(({ close }) => close?.code ?? null);

  /** One that was forgotten before the first look, and a new one of the same URL. */
  function forgottenAndNew() {
    const tracker = new ConnectionTracker();
    tracker.observe([created("d1", "ws://a/x"), answered("d1")]);
    tracker.forget([...tracker.upgrades.keys()]);
    tracker.observe([created("d2", "ws://a/x"), answered("d2")]);
    return tracker;
  }

  it("tell how a new connection ends though they were taken for a forgotten one of its URL", () => {
    const tracker = forgottenAndNew();
    tracker.observe([socket("2", "ws://a/x")]);
    tracker.observe([told.closed({ sourceId: "d2", at: AT + 8 }), closedBy("2", 4002)]);
    expect([rows(tracker), codes(tracker)]).toEqual([[["ws://a/x", "closed", 0]], [4002]]);
    // What was forgotten ends later, and is not brought back.
    tracker.observe([told.closed({ sourceId: "d1", at: AT + 80 }), closedBy("1", 4001)]);
    expect([rows(tracker), codes(tracker)]).toEqual([[["ws://a/x", "closed", 0]], [4002]]);
  });

  it("of a forgotten connection give its code to no new one of its URL, whichever they were taken for", () => {
    for (const look of [["1", "2"], ["2", "1"], ["1"], ["2"]]) {
      const tracker = forgottenAndNew();
      tracker.observe(look.map((name) => socket(name, "ws://a/x")));
      tracker.observe([told.closed({ sourceId: "d1", at: AT + 8 }), closedBy("1", 4001), socket("1", "ws://a/x")]);
      expect([rows(tracker), codes(tracker)]).toEqual([[["ws://a/x", "open", 0]], [null]]);
      tracker.observe([told.closed({ sourceId: "d2", at: AT + 80 }), closedBy("2", 4002)]);
      expect([rows(tracker), codes(tracker)]).toEqual([[["ws://a/x", "closed", 0]], [4002]]);
    }
  });

  it("are taken for the announced connection of their URL, one each", () => {
    const tracker = new ConnectionTracker();
    tracker.observe([created("d1", "ws://a/x"), answered("d1"), created("d2", "ws://a/x"), answered("d2")]);
    tracker.observe([socket("1", "ws://a/x"), socket("2", "ws://a/x"), socket("3", "ws://a/x")]);
    tracker.observe([socket("1", "ws://a/x"), socket("2", "ws://a/x"), socket("3", "ws://a/x")]);
    expect(rows(tracker)).toHaveLength(3);
  });

  it("give messages of unknown origin their URL, when one was heard as the other spoke", () => {
    const tracker = new ConnectionTracker();
    tracker.observe([socket("1", "ws://a/one"), socket("2", "ws://a/two"), message("stranger")]);
    tracker.observe([heard("2", "ws://a/two")]);
    tracker.observe([message("stranger", AT + 5)]);
    expect(rows(tracker)).toEqual([
      ["ws://a/one", "open", 0],
      ["ws://a/two", "open", 2],
    ]);
  });

  describe("of one on which the page only sends", () => {
    const says = (name: string, at = AT, direction: "sent" | "received" = "sent"): Observation => ({
      ...told.message({ sourceId: name, at }, { size: 4, digest: 1, direction }),
      session: "1",
    });
    /** Two polls of a log that does not have it. */
    const readLog = (tracker: ConnectionTracker) => {
      for (const later of [1000, 2000]) tracker.poll([], AT + later);
      return rows(tracker);
    };

    it("make one row of it and its messages, when it is the only one of its session", () => {
      const tracker = new ConnectionTracker();
      tracker.observe([socket("1:1:1", "ws://a/one"), socket("2:1:1", "ws://a/frame", 1, "iframe"), says("stranger")]);
      expect(readLog(tracker)).toEqual([
        ["ws://a/one", "open", 1],
        ["ws://a/frame", "open", 0],
      ]);
      tracker.observe([says("stranger", AT + 3000), socket("1:1:1", "ws://a/one")]);
      expect(rows(tracker)[0]).toEqual(["ws://a/one", "open", 2]);
    });

    it("do so too when the look comes after the messages were listed", () => {
      const tracker = new ConnectionTracker();
      tracker.observe([says("stranger")]);
      expect(readLog(tracker)).toEqual([[null, "open", 1]]);
      tracker.observe([socket("1:1:1", "ws://a/one"), says("stranger", AT + 3000)]);
      tracker.poll([], AT + 4000);
      expect(rows(tracker)).toEqual([["ws://a/one", "open", 2]]);
    });

    it.each([
      ["a second socket of the session may have said it", [socket("1:2:1", "ws://a/two"), says("stranger")]],
      ["another connection spoke too", [says("stranger"), says("other")]],
      ["it received what the socket did not", [says("stranger"), says("stranger", AT + 1, "received")]],
      ["the socket is about to close", [says("stranger"), socket("1:1:1", "ws://a/one", 2)]],
      ["the session is not known", [message("stranger")]],
    ])("leave the two apart where %s", (_, news) => {
      const tracker = new ConnectionTracker();
      tracker.observe([socket("1:1:1", "ws://a/one"), ...news]);
      expect(readLog(tracker).filter(([url]) => url === null).length).toBeGreaterThan(0);
    });

    it("part again when the socket hears what another connection received", () => {
      const tracker = new ConnectionTracker();
      tracker.observe([socket("1:1:1", "ws://a/one"), says("stranger")]);
      readLog(tracker);
      const heardAlone = { ...heard("1:1:1", "ws://a/one", AT + 3000), session: "1" };
      tracker.observe([says("other", AT + 3000, "received"), heardAlone]);
      tracker.poll([], AT + 4000);
      expect(rows(tracker)).toContainEqual(["ws://a/one", "open", 1]);
      expect(rows(tracker)).toContainEqual([null, "open", 1]);
    });
  });

  it("do so too when the stranger was listed already, and leave no second row", () => {
    const tracker = new ConnectionTracker();
    tracker.observe([message("stranger"), socket("1", "ws://a/one")]);
    tracker.poll([], AT + 1000);
    tracker.poll([], AT + 2000);
    expect(rows(tracker)).toHaveLength(2);
    const changed = tracker.observe([message("stranger", AT + 3000), heard("1", "ws://a/one", AT + 3000)]);
    expect(rows(tracker)).toEqual([["ws://a/one", "open", 2]]);
    expect(changed.size).toBe(2);
  });

  it("correct themselves when they had been taken for another of the same URL", () => {
    const tracker = new ConnectionTracker();
    tracker.observe([
      created("d1", "ws://a/x"),
      answered("d1"),
      socket("1", "ws://a/x"),
      created("d2", "ws://a/x"),
      answered("d2"),
    ]);
    tracker.observe([message("d2"), heard("1", "ws://a/x")]);
    tracker.observe([{ type: "closed-by", sourceId: "socket:1", at: AT, code: 4000, reason: "", wasClean: true }]);
    expect(rows(tracker)).toEqual([
      ["ws://a/x", "open", 0],
      ["ws://a/x", "closed", 1],
    ]);
  });

  it("give up their claim when they are dead: the next look does not show them", () => {
    const tracker = new ConnectionTracker();
    const at = (observation: Observation, later: number) => ({ ...observation, at: AT + later });
    tracker.observe([created("d1", "ws://a/x"), answered("d1"), socket("1", "ws://a/x")]);
    tracker.observe([at(socket("2", "ws://a/x"), 5000)]);
    expect(rows(tracker)).toHaveLength(1);
  });

  it("are the log's own connection, whichever is told first", () => {
    for (const order of [
      [entry("ws://a/one"), socket("1", "ws://a/one")],
      [socket("1", "ws://a/one"), entry("ws://a/one")],
    ]) {
      const tracker = new ConnectionTracker();
      tracker.observe(order);
      expect(rows(tracker)).toEqual([["ws://a/one", "open", 0]]);
    }
  });

  it("are the log's own connection too when they had spoken before the log was read", () => {
    const word = { direction: "received", opcode: 1, size: 4, digest: 1 } as const;
    const sent = [0, 200, 400].map((ms) => ({ ...word, at: AT + ms }));
    const one = (messages: readonly Message[]) => entry("ws://a/one", messages);
    const other = (messages: readonly Message[]) => entry("ws://a/other", messages, "b3RoZXIga2V5IDE2IGJ5dA==");
    // The second message is the first that the debugger counts.
    const tracker = new ConnectionTracker();
    tracker.observe([socket("1", "ws://a/one"), message("stranger", AT + 200), message("stranger", AT + 400)]);
    tracker.observe([heard("1", "ws://a/one", AT + 400)]);
    expect(tracker.awaitsPoll).toBe(true);
    // The log is behind at first.
    tracker.poll([one([]), other([])], AT + 300);
    const changed = tracker.poll([one(sent), other(sent)], AT + 500);
    expect(rows(tracker)).toEqual([
      ["ws://a/one", "open", 3],
      ["ws://a/other", "open", 3],
    ]);
    expect(changed.has("c1")).toBe(true);
    expect(tracker.awaitsPoll).toBe(false);
    tracker.observe([message("stranger", AT + 600)]);
    tracker.poll([one([...sent, { ...word, at: AT + 600 }])], AT + 700);
    expect(rows(tracker)[0]).toEqual(["ws://a/one", "open", 4]);
  });

  it("leave the log its entry that sits with another live socket of the same URL", () => {
    const tracker = new ConnectionTracker();
    tracker.observe([socket("1", "ws://a/x")]);
    tracker.poll([entry("ws://a/x")], AT);
    tracker.observe([socket("1", "ws://a/x"), socket("2", "ws://a/x", 1, "iframe")]);
    tracker.observe([message("d1"), heard("2", "ws://a/x")]);
    expect(rows(tracker)).toEqual([
      ["ws://a/x", "open", 0],
      ["ws://a/x", "open", 1],
    ]);
  });

  it("are looked for in the log a few times only: what is older than DevTools is not there", () => {
    const tracker = new ConnectionTracker();
    tracker.observe([socket("1", "ws://a/one"), message("stranger"), heard("1", "ws://a/one")]);
    tracker.poll([], AT + 500);
    tracker.poll([], AT + 1000);
    expect(tracker.awaitsPoll).toBe(false);
    expect(rows(tracker)).toEqual([["ws://a/one", "open", 1]]);
  });

  it("tell how one ended that is older than the capture and never spoke", () => {
    const tracker = new ConnectionTracker();
    // One of the same address was refused before, and its own event is not listened for.
    tracker.observe([created("d1", "ws://a/x"), { type: "closed", sourceId: "d1", at: AT - 9000 }]);
    tracker.observe([socket("1", "ws://a/x"), { type: "closed", sourceId: "stranger", at: AT + 9 }]);
    const event = { at: AT + 9, url: "ws://a/x", code: 4000, reason: "", wasClean: true };
    tracker.observe([{ type: "closed-by", sourceId: "socket:1", ...event }]);
    expect(rows(tracker)).toEqual([
      ["ws://a/x", "failed", 0],
      ["ws://a/x", "closed", 0],
    ]);
    expect([...tracker.upgrades.values()].map(({ close }) => close?.code ?? null)).toEqual([null, 4000]);
  });

  it("give no code to an announced connection for which an older socket of its address was taken", () => {
    const tracker = new ConnectionTracker();
    tracker.observe([created("d1", "ws://a/x"), answered("d1"), socket("1", "ws://a/x")]);
    tracker.observe([{ type: "closed", sourceId: "stranger", at: AT + 9 }]);
    const event = { at: AT + 9, url: "ws://a/x", code: 4000, reason: "", wasClean: true };
    tracker.observe([{ type: "closed-by", sourceId: "socket:1", ...event }]);
    tracker.observe([{ type: "closed", sourceId: "d1", at: AT + 99 }]);
    expect(rows(tracker)).toEqual([
      ["ws://a/x", "closed", 0],
      ["ws://a/x", "closed", 0],
    ]);
    expect([...tracker.upgrades.values()].map(({ close }) => close?.code ?? null)).toEqual([null, 4000]);
  });

  describe("of which one waits while others of its URL open", () => {
    /** Five of one URL, of which the second is refused in the end; those that the page listens to are shown first, in their handshakes. */
    function refusedAmongOpen(shown: { readonly isSecondShown: boolean; readonly isEndHeard: boolean }) {
      const tracker = new ConnectionTracker();
      const names = ["1", "2", "3", "4", "5"];
      const look = (name: string, at: number, readyState: number) =>
        told.snapshot({ sourceId: `socket:1:1:${name}`, at: AT + at, url: "ws://a/x", readyState, target: "page" });
      const listened = names.filter((name) => name !== "2");
      tracker.observe(names.map((name) => created(`d${name}`, "ws://a/x")));
      tracker.observe(listened.map((name) => look(name, 10, 0)));
      if (shown.isSecondShown) tracker.observe([look("2", 20, 0)]);
      tracker.observe(listened.map((name) => told.answered({ sourceId: `d${name}`, at: AT + 30 })));
      tracker.observe(listened.map((name) => look(name, 1000, 1)));
      if (shown.isSecondShown) tracker.observe([look("2", 1000, 0)]);
      const waiting = stateOf([...tracker.upgrades.values()][1] ?? newUpgrade("none"));
      tracker.observe([
        told.error({ sourceId: "d2", at: AT + 2500, message: "net::ERR_EMPTY_RESPONSE" }),
        told.closed({ sourceId: "d2", at: AT + 2501 }),
      ]);
      if (shown.isEndHeard) tracker.observe([told.closedBy({ sourceId: "socket:1:1:2", at: AT + 2502, code: 1006 })]);
      tracker.observe(listened.map((name) => look(name, 9000, 1)));
      return { waiting, upgrades: [...tracker.upgrades.values()] };
    }

    it.each([
      { isSecondShown: true, isEndHeard: true },
      { isSecondShown: true, isEndHeard: false },
      { isSecondShown: false, isEndHeard: false },
    ])("are none of those that are open, whatever they were taken for at first: %j", (shown) => {
      const { waiting, upgrades } = refusedAmongOpen(shown);
      expect(["queued", "requested"]).toContain(waiting);
      expect(upgrades.map(stateOf)).toEqual(["open", "failed", "open", "open", "open"]);
      const last = upgrades.map(({ snapshots }) => snapshots.at(-1)?.readyState ?? 0);
      expect(last).toEqual([1, 0, 1, 1, 1]);
    });
  });

  it("tell code and reason of the end", () => {
    const tracker = new ConnectionTracker();
    tracker.observe([created("d1", "ws://a/x"), answered("d1")]);
    tracker.observe([{ type: "closed-by", sourceId: "d1", at: AT + 9, code: 4321, reason: "done", wasClean: true }]);
    expect([...tracker.upgrades.values()][0]?.close).toEqual({ code: 4321, reason: "done", wasClean: true });
  });
});
