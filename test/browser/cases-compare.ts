import type { ReportConnection } from "../../src/report/format.ts";
import type { Case, Expectation } from "../lab/case.ts";

type Need = NonNullable<Expectation["needs"]>;

/** What the panel sees while it counts live; a case that needs something else is compared as far as it can be known. */
export const LIVE: readonly Need[] = ["time", "console"];

/** What recordings of events tell. */
export const RECORDED: readonly Need[] = ["time", "close-code", "console", "repeats"];

/** What a single look at DevTools' network log tells of them: nothing. */
export const LOG: readonly Need[] = [];

/** Needs without which a case leads to no connection at all. */
const INVISIBLE: readonly Need[] = ["console", "shared-workers", "long-lived"];

/** What is compared of a connection, and nothing else. */
interface Outcome {
  readonly state: string;
  readonly status: number | null;
  readonly diagnosis: string | null;
  readonly verdict: string;
  readonly failedChecks: readonly string[];
  readonly firstCause: string | null;
  readonly message: string | null;
  readonly recognised: readonly string[];
  readonly closeCode: number | null;
  readonly wasClean: boolean | null;
}

/** The part of a report's connection that a case speaks of. */
export function outcomeOf(connection: ReportConnection): Outcome {
  const { state, status, diagnosis, verdict, checks, intermediaries, close } = connection;
  return {
    state,
    status,
    diagnosis: diagnosis?.id ?? null,
    verdict: verdict.level,
    failedChecks: checks.filter(({ outcome }) => outcome === "fail").map(({ id }) => id),
    firstCause: diagnosis?.causes[0]?.id ?? null,
    // What is blocked is told with the addresses of this run.
    message: diagnosis?.message?.replace(/'(?:ws|http)s?:[^']*'/g, "'…'") ?? null,
    recognised: intermediaries.map(({ id }) => id),
    closeCode: close?.code ?? null,
    wasClean: close?.wasClean ?? null,
  };
}

/** What a case needs beyond what can be seen; null: it is compared in full. */
export function missingFor({ expects: { needs } }: Case, seen: readonly Need[]): Need | null {
  return needs === undefined || seen.includes(needs) ? null : needs;
}

/**
 * What a case lays down, as far as it can be known.
 *
 * @param seen what can be seen
 * @returns null when then there is no connection to see
 */
export function expectedOf(one: Case, seen: readonly Need[]): Partial<Outcome> | null {
  const { state, status, diagnosis, verdict, failedChecks, firstCause, message, recognised, close } = one.expects;
  const missing = missingFor(one, seen);
  if (missing !== null && INVISIBLE.includes(missing)) return null;
  const always = {
    state,
    status,
    ...(failedChecks === undefined ? {} : { failedChecks }),
    ...(recognised === undefined ? {} : { recognised }),
  };
  if (missing !== null) return always;
  return {
    ...always,
    diagnosis,
    verdict,
    message,
    ...(firstCause === undefined ? {} : { firstCause }),
    ...(one.expects.needs === "close-code" && close ? { closeCode: close.code, wasClean: close.wasClean } : {}),
  };
}

/** Of the connections that a case opens, in order, the one that it speaks of; null unless all are there, each once. */
export function spokenOf(one: Case, own: readonly ReportConnection[]): ReportConnection | null {
  switch (one.act) {
    case "strict-pair":
      return own.length === 2 ? (own[0] ?? null) : null;
    case "twice": {
      // Which of two goes out first is up to the browser: one of them has to end as expected.
      const [only, another] = own.filter(({ state }) => state === one.expects.state);
      return own.length === 2 && another === undefined ? (only ?? null) : null;
    }
    case "many":
      return own.at(-1) ?? null;
    case "reconnect":
      if (one.expects.state === "open") return own.at(-1) ?? null;
      return own.findLast(({ timing }) => timing.closedAt !== null) ?? null;
    default:
      return own.length === 1 ? (own[0] ?? null) : null;
  }
}

/** The parts that are not as expected, in words; none when all are. */
export function differences(expected: Partial<Outcome>, got: Outcome | null): string[] {
  if (got === null) return ["not there, or not once"];
  const actual = new Map<string, unknown>(Object.entries(got));
  return Object.entries(expected).flatMap(([name, value]) => {
    const [wanted, found] = [JSON.stringify(value), JSON.stringify(actual.get(name))];
    return wanted === found ? [] : [`${name}: ${found} instead of ${wanted}`];
  });
}
