import { failureOf } from "../../knowledge/diagnoses/browser-message.ts";
import type { Failure } from "../../knowledge/diagnoses/failure.ts";
import { duration, visibleText } from "../../knowledge/text.ts";
import { nameOf } from "../../upgrade/http/address.ts";
import { hasHeader } from "../../upgrade/http/headers.ts";
import { isOrdinaryRequest } from "../../upgrade/kinds/registry.ts";
import type { Target } from "../../upgrade/observation.ts";
import { stateOf } from "../../upgrade/state.ts";
import type { State, Upgrade } from "../../upgrade/upgrade.ts";
import { age } from "../format.ts";
import { type MessageKey, t } from "../text.ts";
import { spanOf } from "./moments.ts";

/** What a Status cell says, and how loud. */
export interface StatusText {
  readonly text: string;
  readonly tone: "plain" | "dim" | "error";
}

/** The state in a word, for screen readers and tooltips beside the icon. */
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

/** The row's name: the last part of the path as DevTools prints it, or null when the URL was never seen. */
export function nameText(upgrade: Upgrade): string | null {
  return upgrade.url === null ? null : visibleText(nameOf(upgrade.url));
}

/** Where it was opened, in a word. */
export function targetText(target: Target): string {
  return t(TARGETS[target]);
}

/** The Status cell, as the Network panel writes it, but with the refused status where the browser told it. */
export function statusText(upgrade: Upgrade): StatusText {
  const status = upgrade.response?.status;
  switch (stateOf(upgrade)) {
    case "queued":
    case "requested":
      return { text: t("statusPending"), tone: "dim" };
    case "blocked":
      return { text: t("statusBlocked"), tone: "error" };
    case "failed": {
      const refused = refusedStatus(upgrade, failureOf(upgrade));
      if (refused === null && isOrdinaryRequest(upgrade.kind)) return { text: t("statusFailed"), tone: "error" };
      return refused === null ? { text: t("statusFinished"), tone: "dim" } : { text: String(refused), tone: "error" };
    }
    default:
      // Nothing gives a WebTransport a status: DevTools goes on saying what it says of everything that has none.
      if (upgrade.kind === "webtransport")
        return { text: t(stateOf(upgrade) === "open" ? "statusPending" : "statusFinished"), tone: "dim" };
      if (status === undefined && upgrade.exchange?.end === "canceled")
        return { text: t("statusCanceled"), tone: "dim" };
      return status === undefined ? { text: t("statusUnknown"), tone: "dim" } : { text: String(status), tone: "plain" };
  }
}

function refusedStatus(upgrade: Upgrade, failure: Failure): number | null {
  if (failure.kind === "status") return failure.status;
  if (failure.kind !== "header") return null;
  // The browser checks these headers only on a 101, or on a 200 over HTTP/2, which has no key (RFC 8441).
  const overHttp1 = upgrade.request !== null && hasHeader(upgrade.request.headers, "Sec-WebSocket-Key");
  return upgrade.response?.status ?? (overHttp1 ? 101 : null);
}

/**
 * The Time cell: the state in DevTools' words with its age or duration beside it.
 *
 * @param now epoch milliseconds
 */
export function timeText(upgrade: Upgrade, now: number): string {
  const span = spanOf(upgrade, now);
  switch (stateOf(upgrade)) {
    case "open":
      if (upgrade.kind === "other-upgrade") return "";
      if (upgrade.fromFile) return t("timeOpenInFile");
      // Of an ordinary request that nothing watches any more nobody knows whether it is still pending.
      if (upgrade.kind !== "websocket" && upgrade.unwatchedSince !== null) return t("timingUnknown");
      return ticking(span, "timePending", "timePendingAge");
    case "queued":
      return ticking(span, "timeNotSent", "timeNotSentAge");
    case "requested":
      if (upgrade.kind === "webtransport" && !upgrade.seenBy.debugger) return t("timePending");
      return ticking(span, "timeNoAnswer", "timeNoAnswerAge");
    case "blocked":
      return t("timeBlocked");
    case "closed":
      if (upgrade.close !== null) return lastingWith(upgrade.close.code, span);
      return (upgrade.ended === "closed" || upgrade.ended === null) && !isOrdinaryRequest(upgrade.kind)
        ? lasting(span, "timeClosed", "timeClosedAfter")
        : lasting(span, "timeEnded", "timeEndedAfter");
    case "failed":
      return failedText(upgrade, span);
  }
}

function failedText(upgrade: Upgrade, span: number | null): string {
  const failure = failureOf(upgrade);
  if (failure.kind === "status" || failure.kind === "header") return lasting(span, "timeRefused", "timeRefusedIn");
  if (failure.kind === "text" && failure.text === "timed-out") return lasting(span, "timeTimedOut", "timeTimedOutIn");
  if (failure.kind === "text" && failure.text === "closed-by-page")
    return lasting(span, "timeGivenUp", "timeGivenUpIn");
  const leftBehind = upgrade.error === null && upgrade.ended !== "closed" && upgrade.ended !== null;
  return leftBehind ? lasting(span, "timeEnded", "timeEndedAfter") : lasting(span, "timeFailed", "timeFailedIn");
}

/** A close code is a name, not an amount: it has no thousands. */
function lastingWith(code: number, span: number | null): string {
  return span === null ? t("timeClosedCode", code) : t("timeClosedCodeAfter", code, duration(span));
}

function ticking(span: number | null, without: MessageKey, withAge: MessageKey): string {
  return span === null ? t(without) : t(withAge, age(span));
}

function lasting(span: number | null, without: MessageKey, withDuration: MessageKey): string {
  return span === null ? t(without) : t(withDuration, duration(span));
}
