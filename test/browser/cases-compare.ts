import type { ReportConnection } from "../../src/report/contract/format.ts";
import type { Case, Expectation } from "../lab/case.ts";

type Need = NonNullable<Expectation["needs"]>;

/** What the panel sees while it counts live; a case that needs something else is compared as far as it can be known. */
export const LIVE: readonly Need[] = [
  "time",
  "console",
  "close-code",
  "repeats",
  "buffered-amount",
  "shared-workers",
  "long-lived",
];

/** What recordings of events tell. */
export const RECORDED: readonly Need[] = ["time", "close-code", "console", "repeats", "long-lived"];

/** What a single look at DevTools' network log tells of them: nothing, but what a case lays down for it. */
export const LOG: readonly Need[] = [];

/** Needs without which a case leads to no connection at all. */
const INVISIBLE: readonly Need[] = ["console", "shared-workers", "long-lived"];

/** What is compared of a connection, and nothing else. */
export interface Outcome {
  readonly state: string;
  readonly status: number | null;
  readonly diagnosis: string | null;
  readonly verdict: string;
  readonly failedChecks: readonly string[];
  readonly firstCause: string | null;
  readonly message: string | null;
  readonly recognized: readonly string[];
  readonly protocol: string | null;
  readonly transport: string | null;
  readonly target: string | null;
  readonly close: {
    readonly code: number | null;
    readonly reason: string | null;
    readonly wasClean: boolean | null;
  } | null;
  /** The name that stands before the close code's meaning. */
  readonly closeName: string | null;
}

/** The part of a report's connection that a case speaks of. */
export function outcomeOf(connection: ReportConnection): Outcome {
  const { state, status, diagnosis, verdict, checks, intermediaries, protocol, transport, target, close } = connection;
  return {
    state,
    status,
    diagnosis: diagnosis?.id ?? null,
    verdict: verdict.level,
    failedChecks: checks.filter(({ outcome }) => outcome === "fail").map(({ id }) => id),
    firstCause: diagnosis?.causes[0]?.id ?? null,
    // What is blocked is told with the addresses of this run.
    message: diagnosis?.message?.replace(/'(?:ws|http)s?:[^']*'/g, "'…'") ?? null,
    // Which other handshakes of a host were answered before is up to the walk.
    recognized: intermediaries.filter(({ evidence }) => !evidence.every(isOfOther)).map(({ id }) => id),
    protocol: protocol?.id ?? null,
    transport,
    target,
    close: close && { code: close.code, reason: close.reason, wasClean: close.wasClean },
    closeName: close?.meaning?.split(":")[0] ?? null,
  };
}

function isOfOther(evidence: string): boolean {
  return / on the response to wss?:/.test(evidence);
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
  const { state, status, diagnosis, verdict, message, close, firstCause, needs } = one.expects;
  const { failedChecks = [], recognized = [], recognizedByPage = [], protocol = null } = one.expects;
  const missing = missingFor(one, seen);
  if (missing !== null && one.expects.inLog !== undefined) return one.expects.inLog;
  if (missing !== null && INVISIBLE.includes(missing)) return null;
  const always = {
    state,
    status,
    failedChecks,
    recognized: seen === LIVE ? [...recognized, ...recognizedByPage] : recognized,
    protocol,
    ...(needs !== "long-lived" && (state === "open" || state === "closed")
      ? { transport: one.from === "http2" ? "http/2+" : "http/1.1" }
      : {}),
    // Of a WebTransport no event tells in which frame of the page's process it lives.
    ...(seen === LIVE && one.act?.startsWith("web-transport") !== true
      ? { target: TARGETS[one.act ?? "open"] ?? "page" }
      : {}),
  };
  // Nobody can have looked at a socket that its server ended at once: what follows from its code is not known.
  const isUnheard = one.brief === true && seen === LIVE;
  if (missing !== null || (isUnheard && needs === "close-code")) return always;
  return {
    ...always,
    diagnosis,
    verdict,
    message,
    ...(firstCause === undefined ? {} : { firstCause }),
    ...(state === "closed" && close && !isUnheard && seen.includes("close-code") ? closing(close) : {}),
  };
}

/** Where a connection lives that this act opened; what is not here lives in the page. */
const TARGETS: Readonly<Record<string, string>> = {
  iframe: "iframe",
  worker: "worker",
  "shared-worker": "shared-worker",
};

/** Whether the socket's end can be heard: it opened, and lived for a while. */
export function hearsClose({ expects, brief }: Case): boolean {
  return expects.state === "closed" && expects.close != null && brief !== true;
}

function closing({ code, reason, wasClean, name }: NonNullable<Expectation["close"]>): Partial<Outcome> {
  return { close: { code, reason, wasClean }, closeName: name };
}

/** How many sockets the act "many" opens. */
const MANY = 300;

/** Of the connections that a case opens, in order, the one that it speaks of; null unless all are there, each once. */
export function spokenOf(one: Case, own: readonly ReportConnection[]): ReportConnection | null {
  if (one.timed === true) return own.at(-1) ?? null;
  if (one.retries === true) return own.findLast(({ timing }) => timing.closedAt !== null) ?? null;
  switch (one.act) {
    case "strict-pair":
      return own.length === 2 ? (own[0] ?? null) : null;
    case "twice": {
      // Which of two goes out first is up to the browser: one of them has to end as expected.
      const [only, another] = own.filter(({ state }) => state === one.expects.state);
      return own.length === 2 && another === undefined ? (only ?? null) : null;
    }
    case "shared-worker": {
      // Its first socket was there before the tool was; the second one is seen whole.
      const [, second, third] = own;
      return third === undefined ? (second ?? null) : null;
    }
    case "many":
      return own.length === MANY ? (own.at(-1) ?? null) : null;
    case "reconnect":
      if (one.expects.state === "open") return own.at(-1) ?? null;
      return own.findLast(({ timing }) => timing.closedAt !== null) ?? null;
    case "long-poll":
      // The page asks again as soon as it is answered.
      return own.findLast(({ state }) => state === one.expects.state) ?? null;
    default:
      return own.length === 1 ? (own[0] ?? null) : null;
  }
}

/** The parts that are not as expected, in words; none when all are. */
export function differences(expected: Partial<Outcome>, got: Outcome | null): string[] {
  return differencesByField(expected, got).map(({ text }) => text);
}

/** The same, each with its field; null: the connection is not there. */
export function differencesByField(
  expected: Partial<Outcome>,
  got: Outcome | null,
): { readonly field: keyof Outcome | null; readonly text: string }[] {
  if (got === null) return [{ field: null, text: "not there, or not once" }];
  const wanted = new Map<string, unknown>(Object.entries(expected));
  return FIELDS.flatMap((field) => {
    if (!wanted.has(field)) return [];
    const [should, found] = [JSON.stringify(wanted.get(field)), JSON.stringify(got[field])];
    return should === found ? [] : [{ field, text: `${field}: ${found} instead of ${should}` }];
  });
}

const FIELDS = [
  "state",
  "status",
  "diagnosis",
  "verdict",
  "failedChecks",
  "firstCause",
  "message",
  "recognized",
  "protocol",
  "transport",
  "target",
  "close",
  "closeName",
] as const satisfies readonly (keyof Outcome)[];
