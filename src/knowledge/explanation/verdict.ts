import { countOf } from "../../upgrade/counts/messages.ts";
import { isClosing, lifeOf } from "../../upgrade/lifetime.ts";
import { areMessagesKnown, isOlderThanCapture, messagesOf, stateOf } from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import type { CheckResult } from "../checks/check.ts";
import { closeMeaning } from "../close-codes/meaning.ts";
import { closeWords, isFromServerSide } from "../close-codes/words.ts";
import type { DiagnosisResult, Stage } from "../diagnoses/diagnosis.ts";
import { wasLetIn } from "../protocols/control/standing.ts";
import type { ProtocolResult } from "../protocols/protocol.ts";
import { ago, count, duration, type Words } from "../text.ts";
import type { Context, Level, Verdict } from "./explanation.ts";

/** How long a handshake may wait before that is worth attention, in milliseconds. */
export const PATIENCE_MS = 5000;

/** The word before the sentence, by how far the connection came. */
const HEADLINES: Readonly<Record<Stage, string>> = {
  blocked: "Blocked",
  connecting: "Not connected",
  "answered-status": "Refused",
  "answered-headers": "Refused",
  "answered-transport": "Failed",
  waiting: "Gave up",
  hidden: "Failed",
  "after-opening": "Broken",
  application: "Not working",
  ended: "Closed",
  attention: "Attention",
};

/**
 * The one sentence about an upgrade: what it is doing, and whether that is fine. A failure speaks through its diagnosis.
 *
 * @param checks a failed one keeps an open connection from being called healthy
 * @param protocol gives its own meaning to close codes
 */
export function verdict(
  upgrade: Upgrade,
  context: Context,
  diagnosis: DiagnosisResult | null,
  checks: readonly CheckResult[],
  protocol: ProtocolResult | null,
): Verdict {
  const state = stateOf(upgrade);
  if (upgrade.fromFile && (state === "queued" || state === "requested")) return unansweredInFile(state);
  if (diagnosis?.stage === "answered-headers" && upgrade.error === null) return refusedByBrowsers(diagnosis);
  if (diagnosis?.stage === "application") return refusedInside(upgrade, diagnosis, protocol);
  switch (state) {
    case "queued":
      return waiting(upgrade.createdAt, context.now, diagnosis, {
        headline: "Not sent yet",
        sentence: (since) => `The page asked for it${since}; the handshake request has not been sent yet.`,
      });
    case "requested":
      return waiting(upgrade.request?.at ?? null, context.now, diagnosis, {
        headline: "Waiting",
        sentence: (since) => `The handshake request was sent${since}; nothing has answered yet.`,
      });
    case "open":
      return open(upgrade, context.now, checks, diagnosis);
    case "closed":
      return diagnosis === null
        ? closed(upgrade, protocol?.id ?? null)
        : { level: levelOfEnd(diagnosis), headline: HEADLINES[diagnosis.stage], sentence: diagnosis.summary };
    default:
      return diagnosis === null
        ? { level: "failed", headline: "Failed", sentence: neverOpened(upgrade) }
        : { level: "failed", headline: diagnosis.headline ?? HEADLINES[diagnosis.stage], sentence: diagnosis.summary };
  }
}

/** A file of a tool that is no browser: it went on where a browser stops. */
function refusedByBrowsers({ summary }: DiagnosisResult): Verdict {
  const what = `${summary.charAt(0).toLowerCase()}${summary.slice(1)}`;
  const sentence = `Browsers refuse this handshake: ${what} The program that made this file did not refuse it.`;
  return { level: "failed", headline: "Refused by browsers", sentence };
}

/**
 * It had opened, and worked: that it was cut need not be a fault (a machine slept, a network changed), but is worth a look.
 * Where the protocol was broken, or a close code reports a fault, something failed.
 */
function levelOfEnd({ id, stage, isAttention }: DiagnosisResult): Level {
  if (isAttention === true) return "attention";
  return stage === "ended" && id !== "closed-with-error" ? "attention" : "failed";
}

/** The WebSocket is fine, the application on it is not: where it let nothing in, the page can do nothing with it. */
function refusedInside(upgrade: Upgrade, { id, summary }: DiagnosisResult, protocol: ProtocolResult | null): Verdict {
  const isRefused = id === "application-refused" && !wasLetIn(upgrade, protocol?.id ?? null);
  return { level: isRefused ? "failed" : "attention", headline: HEADLINES.application, sentence: summary };
}

/** A file tells of one moment: whether a response came after it, nobody knows. */
function unansweredInFile(state: "queued" | "requested"): Verdict {
  const sentence =
    state === "requested"
      ? "The handshake request was sent; the file holds no response to it."
      : "The page asked for it; the file holds no handshake request, and does not say why.";
  return { level: "unknown", headline: "No response", sentence };
}

interface Wait {
  readonly headline: string;
  sentence(since: Words): Words;
}

function waiting(from: number | null, now: number, diagnosis: DiagnosisResult | null, wait: Wait): Verdict {
  const waited = from === null ? null : now - from;
  const level: Level = diagnosis !== null || (waited ?? 0) >= PATIENCE_MS ? "attention" : "unknown";
  const sentence = wait.sentence(waited === null ? "" : ` ${duration(waited)} ago`);
  return {
    level,
    headline: wait.headline,
    sentence: level === "attention" ? `${sentence} That is not normal.` : sentence,
  };
}

function open(
  upgrade: Upgrade,
  now: number,
  checks: readonly CheckResult[],
  diagnosis: DiagnosisResult | null,
): Verdict {
  if (checks.some(({ outcome }) => outcome === "fail")) {
    return {
      level: "attention",
      headline: "Open",
      sentence: "It is open, but its handshake breaks a rule that browsers check.",
    };
  }
  if (upgrade.unwatchedSince !== null) {
    const ago = duration(now - upgrade.unwatchedSince);
    const sentence = `It was open when it was last watched, ${ago} ago; DevTools' log does not have it, so nothing tells how it is now.`;
    return { level: "unknown", headline: "Out of sight", sentence };
  }
  if (upgrade.fromFile && diagnosis !== null) {
    const sentence = `The handshake succeeded. ${diagnosis.summary}`;
    return { level: "attention", headline: HEADLINES[diagnosis.stage], sentence };
  }
  if (upgrade.fromFile) {
    const sentence =
      "The handshake succeeded. The file does not say whether the connection was still open when it was saved.";
    return { level: "healthy", headline: "Opened", sentence };
  }
  if (diagnosis !== null) {
    const sentence = `${openFor(upgrade, now)} ${diagnosis.summary}`;
    return { level: "attention", headline: HEADLINES[diagnosis.stage], sentence };
  }
  if (isClosing(upgrade)) {
    const sentence = `${openFor(upgrade, now)} At the last look it had begun to close; its end has not been seen yet.`;
    return { level: "unknown", headline: "Closing", sentence };
  }
  return {
    level: "healthy",
    headline: "Healthy",
    sentence: `${openFor(upgrade, now)} Pending only means that it has not closed; ${lastMessage(upgrade, now)}.`,
  };
}

function openFor(upgrade: Upgrade, now: number): Words {
  if (isOlderThanCapture(upgrade)) return "Open since before it could be watched.";
  if (upgrade.response?.at != null) return `Open for ${duration(now - upgrade.response.at)}.`;
  // DevTools' log does not tell when the response came, only when the request went out.
  const sentAt = upgrade.request?.at ?? null;
  return sentAt === null ? "Open." : `Open; its request was sent ${duration(now - sentAt)} ago.`;
}

function lastMessage(upgrade: Upgrade, now: number): Words {
  const { lastAt, lastDirection } = messagesOf(upgrade);
  if (lastAt === null) return isOlderThanCapture(upgrade) ? "no message has passed since" : "no message has passed yet";
  const inLog = countOf(upgrade.countedByDebugger) === 0 && upgrade.seenBy.network ? " in DevTools' log" : "";
  return `the last message${inLog} ${lastDirection === "sent" ? "went out" : "came"} ${ago(now - lastAt)}`;
}

function closed(upgrade: Upgrade, protocolId: string | null): Verdict {
  const headline = "Closed";
  const messages = countOf(messagesOf(upgrade));
  const life = lifeOf(upgrade);
  const after = life === null ? "" : ` after ${duration(life)}`;
  const passed = areMessagesKnown(upgrade)
    ? `${messages === 0 ? "no message" : count(messages, "message")} had passed`
    : "its messages were not recorded";
  if (upgrade.ended === "navigation") {
    // Chromium keeps a page in the back/forward cache with its sockets (docs/chromium.md#back-forward-cache): until it lets go of it, the server sees them open.
    const sentence = `It ended${after} with the page that had opened it; ${passed}. If the browser keeps that page for Back, the server may see it open for some time more.`;
    return { level: "healthy", headline, sentence };
  }
  if (upgrade.ended === "target-gone") {
    return {
      level: "unknown",
      headline,
      sentence: `It ended${after} when its page, frame or worker went away; ${passed}.`,
    };
  }
  const { close } = upgrade;
  if (close === null) {
    const sentence = `It opened, and closed${after}; ${passed}. ${untold(upgrade)}`;
    return { level: "unknown", headline, sentence };
  }
  const { fault, known } = closeMeaning(close.code, protocolId);
  const who = isFromServerSide(close.code) ? "" : " Which side began is not told.";
  const sentence = `${closeWords(upgrade, protocolId)}. ${passed.charAt(0).toUpperCase()}${passed.slice(1)}.${who}`;
  return { level: known && !fault ? "healthy" : "unknown", headline, sentence };
}

/** A close code is known only where the page's close event was heard. */
function untold({ fromFile, seenBy }: Upgrade): Words {
  if (fromFile) return "The file does not say who closed it or why.";
  return seenBy.debugger
    ? "The page's close event was not heard, so who closed it and why is not known."
    : "DevTools' log does not say who closed it or why.";
}

function neverOpened(upgrade: Upgrade): Words {
  if (upgrade.ended === "navigation") return "The page was left before the connection opened.";
  return "It never opened, and the browser gave no reason.";
}
