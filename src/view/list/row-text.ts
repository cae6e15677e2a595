import { type Status, statusOf, type TimeId, timeOf, transportWords } from "../../knowledge/explanation/row.ts";
import { visibleText } from "../../knowledge/text.ts";
import { nameOf } from "../../upgrade/http/address.ts";
import { factsOf } from "../../upgrade/kinds/registry.ts";
import type { Initiator, Target } from "../../upgrade/observation.ts";
import { mayBeOver, stateOf } from "../../upgrade/state.ts";
import type { State, Upgrade } from "../../upgrade/upgrade.ts";
import { duration } from "../amounts.ts";
import { timeOfDay } from "../format.ts";
import { type MessageKey, t } from "../text.ts";

/** What a Status cell says, and how loud. */
export interface StatusText {
  readonly text: string;
  readonly tone: Status["tone"];
}

/**
 * The state in a word, for screen readers and tooltips beside the icon.
 *
 * @param isFromFile of what a file has open, nobody knows whether it is open still
 */
export function stateText(upgrade: Upgrade, isFromFile: boolean): string {
  const state = stateOf(upgrade);
  return t(state === "open" && (isFromFile || mayBeOver(upgrade)) ? "stateOpenInFile" : STATE_WORDS[state]);
}

/** The state in a word, of what is watched. */
export const STATE_WORDS: Readonly<Record<State, MessageKey>> = {
  open: "stateOpen",
  queued: "stateQueued",
  requested: "stateRequested",
  closed: "stateClosed",
  failed: "stateFailed",
  blocked: "stateBlocked",
};

const TARGETS: Readonly<Record<Target, MessageKey>> = {
  page: "targetPage",
  iframe: "targetIframe",
  worker: "targetWorker",
  "shared-worker": "targetSharedWorker",
  "service-worker": "targetServiceWorker",
};

/** The row's name: the last part of the path as DevTools prints it, or null when neither URL nor path was ever seen. */
export function nameText(upgrade: Upgrade): string | null {
  const address = upgrade.url ?? upgrade.path;
  return address === undefined ? null : visibleText(nameOf(address));
}

/** Where it was opened, in a word. */
export function targetText(target: Target): string {
  return t(TARGETS[target]);
}

/** A line of a script, by the name of its file: "app.js:12". */
export function locationOf({ url, line }: Pick<Initiator, "url" | "line">): string {
  return line === null ? sourceName(url) : `${sourceName(url)}:${line}`;
}

function sourceName(url: string): string {
  const name = url
    .replace(/[?#].*$/s, "")
    .split("/")
    .filter((part) => part !== "")
    .at(-1);
  return visibleText(name ?? url);
}

/** Over what it goes, as reports say it too. */
export function transportText(upgrade: Upgrade): string {
  const { kind } = upgrade;
  const known = factsOf(kind).transportOf(upgrade);
  return known === null ? t("transportUnknown") : transportWords(known, kind);
}

/** The Status cell. */
export function statusText(upgrade: Upgrade): StatusText {
  const { code, word, tone } = statusOf(upgrade);
  return { text: word === null ? String(code ?? "") : t(STATUSES[word]), tone };
}

/** Every word that a Status cell may have. */
export function statusWords(): readonly string[] {
  return Object.values(STATUSES).map((key) => t(key));
}

const STATUSES: Readonly<Record<NonNullable<Status["word"]>, MessageKey>> = {
  pending: "statusPending",
  blocked: "statusBlocked",
  failed: "statusFailed",
  finished: "statusFinished",
  canceled: "statusCanceled",
  unknown: "statusUnknown",
};

/**
 * The Time cell: the state in DevTools' words with its age or duration beside it.
 *
 * @param now epoch milliseconds
 */
export function timeText(upgrade: Upgrade, now: number): string {
  const { id, span, closeCode } = timeOf(upgrade, now);
  // A close code is a name, not an amount: it has no thousands.
  if (closeCode !== null)
    return span === null ? t("timeClosedCode", closeCode) : t("timeClosedCodeAfter", closeCode, duration(span));
  const [alone, lasting, isTicking = false] = TIMES[id];
  if (alone === null) return "";
  if (span === null || lasting === undefined) return t(alone);
  if (!isTicking) return t(lasting, duration(span));
  // It ticks by seconds.
  return span < 1000 ? t(alone) : t(lasting, duration(Math.floor(span / 1000) * 1000));
}

/**
 * Since when it has been open or has waited, for the tooltip.
 *
 * @returns null for what no longer runs, and where nobody knows
 */
export function sinceText(upgrade: Upgrade, now: number): string | null {
  const { id, span } = timeOf(upgrade, now);
  const [, , isTicking = false] = TIMES[id];
  return span === null || !isTicking ? null : t("timeSince", timeOfDay(now - span, "second"));
}

/** What a Time cell may say, with an age and durations of usual length. */
export function timeWords(): readonly string[] {
  const texts = Object.values(TIMES).map(([alone, lasting, isTicking = false]) => {
    if (lasting !== undefined) return t(lasting, duration(isTicking ? USUAL_AGE_MS : USUAL_DURATION_MS));
    return alone === null ? "" : t(alone);
  });
  return [...texts, t("timeClosedCodeAfter", 1006, duration(USUAL_DURATION_MS))];
}

/** Minutes and seconds of two digits each, and a duration of three, in milliseconds. */
const [USUAL_AGE_MS, USUAL_DURATION_MS] = [862_000, 240];

const TIMES: Readonly<Record<TimeId, readonly [alone: MessageKey | null, lasting?: MessageKey, isTicking?: true]>> = {
  none: [null],
  pending: ["timePending"],
  "pending-since": ["timePending", "timePendingAge", true],
  "open-in-file": ["timeOpenInFile"],
  opened: ["timeOpened"],
  unknown: ["timingUnknown"],
  "not-sent": ["timeNotSent", "timeNotSentAge", true],
  "no-response": ["timeNoResponse", "timeNoResponseAge", true],
  blocked: ["timeBlocked"],
  closed: ["timeClosed", "timeClosedAfter"],
  "closed-with-code": ["timeClosed", "timeClosedAfter"],
  ended: ["timeEnded", "timeEndedAfter"],
  refused: ["timeRefused", "timeRefusedIn"],
  "timed-out": ["timeTimedOut", "timeTimedOutIn"],
  "given-up": ["timeGivenUp", "timeGivenUpIn"],
  failed: ["timeFailed", "timeFailedIn"],
};
