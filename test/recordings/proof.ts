import { LIVE, missingFor, RECORDED } from "../browser/cases-compare.ts";
import { FIELD } from "../field/cases.ts";
import { cases } from "../lab/cases.ts";
import { recordedIds } from "./recording.ts";

/**
 * The diagnoses that are proven: a case of the lab leads to them, and either a browser test opens it or a replay test reads
 * its recording; or a file of the field is judged so in test/field.
 */
export function provenDiagnoses(): ReadonlySet<string> {
  const recorded = new Set(recordedIds());
  const field = FIELD.flatMap(({ diagnosis }) => diagnosis ?? []);
  const lab = cases.flatMap((one) => {
    const shown = one.how === undefined && missingFor(one, LIVE) === null;
    const replayed = recorded.has(one.id) && missingFor(one, RECORDED) === null;
    return one.expects.diagnosis !== null && (shown || replayed) ? [one.expects.diagnosis] : [];
  });
  return new Set([...lab, ...field]);
}
