import { stateOf } from "../state.ts";
import type { Upgrade } from "../upgrade.ts";
import { attemptPattern, type Pattern } from "./attempt-pattern.ts";

/** Attempts at one URL that followed each other: each began when the one before had ended. */
export interface Series {
  /** Oldest first; at least two. */
  readonly attempts: readonly Upgrade[];
  /** Milliseconds from the beginning of each to the beginning of the next. */
  readonly intervalsMs: readonly number[];
  readonly pattern: Pattern;
}

/** The news of an end and of the next beginning come from different clocks: this much they may cross, in milliseconds. */
const SLACK = 100;

/** React's Strict Mode begins the second attempt this soon, and gives the first one up as fast, in milliseconds. */
const DUPLICATE = 500;

/** The browser's words for a socket that the page closed while it connected (docs/chromium.md#closed-while-connecting). */
const GIVEN_UP = /WebSocket is closed before the connection is established/;

/** When an upgrade began, in epoch milliseconds, or null. */
export function beganAt(upgrade: Upgrade): number | null {
  return upgrade.createdAt ?? upgrade.request?.at ?? null;
}

/**
 * The series among attempts at one endpoint, each by the id of its newest attempt.
 *
 * @param same upgrades whose URLs ask for the same thing, in any order
 */
export function seriesAmong(same: readonly Upgrade[]): ReadonlyMap<string, Series> {
  const series = new Map<string, Series>();
  for (const attempts of chainsOf(same)) {
    const newest = attempts.at(-1);
    if (newest !== undefined && attempts.length > 1) series.set(newest.id, seriesFrom(attempts));
  }
  return series;
}

/** Whether two attempts are a pair of which the page gave the first one up at once, as a component that mounts twice does. */
export function isDuplicateOf(first: Upgrade, second: Upgrade): boolean {
  const [a, b] = [beganAt(first), beganAt(second)];
  if (a === null || b === null || b < a || b - a > DUPLICATE || !isOver(first)) return false;
  const ended = endOf(first);
  return (ended !== null && ended - a <= DUPLICATE) || GIVEN_UP.test(first.error?.message ?? "");
}

/** Sockets that live beside each other at one URL are no attempts of each other: each goes into a chain of its own. */
function chainsOf(same: readonly Upgrade[]): Upgrade[][] {
  const begun = same.flatMap((upgrade) => {
    const began = beganAt(upgrade);
    return began === null ? [] : [{ upgrade, began }];
  });
  begun.sort((a, b) => a.began - b.began);
  const chains: Upgrade[][] = [];
  let followable: Upgrade[][] = [];
  for (const { upgrade } of begun) {
    const chain = followable.findLast((candidate) => follows(candidate.at(-1), upgrade));
    if (chain === undefined) chains.push([upgrade]);
    else chain.push(upgrade);
    const current = chain ?? chains.at(-1) ?? [];
    followable = followable.filter((candidate) => candidate !== current);
    if (canBeFollowed(upgrade)) followable.push(current);
  }
  return chains;
}

/** What ended because its page went away is followed by another page, not by another attempt. */
function canBeFollowed(upgrade: Upgrade): boolean {
  return isOver(upgrade) && upgrade.ended !== "navigation" && upgrade.ended !== "target-gone";
}

function follows(first: Upgrade | undefined, second: Upgrade): boolean {
  if (first === undefined || (first.target !== null && second.target !== null && first.target !== second.target))
    return false;
  const [ended, began] = [endOf(first), beganAt(second)];
  return ended === null || (began !== null && ended <= began + SLACK) || isDuplicateOf(first, second);
}

function isOver(upgrade: Upgrade): boolean {
  return ["closed", "failed", "blocked"].includes(stateOf(upgrade));
}

/** The first news of the end: an error comes before the close that follows from it. */
function endOf({ error, closedAt }: Upgrade): number | null {
  return error?.at ?? closedAt;
}

function seriesFrom(attempts: readonly Upgrade[]): Series {
  const began = attempts.map((attempt) => beganAt(attempt) ?? 0);
  const intervalsMs = began.slice(1).map((at, i) => Math.round(at - (began[i] ?? at)));
  const duplicates = attempts.slice(1).map((second, i) => isDuplicateOf(attempts[i] ?? second, second));
  return { attempts, intervalsMs, pattern: attemptPattern(intervalsMs, duplicates) };
}
