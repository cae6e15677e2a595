import type { ReportConnection } from "../../src/report/contract/format.ts";
import type { Case } from "../lab/case.ts";
import { differencesByField, expectedOf, LIVE, type Outcome, outcomeOf, spokenOf } from "./cases-compare.ts";

type Field = keyof Outcome;

/** One thing that DevTools' network log cannot tell, and so the list has not while the debugger does not count. */
interface Gap {
  readonly id: string;
  readonly reason: string;
  /** Whether a case is not listed because of it. */
  hides?(one: Case): boolean;
  /** Whether what is listed of a case lacks a field because of it. */
  covers?(one: Case, field: Field, got: Outcome): boolean;
}

const OF_DIAGNOSIS: readonly Field[] = ["diagnosis", "verdict", "firstCause", "message"];

/** All that passive cannot know; every other difference from what live tells is a fault. */
const GAPS: readonly Gap[] = [
  {
    id: "shared-workers",
    reason: "DevTools has no session with shared workers: its log has none of their requests",
    hides: ({ expects }) => expects.needs === "shared-workers",
  },
  {
    id: "blocked",
    reason: "what is blocked before a request goes out is told by the console alone",
    hides: ({ expects }) => expects.needs === "console" && expects.inLog === undefined,
  },
  {
    id: "ordinary-requests",
    reason: "of requests that are no event stream the log does not tell which are still pending",
    hides: ({ expects }) => expects.needs === "long-lived" && expects.inLog === undefined,
  },
  {
    id: "target",
    reason: "an entry does not say whether the page, a frame or a worker asked for it",
    covers: (_, field, { target }) => field === "target" && target === null,
  },
  {
    id: "close-code",
    reason: "the log has no close codes",
    covers: ({ expects }, field, { close }) =>
      expects.close != null &&
      (close?.code ?? null) === null &&
      (["close", "closeName"].includes(field) || (expects.needs === "close-code" && OF_DIAGNOSIS.includes(field))),
  },
  {
    id: "buffered-amount",
    reason: "what a page sent and the network has not taken yet is seen at the live socket alone",
    covers: ({ expects }, field) => expects.needs === "buffered-amount" && OF_DIAGNOSIS.includes(field),
  },
  {
    id: "words-of-the-console",
    reason: "why the browser itself refused a request stands in the console alone",
    covers: ({ expects }, field, got) => {
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
  const hidden = GAPS.find(({ hides }) => hides?.(one) === true);
  if (hidden !== undefined) {
    const differences = own.map(({ state }) => `listed (${state}), though ${hidden.reason}`);
    return { got: null, known: [`not listed: ${hidden.reason}`], differences };
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
