import { mergeReports, type NamedReport } from "../../src/report/build/merge.ts";
import { buildReport, type Report } from "../../src/report/build/report.ts";
import { ConnectionTracker } from "../../src/upgrade/tracking/tracker.ts";
import { meta } from "../report/built.ts";
import { readRecording, recordedIds } from "./recording.ts";
import { endOf, explainAll, observationsOf } from "./replay.ts";

/** One report of every recorded case of the lab; each connection's `file` is the id of its case. */
export function recordedReport(): Report {
  const [first, ...more] = recordedIds().map((name): NamedReport => {
    const recording = readRecording(name);
    const tracker = new ConnectionTracker();
    tracker.observe(observationsOf(recording));
    return {
      name,
      report: buildReport(explainAll(tracker, recording), meta({ generatedAt: endOf(recording.header) })),
    };
  });
  if (first === undefined) throw new Error("Nothing is recorded.");
  return mergeReports(first, ...more);
}
