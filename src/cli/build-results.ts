import { visibleText } from "../knowledge/text.ts";
import { type Expectations, readExpectations } from "../report/ci/expectations.ts";
import { toAnnotations } from "../report/ci/github.ts";
import { toJunit } from "../report/ci/junit.ts";
import { problemsOf } from "../report/ci/problems.ts";
import { toSarif } from "../report/ci/sarif.ts";
import { expectedIn, nearestTo, unmetBy, unusedIn } from "../report/ci/unmet.ts";
import type { Report } from "../report/contract/format.ts";
import { redact } from "../report/masking/redact.ts";
import { type Io, Refusal } from "./command.ts";
import { write } from "./deliver.ts";
import { reasonOf } from "./reason.ts";
import { isAsBad, type Severity } from "./worst.ts";

/** What a build may ask of a report, as options of a command. */
export const BUILD_OPTIONS = {
  expect: { type: "string" },
  junit: { type: "string" },
  sarif: { type: "string" },
  annotate: { type: "boolean" },
} as const;

/** The lines of a command's help about them. */
export const BUILD_HELP = `  --expect FILE      exit with 1 if an expectation in this JSON file is
                     not met, or could not be checked, as where the
                     recording is too short for it: { "endpoints": {
                     "app.example/live": { "opens": true,
                     "subprotocol": "v1", "staysOpenFor": "60s",
                     "reconnects": false, "failures": 0 } } }; each is
                     optional, and * in an endpoint stands for any
                     characters but /
  --junit FILE       also write what is wrong as JUnit XML
  --sarif FILE       also write it as SARIF 2.1.0
  --annotate         also print it as annotations of GitHub Actions: to
                     standard error if the report goes to standard
                     output`;

interface Wanted {
  readonly expect?: string | undefined;
  readonly junit?: string | undefined;
  readonly sarif?: string | undefined;
  readonly annotate?: boolean | undefined;
  readonly out?: string | undefined;
}

/**
 * Reads the file of `--expect`.
 *
 * @returns null when the option was not given
 * @throws Refusal in one line when it cannot be read, or says something that is not understood
 */
export async function expectationsOf(path: string | undefined, io: Io): Promise<Expectations | null> {
  if (path === undefined) return null;
  let text = "";
  try {
    const decoder = new TextDecoder();
    for await (const piece of io.open(path)) text += decoder.decode(piece, { stream: true });
  } catch (error) {
    throw new Refusal(`${visibleText(path)} ${reasonOf(error)}.`);
  }
  try {
    return readExpectations(text);
  } catch (error) {
    throw new Refusal(`${visibleText(path)}: ${visibleText(error instanceof Error ? error.message : String(error))}.`);
  }
}

/**
 * Judges a report and writes what a build asked for; all of it masked.
 *
 * @param report not masked yet, or masked already
 * @param failOn what `--fail-on` says; without it failed connections are reported
 * @param file the only file that was read; null: there were several, which the report names, or none
 * @returns whether all expectations are known to be met
 */
export async function tellBuild(
  report: Report,
  expectations: Expectations | null,
  failOn: Severity | null,
  wanted: Wanted,
  file: string | null,
  io: Io,
): Promise<boolean> {
  const { connections, ...rest } = report.redaction.applied ? report : redact(report);
  const masked = { ...rest, connections: connections.map((one) => ({ ...one, file: one.file ?? file })) };
  const shown = new Map(report.connections.map((one, i) => [one, masked.connections[i] ?? null]));
  const unmet = expectations === null ? [] : unmetBy(report, expectations);
  const told = unmet.map((one) => ({
    ...one,
    connection: one.connection === null ? null : (shown.get(one.connection) ?? null),
  }));
  const unused = expectations === null ? [] : unusedIn(report, expectations);
  for (const endpoint of unused) {
    const near = nearestTo(endpoint, masked);
    const meant = near === null ? "" : ` Did you mean ${visibleText(near)}?`;
    io.note(`No connection belongs to the endpoint ${visibleText(endpoint)} of the expectations.${meant}`);
  }
  for (const { endpoint, sentence, wasChecked } of told)
    io.note(`${wasChecked ? "Not as expected" : "Not checked"}: ${visibleText(endpoint)}: ${sentence}`);
  // What an expectation allows is reported only where --fail-on asks for every failure.
  const allowed = failOn === null && expectations !== null ? [...expectedIn(report, expectations)] : [];
  const asExpected = new Set(allowed.map((one) => shown.get(one) ?? null));
  const problems = problemsOf(masked, (one) => isAsBad(one, failOn ?? "failed") && !asExpected.has(one), told);
  if (wanted.junit !== undefined) await write(wanted.junit, toJunit(masked, problems), io);
  if (wanted.sarif !== undefined) await write(wanted.sarif, toSarif(masked, problems), io);
  // GitHub's runner looks for commands in both streams (actions/runner: Handlers/ScriptHandler.cs); a report has one for itself.
  const annotations = wanted.annotate === true ? toAnnotations(problems) : "";
  if (wanted.out !== undefined && annotations !== "") io.print(annotations);
  else if (annotations !== "") io.note(annotations.replace(/\n$/, ""));
  return unmet.length === 0;
}
