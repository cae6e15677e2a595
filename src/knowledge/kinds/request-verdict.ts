import { countOf } from "../../upgrade/counts/messages.ts";
import { headerValue } from "../../upgrade/http/headers.ts";
import { upgradeTokens } from "../../upgrade/http/upgrade-tokens.ts";
import { lifeOf } from "../../upgrade/lifetime.ts";
import { isOlderThanCapture, isUntold, messagesOf, stateOf } from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import type { DiagnosisResult } from "../diagnoses/diagnosis.ts";
import type { Verdict } from "../explanation/explanation.ts";
import { upgradeTokenOf } from "../headers/upgrade-tokens.ts";
import { ago, bytes, code, count, duration, number, type Words } from "../text.ts";
import { introduce, KINDS, nounOf } from "./kind-words.ts";

/** The one sentence about a request or a WebTransport: what it is doing, and whether that is fine. */
export function requestVerdict(upgrade: Upgrade, now: number, diagnosis: DiagnosisResult | null): Verdict {
  if (upgrade.kind === "other-upgrade") return otherUpgrade(upgrade);
  const state = stateOf(upgrade);
  if (diagnosis !== null) return diagnosed(upgrade, now, diagnosis);
  if (upgrade.unwatchedSince !== null && state !== "closed" && state !== "failed") return unwatched(upgrade, now);
  if (upgrade.fromFile && state !== "closed" && state !== "failed") {
    const sentence = `${introduce(upgrade)}. The file does not say whether it was still open when it was saved.`;
    return { level: "unknown", headline: KINDS[upgrade.kind].name, sentence };
  }
  switch (state) {
    case "queued":
      return waiting(
        "Not sent yet",
        `The page asked for it${since(upgrade.createdAt, now)}; nothing shows yet that the request has gone out.`,
      );
    case "requested":
      return unanswered(upgrade, now);
    case "open":
      return { level: "healthy", headline: "Healthy", sentence: `${openFor(upgrade, now)} ${flow(upgrade, now)}` };
    case "closed":
      return closed(upgrade);
    default:
      return { level: "failed", headline: "Failed", sentence: "It ended, and the browser gave no reason." };
  }
}

function diagnosed(upgrade: Upgrade, now: number, { stage, summary }: DiagnosisResult): Verdict {
  if (stage === "attention")
    return { level: "attention", headline: "Attention", sentence: `${openFor(upgrade, now)} ${summary}` };
  if (stage === "blocked") return { level: "failed", headline: "Blocked", sentence: summary };
  if (stage === "waiting") return { level: "attention", headline: "Waiting", sentence: summary };
  return { level: "failed", headline: stage === "ended" ? "Broken" : "Failed", sentence: summary };
}

function unwatched(upgrade: Upgrade, now: number): Verdict {
  const sentence = upgrade.seenBy.debugger
    ? `${introduce(upgrade)}. It was there when live counts stopped, ${duration(now - (upgrade.unwatchedSince ?? now))} ago; nothing tells how it is now.`
    : `${introduce(upgrade)}. It is older than this panel, and DevTools' log does not tell whether it ${UNSEEN[upgrade.kind === "webtransport" ? "transport" : "request"]}.`;
  return { level: "unknown", headline: "Out of sight", sentence };
}

const UNSEEN = { request: "has ended since", transport: "ended with a page that was left" } as const;

function waiting(headline: string, sentence: Words): Verdict {
  return { level: "unknown", headline, sentence };
}

function unanswered(upgrade: Upgrade, now: number): Verdict {
  const { kind, request, createdAt } = upgrade;
  if (isUntold(upgrade)) return waiting("Not known", `The page asked for it. ${UNTOLD}`);
  if (kind === "webtransport") {
    const seen = upgrade.seenBy.debugger ? "" : FORBIDDEN;
    return waiting("Waiting", `The page asked for it${since(createdAt, now)}; it has not been established yet.${seen}`);
  }
  const sent = `the request went out${since(request?.at ?? null, now)}, and nothing has answered yet.`;
  if (kind !== "long-poll") return waiting("Waiting", `${introduce(upgrade)}: ${sent}`);
  const level = introduce(upgrade).startsWith("This") ? "healthy" : "unknown";
  const sentence = `${introduce(upgrade)}: ${sent} A server that is polled in this way answers when it has something to tell.`;
  return { level, headline: "Waiting", sentence };
}

const UNTOLD = "The log does not tell whether it was ever established.";
/** Of which the log has the beginning alone (docs/chromium.md#web-transport-log). */
const FORBIDDEN =
  " One that the page's own policy forbids looks the same in DevTools' log; live counts tell them apart.";

function since(from: number | null, now: number): Words {
  return from === null ? "" : ` ${duration(now - from)} ago`;
}

function openFor(upgrade: Upgrade, now: number): Words {
  if (isOlderThanCapture(upgrade)) return "Open since before it could be watched.";
  const from = upgrade.exchange?.establishedAt ?? upgrade.response?.at ?? null;
  if (from !== null) return `Open for ${duration(now - from)}.`;
  const askedAt = upgrade.request?.at ?? upgrade.createdAt;
  return askedAt === null ? "Open." : `Open; it was asked for ${duration(now - askedAt)} ago.`;
}

/** What comes on it. */
function flow(upgrade: Upgrade, now: number): Words {
  const { kind, exchange } = upgrade;
  if (kind === "webtransport")
    return "Pending only means that it has not closed. What passes over it, Chrome shows to no extension.";
  const noun = nounOf(upgrade);
  const { received, lastAt } = messagesOf(upgrade);
  const last = lastAt === null ? null : ago(now - lastAt);
  const why = "Pending only means that its response has not ended";
  if (kind === "event-stream" && noun === "event") {
    const came = exchange?.body.bytes ?? 0;
    const but = came > 0 ? `, though ${bytes(came)} have: comments, or an event that is not complete` : "";
    return last === null ? `${why}; no event has come yet${but}.` : `${why}; the last event came ${last}.`;
  }
  if (last === null) return `${why}; nothing of its body has come yet.`;
  return `${why}; ${bytes(received.bytes)}${ofLength(upgrade)} have come, the last ${last}.`;
}

/** A body whose length was announced is a download with an end. */
function ofLength(upgrade: Upgrade): Words {
  const text = upgrade.response === null ? null : headerValue(upgrade.response.headers, "Content-Length");
  return text === null || !/^\d+$/.test(text) ? "" : ` of ${bytes(Number(text))}`;
}

function closed(upgrade: Upgrade): Verdict {
  const { kind, exchange, ended, response } = upgrade;
  const life = lifeOf(upgrade);
  const after = life === null ? "" : ` after ${duration(life)}`;
  const healthy = (sentence: Words): Verdict => ({ level: "healthy", headline: "Ended", sentence });
  if (ended === "navigation") return healthy(`It ended${after} with the page that had asked for it.${total(upgrade)}`);
  if (ended === "target-gone")
    return waiting("Ended", `It ended${after} when its page or worker went away.${total(upgrade)}`);
  if (isUntold(upgrade)) return waiting("Ended", `It is over. ${UNTOLD}`);
  if (kind === "webtransport")
    return waiting(
      "Closed",
      `It was established, and ended${after}. Whether the page or the server closed it, or the connection was lost, Chrome does not tell.`,
    );
  if (exchange?.end === "canceled") {
    const answered = response === null ? ", before it was answered" : "";
    return waiting(
      "Given up",
      `The page, or the browser on its behalf, canceled it${waited(upgrade, after)}${answered}.${total(upgrade)}`,
    );
  }
  if (kind === "long-poll") {
    return healthy(
      `${introduce(upgrade)}: it was answered with ${response?.status ?? "a status that is not known"}${waited(upgrade, after)}.`,
    );
  }
  if (kind === "event-stream" && exchange?.by === "EventSource") {
    return waiting("Ended", `Its response ended${after}; an EventSource then asks again by itself.${total(upgrade)}`);
  }
  return healthy(`Its response was complete${after}.${total(upgrade)}`);
}

/** From the request to its end: what a poll is about. */
function waited({ createdAt, request, closedAt }: Upgrade, otherwise: Words): Words {
  const from = request?.at ?? createdAt;
  return from === null || closedAt === null ? otherwise : ` after ${duration(closedAt - from)}`;
}

function total(upgrade: Upgrade): Words {
  const messages = messagesOf(upgrade);
  const all = countOf(messages);
  if (upgrade.kind === "long-poll" || upgrade.kind === "webtransport" || all === 0) return "";
  return nounOf(upgrade) === "event"
    ? ` ${count(all, "event")} had come.`
    : ` ${bytes(messages.received.bytes)} had come, in ${number(all)} piece${all === 1 ? "" : "s"}.`;
}

function otherUpgrade({ request, response, fromFile }: Upgrade): Verdict {
  const tokens = upgradeTokens(request?.headers ?? null, response);
  const [first = ""] = tokens;
  const known = upgradeTokenOf(first);
  const what = `${code(first)}${known === null ? "" : ` is ${known.about}`}`;
  const unknown =
    known === null ? " What it means is not known here: it is not in IANA's register of upgrade tokens." : ".";
  const asked = `This is no WebSocket: ${what}${unknown}`;
  if (response?.status === 101)
    return { level: "healthy", headline: "Switched", sentence: `${asked} The server agreed to switch.` };
  if (response !== null) {
    const wants = response.status === 426 ? "it wants a switch first" : "it did not switch, as it is free to";
    return {
      level: "unknown",
      headline: "Not switched",
      sentence: `${asked} The server answered ${response.status}: ${wants}.`,
    };
  }
  const none = fromFile ? "The file holds no response." : "Nothing has answered yet.";
  return { level: "unknown", headline: "No response", sentence: `${asked} ${none}` };
}
