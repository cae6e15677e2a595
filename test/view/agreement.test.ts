import { beforeAll, describe, expect, test } from "vitest";
import type { Explanation } from "../../src/knowledge/explanation/explanation.ts";
import { connectionOf } from "../../src/report/build/connection.ts";
import { connectionFacts } from "../../src/report/formats/outline/facts.ts";
import { phasesOf } from "../../src/upgrade/phases.ts";
import { isWatchedOpen } from "../../src/upgrade/state.ts";
import { ConnectionTracker } from "../../src/upgrade/tracking/tracker.ts";
import { statusText, transportText } from "../../src/view/list/row-text.ts";
import { outcomeWord } from "../../src/view/Outcome.tsx";
import { explanations } from "../docs/samples/diagnosed.ts";
import { requestExplanations } from "../docs/samples/requests.ts";
import { explanationOf } from "../knowledge/failures.ts";
import { readRecording, recordedIds } from "../recordings/recording.ts";
import { endOf, explainAll, logOf, observationsOf } from "../recordings/replay.ts";
import { speakEnglish } from "./languages.ts";

beforeAll(speakEnglish);

interface Told {
  readonly name: string;
  readonly now: number;
  readonly explanation: Explanation;
}

/** Everything that was recorded, as the debugger and as the log alone tell it, and all made-up samples. */
const all: readonly Told[] = [
  ...recordedIds().flatMap((id) => {
    const recording = readRecording(id);
    return [observationsOf(recording), logOf(recording)].flatMap((observations, i) => {
      const tracker = new ConnectionTracker();
      tracker.observe(observations);
      const name = `${id} ${i === 0 ? "live" : "passive"}`;
      return explainAll(tracker, recording).map((explanation) => ({ name, now: endOf(recording.header), explanation }));
    });
  }),
  ...[...explanations(), ...requestExplanations()].map((explanation) => ({
    name: `sample ${explanation.diagnosis?.id}`,
    now: Date.UTC(2026, 0, 1) + 60_000,
    explanation,
  })),
];

const factOf = ({ explanation, now }: Told, name: string) =>
  connectionFacts(connectionOf(explanation, now))
    .find((fact) => fact.name === name)
    ?.value.join("") ?? null;

describe("list, details and reports", () => {
  test("say the same of the transport", () => {
    const wrong = all.flatMap((one) => {
      const [panel, report] = [transportText(one.explanation.upgrade), factOf(one, "Transport")];
      return panel === (report ?? "not known yet") ? [] : [`${one.name}: ${panel}, ${report}`];
    });
    expect(wrong).toEqual([]);
    expect(new Set(all.map(({ explanation }) => transportText(explanation.upgrade))).size).toBeGreaterThan(2);
  });

  test("know HTTP/1.1 of a 101 whose request was not seen", () => {
    const one = { name: "", now: 60_000, explanation: explanationOf({ sentAt: null, answer: { status: 101 } }) };
    expect([transportText(one.explanation.upgrade), factOf(one, "Transport")]).toEqual(["HTTP/1.1", "HTTP/1.1"]);
  });

  test("print one status, wherever the list has a number that was seen", () => {
    const wrong = all.flatMap(({ name, now, explanation }) => {
      const { text } = statusText(explanation.upgrade);
      const { status } = connectionOf(explanation, now);
      // That a header is judged only on a 101 is known without having seen it: the list alone says it.
      const isInferred = status === null && explanation.upgrade.error?.message.includes("handshake") === true;
      return !/^\d+$/.test(text) || text === String(status) || isInferred ? [] : [`${name}: ${text}, ${status}`];
    });
    expect(wrong).toEqual([]);
  });

  test("count on only what something still watches", () => {
    for (const { name, now, explanation } of all) {
      const { upgrade } = explanation;
      const isRunning = phasesOf(upgrade, now).some((phase) => phase.id === "open" && phase.isRunning);
      if (isRunning) expect(isWatchedOpen(upgrade), name).toBe(true);
      const { timing, state } = connectionOf(explanation, now);
      if (state === "open" && timing.openMs !== null) expect(isRunning, name).toBe(true);
    }
  });

  test("have one word for each level", () => {
    const levels = ["healthy", "attention", "failed", "unknown"] as const;
    expect(levels.map(outcomeWord)).toEqual(["Healthy", "Needs attention", "Failed", "Not known"]);
  });

  test("say a diagnosis' summary once", () => {
    for (const { name, explanation } of all) {
      const { verdict, diagnosis } = explanation;
      if (verdict.quotesDiagnosis) expect(verdict.sentence, name).toContain(diagnosis?.summary);
      else if (diagnosis !== null) expect(verdict.sentence, name).not.toContain(diagnosis.summary);
    }
  });
});
