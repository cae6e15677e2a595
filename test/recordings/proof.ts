import { readFileSync } from "node:fs";
import { LIVE, missingFor, RECORDED } from "../browser/cases-compare.ts";
import { FIELD } from "../field/cases.ts";
import { cases } from "../lab/cases.ts";
import { recordedIds } from "./recording.ts";

/**
 * The diagnoses that are proven: a case of the lab leads to them, and either a browser test opens it or a replay test reads
 * its recording, or that of DevTools' log; or a file of the field is judged so in test/field; or a browser test of other
 * pending requests names it.
 */
export function provenDiagnoses(): ReadonlySet<string> {
  const recorded = new Set(recordedIds());
  const field = FIELD.flatMap(({ diagnosis }) => diagnosis ?? []);
  const lab = cases.flatMap((one) => {
    const shown = one.how === undefined && missingFor(one, LIVE) === null;
    const replayed = recorded.has(one.id) && missingFor(one, RECORDED) === null;
    return one.expects.diagnosis !== null && (shown || replayed) ? [one.expects.diagnosis] : [];
  });
  const logged = cases.flatMap(({ id, expects }) => (recorded.has(id) ? (expects.inLog?.diagnosis ?? []) : []));
  return new Set([...lab, ...field, ...logged, ...pending()]);
}

/** Diagnoses of what stays pending and is no WebSocket: a browser test opens each over the lab and names it. */
function pending(): string[] {
  const text = readFileSync(new URL("../browser/kinds.test.ts", import.meta.url), "utf8");
  return [
    ...text.matchAll(/(?:diagnosis: \{ id: |diagnosis\?\.id\)\.toBe\(|diagnosis\)\.toMatchObject\(\{ id: )"([\w-]+)"/g),
  ].map(([, id = ""]) => id);
}
