import { LIVE, missingFor, RECORDED } from "../browser/cases-compare.ts";
import { cases } from "../lab/cases.ts";
import { recordedIds } from "./recording.ts";

/**
 * The diagnoses that are proven: a case of the lab leads to them, and either a browser test opens it or a replay test reads
 * its recording.
 */
export function provenDiagnoses(): ReadonlySet<string> {
  const recorded = new Set(recordedIds());
  return new Set(
    cases.flatMap((one) => {
      const shown = one.how === undefined && missingFor(one, LIVE) === null;
      const replayed = recorded.has(one.id) && missingFor(one, RECORDED) === null;
      return one.expects.diagnosis !== null && (shown || replayed) ? [one.expects.diagnosis] : [];
    }),
  );
}
