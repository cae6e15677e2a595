import { readFileSync, statSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Explanation } from "../../src/knowledge/explanation/explanation.ts";
import { connectionOf } from "../../src/report/build/connection.ts";
import { ConnectionTracker } from "../../src/upgrade/tracking/tracker.ts";
import { differences, expectedOf, LOG, outcomeOf, RECORDED, spokenOf } from "../browser/cases-compare.ts";
import type { Case } from "../lab/case.ts";
import { cases } from "../lab/cases.ts";
import { filesOf, type Recording, readRecording, recordedIds } from "./recording.ts";
import { endOf, explainAll, logOf, observationsOf } from "./replay.ts";

/** How many places of a recording are tried for a look at the log. */
const PLACES = 12;

const recordings = recordedIds().flatMap((id) => {
  const one = cases.find((candidate) => candidate.id === id);
  return one === undefined ? [] : [{ id, one, recording: readRecording(id) }];
});

/** WebTransports of which DevTools' log says something other than the console does. */
const OTHERWISE_IN_LOG: Readonly<Record<string, { readonly state: string; readonly verdict: string }>> = {
  "webtransport-forbidden": { state: "requested", verdict: "unknown" },
  "transport-policy": { state: "requested", verdict: "unknown" },
  "transport-by-extension": { state: "failed", verdict: "failed" },
};

/** Event streams and WebTransports are in the log too, without the browser's message. */
function expectedInLog(one: Case): ReturnType<typeof expectedOf> {
  const expected = expectedOf(one, LOG);
  const { state, verdict, status } = one.expects;
  return expected ?? { status, state, verdict, ...OTHERWISE_IN_LOG[one.id] };
}

/** The connection that the case speaks of, against what the case lays down. */
function judged(
  one: Case,
  recording: Recording,
  explanations: readonly Explanation[],
  expected = expectedOf(one, RECORDED),
): string[] {
  const now = endOf(recording.header);
  if (expected === null) return explanations.map(() => "a connection that nobody can see");
  const connections = explanations.map((explanation) => connectionOf(explanation, now));
  const spoken = spokenOf(one, connections);
  return differences(expected, spoken && outcomeOf(spoken));
}

function counts(explanations: readonly Explanation[], recording: Recording): unknown[] {
  return explanations.map((explanation) => {
    const { state, messages } = connectionOf(explanation, endOf(recording.header));
    return { state, sent: messages?.sent, received: messages?.received };
  });
}

describe("recordings", () => {
  it("are of cases of the lab, each with both sources", () => {
    expect(recordings.map(({ id }) => id)).toEqual(recordedIds());
    expect(recordings.filter(({ id, recording }) => recording.header.case !== id)).toEqual([]);
  });

  it("are small, and say nothing of the machine that made them", () => {
    const files = recordings.flatMap(({ id }) => Object.values(filesOf(id)));
    expect(files.reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThan(1_500_000);
    expect(
      files.filter((file) => /pptr:|file:\/\/|\/(home|root|Users|tmp|work)\//.test(readFileSync(file, "utf8"))),
    ).toEqual([]);
  });
});

describe.each(recordings)("$id", ({ one, recording }) => {
  const observations = observationsOf(recording);
  const log = logOf(recording);
  const live = new ConnectionTracker();
  live.observe(observations);
  const alone = explainAll(live, recording);

  it("is explained from the debugger's events", () => {
    expect(judged(one, recording, alone)).toEqual([]);
  });

  it("is explained from DevTools' log", () => {
    const tracker = new ConnectionTracker();
    tracker.poll(log, endOf(recording.header));
    const explanations = explainAll(tracker, recording);
    const expected = explanations.length === 0 ? expectedOf(one, LOG) : expectedInLog(one);
    expect(judged(one, recording, explanations, expected)).toEqual([]);
  });

  it("is one and counted once, wherever between the events a look at the log comes", () => {
    const step = Math.max(1, Math.floor(observations.length / PLACES));
    for (let place = 0; place <= observations.length; place += step) {
      const tracker = new ConnectionTracker();
      tracker.observe(observations.slice(0, place));
      tracker.poll(log, endOf(recording.header));
      tracker.observe(observations.slice(place));
      tracker.poll(log, endOf(recording.header));
      const both = explainAll(tracker, recording);
      expect(counts(both, recording), `a look after ${place} events`).toEqual(counts(alone, recording));
      expect(judged(one, recording, both), `a look after ${place} events`).toEqual([]);
    }
  });
});
