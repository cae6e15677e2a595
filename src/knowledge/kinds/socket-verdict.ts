import { countOf } from "../../upgrade/counts/messages.ts";
import { isClosing, lifeOf } from "../../upgrade/lifetime.ts";
import {
  areMessagesKnown,
  isOlderThanCapture,
  isOutOfSight,
  messagesOf,
  reportsHandshakeOnly,
} from "../../upgrade/state.ts";
import type { State, Upgrade } from "../../upgrade/upgrade.ts";
import { endedBySide, isLoggedAtEnd } from "../bodies/logged-end.ts";
import { closeMeaning } from "../close-codes/meaning.ts";
import { closeWords, isFromServerSide } from "../close-codes/words.ts";
import { isAborted } from "../diagnoses/browser-message.ts";
import type { DiagnosisResult, Stage } from "../diagnoses/diagnosis.ts";
import { isUnansweredInChrome } from "../diagnoses/refused-in-file.ts";
import { cutBefore } from "../diagnoses/symptoms/cut-before.ts";
import type { Findings, Level, Verdict } from "../explanation/explanation.ts";
import { quotes, says, since, type VerdictParts } from "../explanation/verdict.ts";
import { wasLetIn } from "../protocols/control/standing.ts";
import type { ProtocolResult } from "../protocols/protocol.ts";
import { ago, count, duration, type Words } from "../text.ts";

/** Wait of a handshake after which it needs attention, in milliseconds. */
const PATIENCE_MS = 5000;

/** The word before the sentence, by how far the connection came. */
const HEADLINES: Readonly<Record<Stage, string>> = {
  blocked: "Blocked",
  connecting: "Not connected",
  "response-status": "Refused",
  "response-headers": "Refused",
  "response-transport": "Failed",
  waiting: "Gave up",
  hidden: "Failed",
  "after-opening": "Broken",
  application: "Not working",
  ended: "Closed",
  attention: "Attention",
};

/** What is said of a WebSocket. */
export const socketVerdict: VerdictParts = {
  fault,
  unwatched: ({ upgrade, now }, state) => {
    const isOpen = state === "open";
    if (isOpen && reportsHandshakeOnly(upgrade)) return says("healthy", "Opened", FIREFOX_OPENED);
    if (!isOutOfSight(upgrade) || (!isOpen && state !== "queued" && state !== "requested")) return null;
    const ago = duration(now - (upgrade.unwatchedSince ?? now));
    const sentence = `It was ${isOpen ? "open" : "waiting for a response"} when it was last watched, ${ago} ago; DevTools' log does not have it, so its current state is not known.`;
    return says("unknown", "Out of sight", sentence);
  },
  inFile: (_, state) => inFile(state),
  queued: (findings) =>
    waiting(
      findings,
      findings.upgrade.createdAt,
      "Not sent yet",
      (since) => `The page asked for it${since}; the handshake request has not been sent yet.`,
    ),
  requested: (findings) =>
    waiting(findings, findings.upgrade.request?.at ?? null, "Waiting", (since) =>
      findings.upgrade.client === "Firefox"
        ? `Firefox began the handshake${since}, and its network log shows no response.`
        : `The handshake request was sent${since}; no response has come yet.`,
    ),
  open,
  closed: ({ upgrade, protocol }) => closed(upgrade, protocol?.id ?? null),
  failed: ({ upgrade }) => says("failed", "Failed", neverOpened(upgrade)),
};

const FIREFOX_OPENED =
  "The handshake succeeded. Firefox's network log has nothing about what follows it, so whether the connection is still open is not known.";

function fault(findings: Findings, state: State): Verdict | null {
  const { upgrade, now, diagnosis, protocol } = findings;
  const isWaiting = state === "queued" || state === "requested";
  if (upgrade.fromFile && isWaiting) return null;
  if (diagnosis?.stage === "response-headers" && upgrade.error === null) return refusedByBrowsers(upgrade, diagnosis);
  if (diagnosis?.stage === "application") return refusedInside(upgrade, diagnosis, protocol);
  if (state === "open") {
    const broken = findings.checks.filter(({ outcome }) => outcome === "fail").map(({ id }) => id);
    const isRequests = broken.every((id) => ofRequest.includes(id));
    if (broken.length > 0 && isRequests && upgrade.fromFile) return saidOfRequest();
    if (broken.length > 0)
      return says("attention", "Open", "It is open, but its handshake breaks a rule that browsers check.");
  }
  if (diagnosis === null || isWaiting) return null;
  const { summary, stage, isAttention } = diagnosis;
  switch (state) {
    case "open":
      if (upgrade.unwatchedSince !== null) return null;
      return upgrade.fromFile
        ? quotes("attention", HEADLINES[stage], summary, "The handshake succeeded. ")
        : quotes("attention", HEADLINES[stage], summary, `${openFor(upgrade, now)} `);
    case "closed":
      return quotes(levelOfEnd(diagnosis), HEADLINES[stage], summary);
    default:
      // What was given up on purpose did not fail.
      if (isAborted(upgrade)) return quotes("unknown", "Canceled", summary);
      return quotes(isAttention ? "attention" : "failed", diagnosis.headline ?? HEADLINES[stage], summary);
  }
}

/** Checks of the request: a server may let it pass, and a browser never sends such a one. */
const ofRequest: readonly string[] = ["key", "version"];

function saidOfRequest(): Verdict {
  return says(
    "attention",
    "Opened",
    "The handshake succeeded, although its request breaks a rule that many servers check. The file does not say whether the connection was still open when it was saved.",
  );
}

/** A file of a tool that is no browser: it went on where a browser stops. Firefox logs the response before it checks it. */
function refusedByBrowsers(upgrade: Upgrade, { summary }: DiagnosisResult): Verdict {
  const { client } = upgrade;
  const what = `${summary.charAt(0).toLowerCase()}${summary.slice(1)}`;
  if (client === "Firefox") return says("failed", "Refused", `Firefox refuses such a handshake: ${what}`);
  if (isUnansweredInChrome(upgrade)) return says("failed", "Refused", `Chrome refuses such a handshake: ${what}`);
  const sentence = `Browsers refuse this handshake: ${what} The program that made this file did not refuse it.`;
  return says("failed", "Refused by browsers", sentence);
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
  return quotes(isRefused ? "failed" : "attention", HEADLINES.application, summary);
}

/** A file describes one moment: whether a response came after it, nobody knows. */
function inFile(state: State): Verdict | null {
  switch (state) {
    case "requested":
      return says("unknown", "No response", "The handshake request was sent; the file contains no response to it.");
    case "queued":
      return says(
        "unknown",
        "No response",
        "The page asked for it; the file contains no handshake request, and does not say why.",
      );
    case "open":
      return says(
        "healthy",
        "Opened",
        "The handshake succeeded. The file does not say whether the connection was still open when it was saved.",
      );
    default:
      return null;
  }
}

function waiting(
  { now, diagnosis }: Findings,
  from: number | null,
  headline: string,
  sentenceOf: (since: Words) => Words,
): Verdict {
  // The summary says from when it waits, and what for.
  if (diagnosis !== null) return quotes("attention", headline, `${diagnosis.summary} That is not normal.`);
  const isLate = from !== null && now - from >= PATIENCE_MS;
  const sentence = sentenceOf(since(from, now));
  return isLate ? says("attention", headline, `${sentence} That is not normal.`) : says("unknown", headline, sentence);
}

function open({ upgrade, now, series }: Findings): Verdict {
  if (isClosing(upgrade)) {
    const sentence = `${openFor(upgrade, now)} At the last snapshot it had begun to close; its end has not been seen yet.`;
    return says("unknown", "Closing", sentence);
  }
  const cut = cutBefore(upgrade, series, now);
  if (cut?.isDue === true) {
    const before = `The ${cut.count} attempts before it ${cut.areKnownCuts ? "were cut" : "ended"}${cut.each}; it has not been open longer than they were.`;
    return says("attention", "Open", `${openFor(upgrade, now)} ${before}`);
  }
  const sentence = `${openFor(upgrade, now)} Pending only means that it has not closed; ${lastMessage(upgrade, now)}.`;
  return says("healthy", "Healthy", sentence);
}

function openFor(upgrade: Upgrade, now: number): Words {
  if (isOlderThanCapture(upgrade)) return "Already open before it could be watched.";
  if (upgrade.response?.at != null) return `Open for ${duration(now - upgrade.response.at)}.`;
  // DevTools' log does not show when the response came, only when the request went out.
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
    const sentence = `It ended${after} with the page that had opened it; ${passed}. If the browser keeps that page for the Back button (in its back/forward cache), the server may see the connection open for some time longer.`;
    return says("healthy", headline, sentence);
  }
  if (upgrade.ended === "target-gone") {
    return says("unknown", headline, `It ended${after} when its page, frame or worker went away; ${passed}.`);
  }
  const { close } = upgrade;
  if (close === null) {
    const sentence = `It opened, and closed${after}; ${passed}. ${untold(upgrade)}`;
    return says("unknown", headline, sentence);
  }
  const { fault, known } = closeMeaning(close.code, protocolId);
  const who =
    upgrade.client === undefined && isFromServerSide(close.code) ? "" : " Which side started the close is not known.";
  const sentence = `${closeWords(upgrade, protocolId)}. ${passed.charAt(0).toUpperCase()}${passed.slice(1)}.${isOfSuspension(close) ? SUSPENDED : who}`;
  return says(known && !fault ? "healthy" : "unknown", headline, sentence);
}

/** What Safari gives as the reason when it suspends a page (WebKit: WebSocket.cpp, WebSocket::suspend). */
function isOfSuspension({ code, reason }: NonNullable<Upgrade["close"]>): boolean {
  return code === 1001 && /^WebSocket is closed due to suspension\.?$/.test(reason);
}

const SUSPENDED =
  " These are the words of Safari, which closes the connections of a page that it suspends, as when it goes to the background. Connect again when the page is back (events `pageshow` and `visibilitychange`).";

/** A close code is known only where the page's close event was heard. */
function untold(upgrade: Upgrade): Words {
  const { fromFile, seenBy } = upgrade;
  const side = endedBySide(upgrade);
  if (side !== null)
    return `HAProxy's log says that the ${side}'s side ended it (\`${side === "client" ? "CD" : "SD"}\`), and not why.`;
  if (isLoggedAtEnd(upgrade))
    return "nginx, Apache HTTP Server, HAProxy, Traefik, Caddy and Envoy write such a line when the connection has ended; it does not say who closed it or why.";
  if (fromFile) return "The file does not say who closed it or why.";
  return seenBy.debugger
    ? "The page's close event was not observed, so who closed it and why is not known."
    : "DevTools' log does not say who closed it or why.";
}

function neverOpened(upgrade: Upgrade): Words {
  if (upgrade.ended === "navigation") return "The page was left before the connection opened.";
  return "It never opened, and the browser gave no reason.";
}
