import type { ReportConnection } from "../../src/report/contract/format.ts";
import type { Case } from "../lab/case.ts";
import { differencesByField, expectedOf, LIVE, type Outcome, outcomeOf, spokenOf } from "./cases-compare.ts";

type Field = keyof Outcome;

/** One thing that DevTools' network log cannot tell, and so the list has not while the debugger does not count. */
interface Gap {
  readonly id: string;
  readonly reason: string;
  /** How many connections of a case are listed because of it, where it is not the case's own; null: that does not change. */
  leaves?(one: Case): number | null;
  /** Whether what is listed of a case lacks a field because of it. */
  covers?(one: Case, field: Field, got: Outcome): boolean;
}

/** How many sockets one renderer may have (docs/chromium.md#socket-limit). */
const SOCKET_LIMIT = 255;

const OF_DIAGNOSIS: readonly Field[] = ["diagnosis", "verdict", "firstCause", "message"];

/** What is said of an end whose code was not heard. */
const ANY_CODE: readonly (string | null)[] = [null, "application-unanswered"];

/** All that passive cannot know; every other difference from what live tells is a fault. */
const GAPS: readonly Gap[] = [
  {
    id: "shared-workers",
    reason: "DevTools has no session with shared workers: its log has none of their requests",
    leaves: ({ expects }) => (expects.needs === "shared-workers" ? 0 : null),
  },
  {
    id: "blocked",
    reason: "what is blocked before a request goes out is told by the console alone",
    leaves: ({ act, expects }) => {
      if (expects.needs !== "console" || expects.inLog !== undefined) return null;
      return act === "many" ? SOCKET_LIMIT : 0;
    },
  },
  {
    id: "ordinary-requests",
    reason: "of requests that are no event stream the log does not tell which are still pending",
    leaves: ({ act }) => (act === "fetch-stream" || act === "long-poll" ? 0 : null),
  },
  {
    id: "fetch-without-response",
    reason: "only its response shows that a fetch asked for an event stream, and this one got none",
    leaves: ({ act, expects }) => (act === "fetch-events" && expects.state === "failed" ? 0 : null),
  },
  {
    id: "target",
    reason: "an entry does not say whether the page, a frame or a worker asked for it",
    covers: (_, field, { target }) => field === "target" && target === null,
  },
  {
    id: "close-code",
    reason: "the log has no close codes",
    covers: ({ expects }, field, { close, diagnosis }) =>
      expects.state === "closed" &&
      (close?.code ?? null) === null &&
      (field === "close" || field === "closeName" || (ANY_CODE.includes(diagnosis) && OF_DIAGNOSIS.includes(field))),
  },
  {
    id: "creation-time",
    reason: "the log does not date a socket whose request was not sent",
    covers: ({ expects }, field, { state }) =>
      (state === "queued" && expects.state === "queued" && OF_DIAGNOSIS.includes(field)) ||
      (expects.needs === "time" && field === "firstCause"),
  },
  {
    id: "silence",
    reason: "the log is polled from time to time: whether a heartbeat has come since the last poll is not known",
    covers: ({ expects }, field) => expects.diagnosis === "silent" && OF_DIAGNOSIS.includes(field),
  },
  {
    id: "buffered-amount",
    reason: "what a page sent and the network has not taken yet is seen at the live socket alone",
    covers: ({ expects }, field) => expects.needs === "buffered-amount" && OF_DIAGNOSIS.includes(field),
  },
  {
    id: "words-of-the-console",
    reason: "why a WebTransport failed, and why the browser itself refused a request, stands in the console alone",
    covers: ({ act = "open", expects }, field, got) => {
      // Of a WebTransport the log has at least that it failed.
      if (act.startsWith("web-transport") && got.state === "failed" && got.message === null) {
        if (field === "firstCause" || field === "message") return true;
        return expects.state === "blocked" && ["state", "diagnosis", "verdict"].includes(field);
      }
      const known = new Map<string, unknown>(Object.entries(expects.inLog ?? {}));
      return known.has(field) && JSON.stringify(known.get(field)) === JSON.stringify(got[field]);
    },
  },
];

/** What came of a case passively. */
interface Passive {
  readonly got: Outcome | null;
  /** What passive really cannot know of it, in words. */
  readonly known: readonly string[];
  /** Every other difference. */
  readonly differences: readonly string[];
}

/**
 * Compares what was listed passively of a case with what live would tell.
 *
 * @param own what was listed of it
 */
export function judgePassively(one: Case, own: readonly ReportConnection[]): Passive {
  const hiding = GAPS.find(({ leaves }) => (leaves?.(one) ?? null) !== null);
  if (hiding !== undefined) {
    const left = hiding.leaves?.(one) ?? 0;
    const differences = own.length === left ? [] : [`${own.length} listed instead of ${left}, though ${hiding.reason}`];
    return { got: null, known: [`not listed: ${hiding.reason}`], differences };
  }
  const connection = spokenOf(one, own);
  const got = connection === null ? null : outcomeOf(connection);
  const known = new Set<string>();
  const differences: string[] = [];
  for (const { field, text } of differencesByField(expectedOf(one, LIVE) ?? {}, got)) {
    const gap = GAPS.find(({ covers }) => got !== null && field !== null && covers?.(one, field, got) === true);
    if (gap === undefined) differences.push(text);
    else known.add(`${gap.id}: ${gap.reason}`);
  }
  return { got, known: [...known], differences };
}
