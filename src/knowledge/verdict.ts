import { countOf } from "../upgrade/messages.ts";
import { isOlderThanCapture, messagesOf, stateOf, type Upgrade } from "../upgrade/upgrade.ts";
import type { CheckResult } from "./check.ts";
import type { DiagnosisResult, Stage } from "./diagnosis.ts";
import type { Context, Level, Verdict } from "./explanation.ts";
import { count, duration, type Words } from "./words.ts";

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
  ended: "Closed",
  attention: "Attention",
};

/**
 * The one sentence about an upgrade: what it is doing, and whether that is fine. A failure speaks through its diagnosis.
 *
 * @param checks a failed one keeps an open connection from being called healthy
 */
export function verdict(
  upgrade: Upgrade,
  context: Context,
  diagnosis: DiagnosisResult | null,
  checks: readonly CheckResult[],
): Verdict {
  switch (stateOf(upgrade)) {
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
      return open(upgrade, context.now, checks);
    case "closed":
      return diagnosis === null
        ? closed(upgrade)
        : { level: "failed", headline: HEADLINES[diagnosis.stage], sentence: diagnosis.summary };
    default:
      return diagnosis === null
        ? { level: "failed", headline: "Failed", sentence: neverOpened(upgrade) }
        : { level: "failed", headline: HEADLINES[diagnosis.stage], sentence: diagnosis.summary };
  }
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

function open(upgrade: Upgrade, now: number, checks: readonly CheckResult[]): Verdict {
  if (checks.some(({ outcome }) => outcome === "fail")) {
    return {
      level: "attention",
      headline: "Open",
      sentence: "It is open, but its handshake breaks a rule that browsers check.",
    };
  }
  if (upgrade.unwatchedSince !== null) {
    const ago = duration(now - upgrade.unwatchedSince);
    const sentence = `It was open when live counts stopped, ${ago} ago; DevTools' log does not have it, so nothing tells how it is now.`;
    return { level: "unknown", headline: "Out of sight", sentence };
  }
  if (upgrade.fromFile) {
    const sentence =
      "The handshake succeeded. A HAR file does not say whether the connection was still open when it was saved.";
    return { level: "healthy", headline: "Opened", sentence };
  }
  return {
    level: "healthy",
    headline: "Healthy",
    sentence: `${openFor(upgrade, now)} Pending only means that it has not closed; ${lastMessage(upgrade, now)}.`,
  };
}

function openFor(upgrade: Upgrade, now: number): Words {
  if (isOlderThanCapture(upgrade)) return "Open since before the capture began.";
  if (upgrade.response?.at != null) return `Open for ${duration(now - upgrade.response.at)}.`;
  // DevTools' log does not tell when the answer came, only when the request went out.
  return upgrade.request === null ? "Open." : `Open; its request was sent ${duration(now - upgrade.request.at)} ago.`;
}

function lastMessage(upgrade: Upgrade, now: number): Words {
  const { lastAt, lastDirection } = messagesOf(upgrade);
  if (lastAt === null) return "no message has passed yet";
  const inLog = countOf(upgrade.live) === 0 && upgrade.seenBy.network ? " in DevTools' log" : "";
  const ago = now - lastAt < 1000 ? "just now" : `${duration(now - lastAt)} ago`;
  return `the last message${inLog} ${lastDirection === "sent" ? "went out" : "came"} ${ago}`;
}

function closed(upgrade: Upgrade): Verdict {
  const messages = countOf(messagesOf(upgrade));
  const from = upgrade.response?.at ?? upgrade.request?.at ?? null;
  const after = from === null || upgrade.closedAt === null ? "" : ` after ${duration(upgrade.closedAt - from)}`;
  const passed = messages === 0 ? "no message" : count(messages, "message");
  if (upgrade.ended === "navigation") {
    return {
      level: "healthy",
      headline: "Closed",
      sentence: `It ended${after} with the page that had opened it; ${passed} had passed.`,
    };
  }
  if (upgrade.ended === "target-gone") {
    return {
      level: "unknown",
      headline: "Closed",
      sentence: `It ended${after} when its page or worker went away; ${passed} had passed.`,
    };
  }
  const sentence = `It opened, and closed${after}; ${passed} had passed. The browser does not tell extensions who closed it or why.`;
  return { level: "unknown", headline: "Closed", sentence };
}

function neverOpened(upgrade: Upgrade): Words {
  if (upgrade.ended === "navigation") return "The page was left before the connection opened.";
  return "It never opened, and the browser gave no reason.";
}
