import { hadMessages } from "../counts/counted.ts";
import type { State, Upgrade } from "../upgrade.ts";
import { isEventStream } from "./kind.ts";
import { corsFaultOf, isBlockedByBrowser } from "./refused.ts";

/**
 * Whether a page's EventSource got a response that it does not take: WHATWG HTML §9.2.2 wants 200 and `text/event-stream`,
 * and ends for good at anything else.
 */
export function isRefusedStream(upgrade: Upgrade): boolean {
  const { kind, exchange, response } = upgrade;
  if (kind !== "event-stream" || exchange?.by !== "EventSource" || response === null) return false;
  if (isWithheld(upgrade)) return false;
  return response.status !== 200 || !isEventStream(response);
}

/** Whether the page never got what answered: a rule of the browser stood before it. */
export function isWithheld(upgrade: Upgrade): boolean {
  return corsFaultOf(upgrade) !== null || isBlockedByBrowser(upgrade);
}

/** Whether the response has begun, or events came that only an open stream has; a WebTransport: whether it was established. */
export function wasRequestOpened(upgrade: Upgrade): boolean {
  const { kind, exchange, response } = upgrade;
  if (kind === "webtransport") return exchange?.established === true;
  if (kind === "other-upgrade") return response?.status === 101;
  if (response === null) return hadMessages(upgrade);
  return !isRefusedStream(upgrade) && !isWithheld(upgrade);
}

/** Whether nobody said of a WebTransport that it was established, nor that it was not: a log that is not Chrome's. */
export function isUntold({ kind, exchange, seenBy }: Upgrade): boolean {
  return kind === "webtransport" && (exchange?.established ?? null) === null && !seenBy.debugger;
}

/**
 * The state of what is no WebSocket, in the words of docs/report-format.md: `queued` while nothing shows that the request has
 * gone out, `open` while its response comes, `failed` if no response came that could be used. What was given up on purpose
 * has ended; it did not fail. `blocked` is what the browser itself refused before the page got anything.
 */
export function requestStateOf(upgrade: Upgrade): State {
  const { kind, exchange, request, response, error, ended } = upgrade;
  const over = ended !== null || error !== null;
  if (isBlockedByBrowser(upgrade)) return "blocked";
  if (wasRequestOpened(upgrade)) return over ? "closed" : "open";
  if (isRefusedStream(upgrade) || (kind === "other-upgrade" && response !== null)) return "failed";
  if (over && isUntold(upgrade)) return "closed";
  if (over) return error === null && (exchange?.end === "canceled" || ended === "navigation") ? "closed" : "failed";
  // Of a WebTransport no event tells when its request goes out: that it was not answered is all that is known.
  return request === null && kind !== "webtransport" ? "queued" : "requested";
}
