import { stateOf, type Upgrade } from "../upgrade.ts";
import { attemptPattern, type Pattern } from "./attempt-pattern.ts";
import { targetOf } from "./same-endpoint.ts";

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
const TWIN = 500;

/** The browser's words for a socket that the page closed while it connected (docs/chromium.md#closed-while-connecting). */
const GIVEN_UP = /WebSocket is closed before the connection is established/;

interface Sorted {
  readonly members: ReadonlySet<Upgrade>;
  readonly byTarget: ReadonlyMap<string, readonly Upgrade[]>;
  /** By the id of its newest attempt. */
  readonly series: ReadonlyMap<string, Series>;
}

/** A capture is asked about each of its upgrades in turn: it is sorted once. */
const sorted = new WeakMap<readonly Upgrade[], Sorted>();

/** When an upgrade began, in epoch milliseconds, or null. */
export function beganAt(upgrade: Upgrade): number | null {
  return upgrade.createdAt ?? upgrade.request?.at ?? null;
}

/**
 * The other attempts at the same target, in the order in which they were first seen.
 *
 * @param all the upgrades of the capture
 */
export function attemptsAt(upgrade: Upgrade, all: readonly Upgrade[]): readonly Upgrade[] {
  if (upgrade.url === null) return [];
  const same = sort(all).byTarget.get(targetOf(upgrade.url)) ?? [];
  return same.filter((other) => other.id !== upgrade.id);
}

/**
 * The last of them, as `attemptsAt` would list them, without a list of thousands for each of thousands.
 *
 * @param most how many
 */
export function lastAttemptsAt(upgrade: Upgrade, all: readonly Upgrade[], most: number): readonly Upgrade[] {
  if (upgrade.url === null) return [];
  const same = sort(all).byTarget.get(targetOf(upgrade.url)) ?? [];
  // One more, because the upgrade itself may be among them.
  const last = same.slice(-most - 1).filter((other) => other.id !== upgrade.id);
  return last.slice(-most);
}

/**
 * The series that an upgrade is the newest attempt of.
 *
 * @param all the upgrades of the capture; the upgrade itself may be missing or be there in an older form
 * @returns null when nothing came before it, or when a later attempt carries the series
 */
export function seriesOf(upgrade: Upgrade, all: readonly Upgrade[]): Series | null {
  const capture = sort(all).members.has(upgrade) ? all : [...all.filter((other) => other.id !== upgrade.id), upgrade];
  return sort(capture).series.get(upgrade.id) ?? null;
}

/**
 * All series of a capture, each by the id of its newest attempt.
 *
 * @param all the upgrades of the capture
 */
export function seriesIn(all: readonly Upgrade[]): ReadonlyMap<string, Series> {
  return sort(all).series;
}

/** Whether two attempts are a pair of which the page gave the first one up at once, as a component that mounts twice does. */
export function isTwinOf(first: Upgrade, second: Upgrade): boolean {
  const [a, b] = [beganAt(first), beganAt(second)];
  if (a === null || b === null || b < a || b - a > TWIN || !isOver(first)) return false;
  const ended = endOf(first);
  return (ended !== null && ended - a <= TWIN) || GIVEN_UP.test(first.error?.message ?? "");
}

function sort(all: readonly Upgrade[]): Sorted {
  const before = sorted.get(all);
  if (before !== undefined) return before;
  const byTarget = new Map<string, Upgrade[]>();
  for (const upgrade of all) {
    if (upgrade.url === null) continue;
    const target = targetOf(upgrade.url);
    const same = byTarget.get(target);
    if (same === undefined) byTarget.set(target, [upgrade]);
    else same.push(upgrade);
  }
  const series = new Map<string, Series>();
  for (const same of byTarget.values()) {
    for (const attempts of chainsOf(same)) {
      const newest = attempts.at(-1);
      if (newest !== undefined && attempts.length > 1) series.set(newest.id, seriesFrom(attempts));
    }
  }
  const result = { members: new Set(all), byTarget, series };
  sorted.set(all, result);
  return result;
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
  return ended === null || (began !== null && ended <= began + SLACK) || isTwinOf(first, second);
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
  const twins = attempts.slice(1).map((second, i) => isTwinOf(attempts[i] ?? second, second));
  return { attempts, intervalsMs, pattern: attemptPattern(intervalsMs, twins) };
}
