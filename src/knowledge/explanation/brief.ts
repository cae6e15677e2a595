import { isOpenNow } from "../../upgrade/lifetime.ts";
import type { Series } from "../../upgrade/series/series.ts";
import { messagesOf, reportsHandshakeOnly, stateOf } from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { closeMeaning } from "../close-codes/meaning.ts";
import type { DiagnosisResult, Stage } from "../diagnoses/diagnosis.ts";
import { type CutBefore, cutBefore } from "../diagnoses/symptoms/cut-before.ts";
import { knowledgeOf } from "../kinds/registry.ts";
import { ago, duration, inSentence, number } from "../text.ts";
import type { Explanation } from "./explanation.ts";

/** Most characters of a row's explanation. */
export const MOST = 60;

/** Failures in a row that look like a loop. */
const LOOP = 3;

/** The word before what was seen; null: what was seen says all. */
const WORDS: Readonly<Record<Stage, string | null>> = {
  blocked: "Blocked",
  connecting: "Not connected",
  "response-status": "Refused",
  "response-headers": "Refused",
  "response-transport": "Failed",
  waiting: null,
  hidden: "Failed",
  "after-opening": "Broken",
  application: null,
  ended: null,
  attention: null,
};

/**
 * What is said of an upgrade in a row of the list: its likeliest cause where one is at least likely and fits, else what was seen.
 *
 * @param explanation of the upgrade
 * @param now epoch milliseconds
 * @returns at most 60 characters without marks
 */
export function briefOf(explanation: Explanation, now: number): string {
  const { upgrade, verdict, diagnosis, protocol, series } = explanation;
  const alone =
    diagnosis === null
      ? (openAgain(explanation, now) ?? undiagnosed(upgrade, verdict.headline, protocol?.id ?? null, now))
      : diagnosed(diagnosis, failuresOf(series));
  const plain = withOthers(explanation, alone.replaceAll("`", ""));
  // What servers write has no bounds of its own.
  return plain.length > MOST ? `${plain.slice(0, MOST - 1).trimEnd()}…` : plain;
}

/** Of what was cut together with others: that it was, as far as there is room, since it says more than its code alone. */
function withOthers({ upgrade: { close }, diagnosis, drop }: Explanation, alone: string): string {
  if (drop === null) return alone;
  const others = `${number(drop.ids.length - 1)} others`;
  if (close === null && diagnosis === null) return `Ended together with ${others}; who closed it is not known`;
  const both = `${alone}; ${others} with it`;
  if (both.length <= MOST) return both;
  return close === null ? alone : `Ended together with ${others}, code ${close.code}`;
}

/** Number of earlier attempts from which on they are told. */
const EARLIER = 2;

/** What became of the attempts before one that is open: the row of a series shows the newest alone. */
function openAgain(explanation: Explanation, now: number): string | null {
  const {
    upgrade,
    series,
    verdict: { headline },
  } = explanation;
  if (!isOpenNow(upgrade)) return null;
  const cut = cutBefore(upgrade, series, now);
  if (cut !== null) {
    const due = upgrade.fromFile ? null : nextCut(headline, cut);
    if (due !== null && due.length <= MOST) return due;
    return `${headline}; ${cut.count} before it ${cut.areKnownCuts ? "were cut" : "ended"}${cut.each}`;
  }
  const earlier = series?.attempts.slice(0, -1) ?? [];
  const failed = earlier.filter((attempt) => stateOf(attempt) === "failed").length;
  if (failed >= EARLIER && failed === earlier.length) return `${headline}; ${failed} attempts before it failed`;
  const { reconnected } = explanation;
  if (reconnected === null) return null;
  const { afterMs, ended } = reconnected;
  // Two clocks of the browser are compared, as in "just now".
  const after = afterMs < 1000 ? "right" : duration(afterMs);
  return `${headline}; reconnected ${after} after ${number(ended)} ended together`;
}

/** When the same may happen to this one; null where that is not known. */
function nextCut(headline: string, { count, areKnownCuts, lifeMs, dueInMs }: CutBefore): string | null {
  if (lifeMs === null || dueInMs === null) return null;
  const when = dueInMs < 1000 ? "any moment" : `in ${duration(dueInMs)}`;
  return `${headline}; may ${areKnownCuts ? "be cut" : "end"} ${when}: ${count} before it lasted ${duration(lifeMs)} each`;
}

/** @param failures number of attempts in a row that never opened, this one included */
function diagnosed({ brief, causes, stage, headline }: DiagnosisResult, failures: number): string {
  const word = headline === undefined ? WORDS[stage] : null;
  if (word === null) return brief;
  const [first] = causes;
  const title = first === undefined || first.likelihood === "possible" ? null : inSentence(first.title);
  const again = failures < LOOP ? word : `${word} ${failures} times`;
  const fitting = [
    ...(title === null ? [] : [`${again}: ${title}`, `${word}: ${title}`]),
    `${again}: ${brief}`,
    `${word}: ${brief}`,
  ].filter(({ length }) => length <= MOST);
  return fitting[0] ?? `${word}: ${brief}`;
}

/** Number of the newest attempts of a series in a row that never opened. */
function failuresOf(series: Series | null): number {
  const attempts = series?.attempts ?? [];
  const last = attempts.findLastIndex((attempt) => stateOf(attempt) !== "failed");
  return attempts.length - 1 - last;
}

function undiagnosed(upgrade: Upgrade, headline: string, protocolId: string | null, now: number): string {
  if (upgrade.unwatchedSince !== null && headline === "Out of sight") return "Out of sight; nothing watches it now";
  switch (stateOf(upgrade)) {
    case "queued":
      return since("Not sent", upgrade.createdAt, now);
    case "requested":
      return upgrade.fromFile ? "No response in the file" : since("No response", upgrade.request?.at ?? null, now);
    case "open":
      return `${headline}${flow(upgrade, now)}`;
    case "closed":
      return closed(upgrade, headline, protocolId);
    default:
      return headline;
  }
}

/** "No response for 12 s"; "No response yet" where the moment is not known, or has only just been. */
function since(what: string, from: number | null, now: number): string {
  return from === null || now - from < 1000 ? `${what} yet` : `${what} for ${duration(now - from)}`;
}

function flow(upgrade: Upgrade, now: number): string {
  if (upgrade.fromFile) return "";
  if (reportsHandshakeOnly(upgrade)) return "; what follows is not in Firefox's log";
  const { lastAt } = messagesOf(upgrade);
  const unit = knowledgeOf(upgrade.kind).unitOf(upgrade);
  if (unit === null) return "";
  return lastAt === null || Number.isNaN(lastAt) ? `; no ${unit} yet` : `; last ${unit} ${ago(now - lastAt)}`;
}

function closed(upgrade: Upgrade, headline: string, protocolId: string | null): string {
  if (upgrade.ended === "navigation") return `${headline} with its page`;
  if (upgrade.ended === "target-gone") return `${headline} with its page, frame or worker`;
  const { close } = upgrade;
  if (close === null) return headline === "Closed" ? "Closed; who closed it is not known" : headline;
  return `Closed with ${close.code}, ${closeMeaning(close.code, protocolId).name}`;
}
