import { expect, test } from "vitest";
import { reportOfReading } from "../../../src/report/build/of-reading.ts";
import { buildReport, type Report } from "../../../src/report/build/report.ts";
import { compareCaptures } from "../../../src/report/compare/compare-captures.ts";
import { readHar } from "../../../src/sources/recognize.ts";
import { ConnectionTracker } from "../../../src/upgrade/tracking/tracker.ts";
import { type Recording, readRecording, recordedIds } from "../../recordings/recording.ts";
import { endOf, explainAll, observationsOf } from "../../recordings/replay.ts";
import { meta } from "../built.ts";

/** What the debugger told of a case. */
function watched(recording: Recording): Report {
  const tracker = new ConnectionTracker();
  tracker.observe(observationsOf(recording));
  const told = meta({ generatedAt: endOf(recording.header) });
  return buildReport(explainAll(tracker, recording), told, { redact: false });
}

/** What the HAR file of the same case tells, which is less. */
function saved({ har }: Recording): Report {
  return reportOfReading(readHar(har), { version: "0.1.0", otherwise: 0, redact: false });
}

test("a recorded connection does not differ from itself in a HAR file: what one of them does not tell is no difference", () => {
  const ids = recordedIds();
  const differing = ids.flatMap((id) => {
    const recording = readRecording(id);
    const live = { name: "live", report: watched(recording) };
    const file = { name: "file", report: saved(recording) };
    return compareCaptures(live, file).pairs.flatMap(({ change, comparison }) =>
      comparison.differences.length === 0 && (change === "same" || change === "unknown")
        ? []
        : [`${id}: ${change}, ${comparison.differences.map((row) => row.id).join(", ")}`],
    );
  });
  expect(ids.length).toBeGreaterThan(100);
  expect(differing).toEqual([]);
});
