import { hasHeader, headerValue } from "../../upgrade/http/headers.ts";
import type { Transport } from "../../upgrade/http/transport.ts";
import type { Kind } from "../../upgrade/kinds/kind.ts";
import { factsOf, isOrdinaryRequest } from "../../upgrade/kinds/registry.ts";
import { spanOf } from "../../upgrade/lifetime.ts";
import { reportsHandshakeOnly, stateOf } from "../../upgrade/state.ts";
import type { State, Upgrade } from "../../upgrade/upgrade.ts";
import { failureOf } from "../diagnoses/browser-message.ts";
import { knowledgeOf } from "../kinds/registry.ts";
import { recognizeProtocol } from "../protocols/recognize.ts";
import type { Words } from "../text.ts";
import type { Level } from "./explanation.ts";

/**
 * How a connection stands by its status, as the Network panel writes it, but with the refused status where it is known, and
 * with what failed called so.
 */
export interface Status {
  /** The HTTP status; null: `word` stands in its place. */
  readonly code: number | null;
  /** Whether the status was seen, in a response or in the browser's words, and does not only follow from them. */
  readonly isSeen: boolean;
  readonly word: "pending" | "blocked" | "failed" | "finished" | "canceled" | "unknown" | null;
  readonly tone: "plain" | "dim" | "error";
}

/** What the Time cell says. */
export type TimeId =
  | "none"
  | "pending"
  | "pending-since"
  | "open-in-file"
  /** Nothing shows what came after. */
  | "opened"
  | "unknown"
  | "not-sent"
  | "no-response"
  | "blocked"
  | "closed"
  | "closed-with-code"
  | "ended"
  | "refused"
  | "timed-out"
  | "given-up"
  | "failed";

/** The state in DevTools' words, with its age or duration. */
export interface Time {
  readonly id: TimeId;
  /** Milliseconds; null: not known. */
  readonly span: number | null;
  readonly closeCode: number | null;
}

/** The levels of a verdict in words. */
export const LEVELS: Readonly<Record<Level, string>> = {
  healthy: "Healthy",
  attention: "Needs attention",
  failed: "Failed",
  unknown: "Not known",
};

/**
 * How serious a row is: all of it is colored by this. What never got what it asked for has failed, as the chip Failed counts it,
 * whatever else is said of it; of all others the verdict decides, such as of one that was closed with a code that reports a fault.
 *
 * @param level of its verdict
 */
export function severityOf(state: State, level: Level): Level {
  return state === "failed" || state === "blocked" ? "failed" : level;
}

/** The status of a connection: in the list, in the details, and in every report. */
export function statusOf(upgrade: Upgrade): Status {
  const state = stateOf(upgrade);
  switch (state) {
    case "queued":
    case "requested":
      return worded("pending", "dim");
    case "blocked":
      return worded("blocked", "error");
    case "failed": {
      const refused = refusedStatus(upgrade);
      if (refused !== null) return { ...refused, word: null, tone: "error" };
      // The Network panel prints Finished for a WebSocket that failed, which beside "Failed in 47 ms" nobody understands.
      const time = failedTime(upgrade);
      return time === "given-up" || time === "ended" ? worded("canceled", "dim") : worded("failed", "error");
    }
    default: {
      // Nothing gives a WebTransport a status: DevTools goes on saying what it says of everything that has none.
      if (knowledgeOf(upgrade.kind).hidesHeaders) return worded(state === "open" ? "pending" : "finished", "dim");
      const code = upgrade.response?.status ?? null;
      if (code !== null) return { code, isSeen: true, word: null, tone: "plain" };
      return worded(upgrade.exchange?.end === "canceled" ? "canceled" : "unknown", "dim");
    }
  }
}

/**
 * The time of a connection.
 *
 * @param now epoch milliseconds
 */
export function timeOf(upgrade: Upgrade, now: number): Time {
  const span = spanOf(upgrade, now);
  const time = (id: TimeId, closeCode: number | null = null): Time => ({ id, span, closeCode });
  const { measures } = knowledgeOf(upgrade.kind);
  switch (stateOf(upgrade)) {
    case "open":
      if (measures === "nothing") return time("none");
      if (reportsHandshakeOnly(upgrade)) return time("opened");
      if (upgrade.fromFile) return time("open-in-file");
      // What DevTools' log does not end may be over when nothing watches it any more.
      if (factsOf(upgrade.kind).endsUnseen && upgrade.unwatchedSince !== null) return time("unknown");
      return time("pending-since");
    case "queued":
      return time("not-sent");
    case "requested":
      // Of a WebTransport the log has no date.
      return time(measures === "establishment" && !upgrade.seenBy.debugger ? "pending" : "no-response");
    case "blocked":
      return time("blocked");
    case "closed":
      if (upgrade.close !== null) return time("closed-with-code", upgrade.close.code);
      return time(isLeft(upgrade) || isOrdinaryRequest(upgrade.kind) ? "ended" : "closed");
    case "failed":
      return time(failedTime(upgrade));
  }
}

/**
 * A transport in words: in the details and in every report.
 *
 * @param kind says which versions an extended CONNECT of it can go over
 */
export function transportWords(transport: Transport, kind: Kind): Words {
  return transport === "http/2+" ? knowledgeOf(kind).newerHttp : TRANSPORTS[transport];
}

const TRANSPORTS: Readonly<Record<Exclude<Transport, "http/2+">, Words>> = {
  "http/1.1": "HTTP/1.1",
  "http/2": "HTTP/2",
  "http/3": "HTTP/3",
};

/** A refused response is never shown by the browser; its status stands in the error text alone. */
function refusedStatus(upgrade: Upgrade): Pick<Status, "code" | "isSeen"> | null {
  if (upgrade.isRefused) return { code: upgrade.response?.status ?? null, isSeen: true };
  const failure = failureOf(upgrade);
  if (failure.kind === "status") return { code: failure.status, isSeen: true };
  if (failure.kind !== "header") return null;
  if (upgrade.response !== null) return { code: upgrade.response.status, isSeen: true };
  // The browser checks these headers only on a 101, or on a 200 over HTTP/2, which has no key (RFC 8441).
  const overHttp1 = upgrade.request !== null && hasHeader(upgrade.request.headers, "Sec-WebSocket-Key");
  return overHttp1 ? { code: 101, isSeen: false } : null;
}

function failedTime(upgrade: Upgrade): TimeId {
  if (upgrade.isRefused) return "refused";
  const failure = failureOf(upgrade);
  if (failure.kind === "status" || failure.kind === "header") return "refused";
  if (failure.kind === "text" && failure.text === "timed-out") return "timed-out";
  if (failure.kind === "text" && failure.text === "closed-by-page") return "given-up";
  return upgrade.error === null && isLeft(upgrade) ? "ended" : "failed";
}

/** Whether it ended because its page, frame or worker went away. */
function isLeft({ ended }: Upgrade): boolean {
  return ended !== "closed" && ended !== null;
}

function worded(word: Status["word"], tone: Status["tone"]): Status {
  return { code: null, isSeen: false, word, tone };
}

/** The protocol on top by its name; of one that nobody knows, the subprotocol that was agreed on. null: neither is known. */
export function protocolName(upgrade: Upgrade): string | null {
  const known = recognizeProtocol(upgrade);
  return known?.name ?? (upgrade.response && headerValue(upgrade.response.headers, "Sec-WebSocket-Protocol"));
}
