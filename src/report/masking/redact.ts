import { atOnce, type Steps } from "../build/steps.ts";
import type { RedactedItem, Report } from "../contract/format.ts";
import { Masking } from "./masking.ts";

/**
 * Masks the secrets of a report: names stay, values go, equal values get equal labels. What is found in one place is then
 * looked for in every text, in other spellings too, so that a secret found anywhere stands nowhere.
 *
 * @returns a new report; one that is redacted already comes back as it is
 */
export function redact(report: Report): Report {
  return atOnce(redactSteps(report));
}

/** As `redact`, step by step: three times each connection is one. */
export function* redactSteps(report: Report): Steps<Report> {
  return report.redaction.applied ? report : (yield* Masking.steps(report)).report();
}

/**
 * What redaction masks in a report, for a look before it is exported.
 *
 * @returns one item for each place and secret, without the secrets themselves
 */
export function findSecrets(report: Report): readonly RedactedItem[] {
  return redact(report).redaction.items;
}
