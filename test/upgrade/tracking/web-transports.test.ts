import { describe, expect, it } from "vitest";
import { readHar, readHarEntry } from "../../../src/sources/har/entries.ts";
import { newestTransport } from "../../../src/sources/har/web-transport.ts";
import { newExchange } from "../../../src/upgrade/http/exchange.ts";
import type { Logged, Observation } from "../../../src/upgrade/observation.ts";
import { stateOf } from "../../../src/upgrade/state.ts";
import { ConnectionTracker } from "../../../src/upgrade/tracking/tracker.ts";
import { told as story } from "../../story.ts";

const NOW = 1_800_000_000_000;
const URL = "https://127.0.0.1:4433/idle";

/** Times of entries as Chromium 156 wrote them. */
const WAITING = { blocked: -25539807.937000003, wait: 0, receive: 0 };
const FAILED = { blocked: 11.357999999745516, wait: 0, receive: 0 };
const OPEN = { blocked: -1, wait: 14.827000002696877, receive: 1.0000000002037268 };
const CLOSED = { blocked: -1, wait: 99.06199999750243, receive: 1617.6590000031865 };

/** One that was asked for at this moment of the monotonic clock, in milliseconds. */
function entry(timings: object, monotonicSeconds = 25_506_699) {
  return {
    startedDateTime: new Date(monotonicSeconds).toISOString(),
    time: 1716.721000000689,
    _resourceType: "webtransport",
    request: { method: "", url: URL, headers: [] },
    response: { status: 0, statusText: "", httpVersion: "", headers: [], _error: null },
    timings: { dns: -1, ssl: -1, connect: -1, send: 0, ...timings },
  };
}

const options = { at: NOW, fromFile: false, generation: 0, requestsSince: NOW - 60_000, transportsSince: 0 };
const look = (...entries: object[]): readonly Logged[] => readHar({ log: { entries } }, options).logged;

function finish(of: object): Logged {
  const read = readHarEntry(of, options);
  if (read === null || !("type" in read)) throw new Error("It is no WebTransport.");
  return read;
}

function created(sourceId: string, monotonicSeconds: number): Observation {
  const exchange = { ...newExchange("CONNECT", "WebTransport"), monotonicSeconds: monotonicSeconds };
  return story.created({ sourceId, at: NOW, url: URL, kind: "webtransport", exchange });
}

/** The states of all, in the order in which they were seen. */
const states = (tracker: ConnectionTracker) => [...tracker.upgrades.values()].map(stateOf);

describe("WebTransports in DevTools' log", () => {
  it.each([
    ["requested", WAITING, { established: false, end: null }],
    ["failed", FAILED, { established: false, end: "failed" }],
    ["open", OPEN, { established: true, end: null }],
    ["closed", CLOSED, { established: true, end: "finished" }],
  ])("are %s by their times", (state, timings, exchange) => {
    const tracker = new ConnectionTracker();
    const logged = look(entry(timings));
    tracker.poll(logged, NOW);
    expect(logged).toMatchObject([{ kind: "webtransport", startedAt: null, finishedAt: null, exchange }]);
    expect(states(tracker)).toEqual([state]);
  });

  it("are dated by their end, for their own dates are none", () => {
    expect(finish(entry(CLOSED))).toMatchObject({
      finished: true,
      finishedAt: NOW,
      exchange: { establishedAt: NOW - CLOSED.receive, end: "finished" },
    });
    expect(finish(entry(FAILED))).toMatchObject({ finishedAt: NOW, exchange: { establishedAt: null, end: "failed" } });
  });

  it("say nothing where another tool wrote the log", () => {
    const har = { log: { creator: { name: "Other", version: "1" }, entries: [entry(CLOSED)] } };
    const [logged] = readHar(har, options).logged;
    expect(logged).toMatchObject({ finished: null, exchange: { established: null, end: null } });
  });

  it("may have ended unseen only if they are older than the first look", () => {
    const entries = [entry(OPEN, 1000), entry(OPEN, 2000), entry(OPEN, 3000), entry(CLOSED, 1500)];
    const transportsSince = newestTransport(entries.slice(0, 2));
    expect(transportsSince).toBe(2);
    const { logged } = readHar({ log: { entries } }, { ...options, transportsSince });
    expect(logged.map(({ isUnsure }) => isUnsure)).toEqual([true, true, false, false]);
    expect(newestTransport([null, 3, {}, { _resourceType: "webtransport", startedDateTime: "x" }])).toBe(0);
  });

  it("end each by itself, two of one address too", () => {
    const tracker = new ConnectionTracker();
    tracker.poll(look(entry(OPEN, 1000), entry(OPEN, 2000)), NOW);
    tracker.observe([finish(entry(CLOSED, 2000))]);
    expect(states(tracker)).toEqual(["open", "closed"]);
    tracker.poll(look(entry(OPEN, 1000), entry(CLOSED, 2000)), NOW + 2000);
    expect(states(tracker)).toEqual(["open", "closed"]);
  });

  it("pair with the debugger's in their order when they began together", () => {
    const tracker = new ConnectionTracker();
    tracker.observe([created("debugger:1", 1.0004), created("debugger:2", 1.0006)]);
    tracker.poll(look(entry(OPEN, 1000), entry(CLOSED, 1000)), NOW);
    expect(states(tracker)).toEqual(["open", "closed"]);
  });

  it("are not taken for those of a page that was left", () => {
    const tracker = new ConnectionTracker();
    tracker.poll(look(entry(OPEN, 1000)), NOW);
    tracker.endAll("navigation", NOW);
    tracker.poll(look(entry(OPEN, 9000)), NOW + 2000);
    expect(states(tracker)).toEqual(["closed", "open"]);
  });

  it.each(["debugger", "log"])("are the ones that the debugger told of, told by the %s first", (first) => {
    const live: Observation[] = [created("debugger:1", 1.0004), created("debugger:2", 2.0009)];
    const tracker = new ConnectionTracker();
    if (first === "debugger") tracker.observe(live);
    tracker.poll(look(entry(WAITING, 1000), entry(OPEN, 2000)), NOW);
    if (first === "log") tracker.observe(live);
    expect(tracker.upgrades.size).toBe(2);
    tracker.observe([finish(entry(CLOSED, 2000)), { type: "established", sourceId: "debugger:1", at: NOW }]);
    expect(states(tracker)).toEqual(["open", "closed"]);
    expect([...tracker.upgrades.values()].map(({ seenBy }) => seenBy)).toEqual([
      { debugger: true, network: true },
      { debugger: true, network: true },
    ]);
  });

  it("end with the debugger's time, whichever source tells first", () => {
    for (const order of ["debugger first", "log first"]) {
      const tracker = new ConnectionTracker();
      tracker.observe([
        created("debugger:1", 25_506.6993),
        { type: "established", sourceId: "debugger:1", at: NOW - 1640 },
      ]);
      const told: Observation[] = [
        { type: "request-ended", sourceId: "debugger:1", at: NOW - 22, end: "finished", message: null },
        finish(entry(CLOSED)),
      ];
      tracker.observe(order === "log first" ? told.reverse() : told);
      const [only, ...others] = tracker.upgrades.values();
      expect(others).toEqual([]);
      expect(only?.closedAt, order).toBe(NOW - 22);
      expect(only?.exchange?.establishedAt, order).toBe(NOW - 1640);
    }
  });
});
