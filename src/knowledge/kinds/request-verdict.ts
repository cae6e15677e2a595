import { countOf } from "../../upgrade/counts/messages.ts";
import { headerValue } from "../../upgrade/http/headers.ts";
import { lifeOf, timeBetween } from "../../upgrade/lifetime.ts";
import { isOlderThanCapture, messagesOf } from "../../upgrade/state.ts";
import type { State, Upgrade } from "../../upgrade/upgrade.ts";
import type { DiagnosisResult } from "../diagnoses/diagnosis.ts";
import type { Findings, Verdict } from "../explanation/explanation.ts";
import { quotes, says, since, type VerdictParts } from "../explanation/verdict.ts";
import { ago, bytes, duration, number, type Words } from "../text.ts";

/** Sentences in which the kinds other than WebSockets differ. */
export interface RequestSentences {
  /** "This is an event stream"; a guess says so. */
  introduce(upgrade: Upgrade): Words;
  /** Name of the kind, as a headline. */
  readonly name: string;
  /** While nothing has responded; null: the sentence of all requests. */
  requested?(findings: Findings): Verdict;
  /** What comes on it while it is open. */
  flow(upgrade: Upgrade, now: number): Words;
  /**
   * How it ended by itself.
   *
   * @param after " after 3 s", or nothing
   */
  ended(upgrade: Upgrade, after: Words): Verdict;
  /** How much had come, as a sentence of its own; empty: nothing, or nobody knows. */
  total(upgrade: Upgrade): Words;
  /** What DevTools' log leaves open of what is older than the panel, after "whether it". */
  readonly unseen: Words;
}

/** What is said of a kind that is no WebSocket. */
export function requestVerdict(sentences: RequestSentences): VerdictParts {
  const { introduce, name } = sentences;
  const isOver = (state: State) => state === "closed" || state === "failed";
  return {
    fault: ({ upgrade, now, diagnosis }) => diagnosis && diagnosed(upgrade, now, diagnosis),
    unwatched: ({ upgrade, now }, state) => {
      if (isOver(state)) return null;
      const { seenBy, unwatchedSince } = upgrade;
      const sentence = seenBy.debugger
        ? `${introduce(upgrade)}. It was there when live counts stopped, ${duration(now - (unwatchedSince ?? now))} ago; its current state is not known.`
        : `${introduce(upgrade)}. It is older than this panel, and DevTools' log does not say whether it ${sentences.unseen}.`;
      return says("unknown", "Out of sight", sentence);
    },
    inFile: ({ upgrade }, state) =>
      isOver(state)
        ? null
        : says(
            "unknown",
            name,
            `${introduce(upgrade)}. The file does not say whether it was still open when it was saved.`,
          ),
    queued: ({ upgrade, now }) =>
      says(
        "unknown",
        "Not sent yet",
        `The page asked for it${since(upgrade.createdAt, now)}; nothing shows yet that the request has been sent.`,
      ),
    requested: (findings) =>
      sentences.requested?.(findings) ??
      says("unknown", "Waiting", `${introduce(findings.upgrade)}: ${sentWords(findings)}`),
    open: ({ upgrade, now }) => says("healthy", "Healthy", `${openFor(upgrade, now)} ${sentences.flow(upgrade, now)}`),
    closed: ({ upgrade }) => closed(upgrade, sentences),
    failed: () => says("failed", "Failed", "It ended, and the browser gave no reason."),
  };
}

/** Sentence that the request is under way. */
export function sentWords({ upgrade, now }: Findings): Words {
  return `the request was sent${since(upgrade.request?.at ?? null, now)}, and no response has come yet.`;
}

function diagnosed(upgrade: Upgrade, now: number, { stage, summary }: DiagnosisResult): Verdict {
  if (stage === "attention") return quotes("attention", "Attention", summary, `${openFor(upgrade, now)} `);
  if (stage === "blocked") return quotes("failed", "Blocked", summary);
  if (stage === "waiting") return quotes("attention", "Waiting", summary);
  return quotes("failed", stage === "ended" ? "Broken" : "Failed", summary);
}

function openFor(upgrade: Upgrade, now: number): Words {
  if (isOlderThanCapture(upgrade)) return "Already open before it could be watched.";
  const from = upgrade.exchange?.establishedAt ?? upgrade.response?.at ?? null;
  if (from !== null) return `Open for ${duration(now - from)}.`;
  const askedAt = upgrade.request?.at ?? upgrade.createdAt;
  return askedAt === null ? "Open." : `Open; it was requested ${duration(now - askedAt)} ago.`;
}

function closed(upgrade: Upgrade, { ended, total }: RequestSentences): Verdict {
  const life = lifeOf(upgrade);
  const after = life === null ? "" : ` after ${duration(life)}`;
  if (upgrade.ended === "navigation")
    return says("healthy", "Ended", `It ended${after} with the page that had requested it.${total(upgrade)}`);
  if (upgrade.ended === "target-gone")
    return says("unknown", "Ended", `It ended${after} when its page or worker went away.${total(upgrade)}`);
  return ended(upgrade, after);
}

/** The end of an ordinary request that the page or the browser gave up; null: it was not. */
export function canceled(upgrade: Upgrade, after: Words, total: Words): Verdict | null {
  if (upgrade.exchange?.end !== "canceled") return null;
  const beforeResponse = upgrade.response === null ? ", before a response came" : "";
  const sentence = `The page, or the browser on its behalf, canceled it${waited(upgrade, after)}${beforeResponse}.${total}`;
  return says("unknown", "Canceled", sentence);
}

/** From the request to its end: what a poll is about. */
export function waited({ createdAt, request, closedAt }: Upgrade, otherwise: Words): Words {
  const lasted = timeBetween(request?.at ?? createdAt, closedAt);
  return lasted === null ? otherwise : ` after ${duration(lasted)}`;
}

/** What comes of a body whose pieces alone are reported. */
export function bodyFlow(upgrade: Upgrade, now: number): Words {
  const { received, lastAt } = messagesOf(upgrade);
  if (lastAt === null) return `${NOT_ENDED}; nothing of its body has come yet.`;
  return `${NOT_ENDED}; ${bytes(received.bytes)}${ofLength(upgrade)} have come, the last ${ago(now - lastAt)}.`;
}

/** Why an ordinary request is pending while its response comes. */
export const NOT_ENDED: Words = "Pending only means that its response has not ended";

/** A body whose length was announced is a download with an end. */
function ofLength(upgrade: Upgrade): Words {
  const text = upgrade.response === null ? null : headerValue(upgrade.response.headers, "Content-Length");
  return text === null || !/^\d+$/.test(text) ? "" : ` of ${bytes(Number(text))}`;
}

/** How much of a body had come. */
export function bodyTotal(upgrade: Upgrade): Words {
  const messages = messagesOf(upgrade);
  const all = countOf(messages);
  return all === 0
    ? ""
    : ` ${bytes(messages.received.bytes)} had come, in ${number(all)} piece${all === 1 ? "" : "s"}.`;
}

/** The end of a response that came as a whole. */
export function complete(upgrade: Upgrade, after: Words): Verdict {
  const total = bodyTotal(upgrade);
  return canceled(upgrade, after, total) ?? says("healthy", "Ended", `Its response was complete${after}.${total}`);
}
