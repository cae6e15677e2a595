import type { Case } from "../lab/case.ts";
import type { RecordedLine } from "./recorded-lines.ts";

/** How long after the event that settles a case it is still watched, in milliseconds: for what comes with it. */
const REST_MS = 250;

/** How long an open socket is watched, unless it takes longer. */
const OPEN_MS = 900;

/** A wait may be told after five seconds. */
const WAIT_MS = 6000;

/** How many sockets of a page that tries again and again are watched to their end. */
const TRIES = 4;

/**
 * Whether all has been heard that a case has to say.
 *
 * @param openMs how long an open socket is watched
 */
export function isSettled(
  { expects, act }: Case,
  lines: readonly RecordedLine[],
  now: number,
  openMs = OPEN_MS,
): boolean {
  const times = (name: string) => lines.flatMap((line) => ("method" in line && line.method === name ? [line.at] : []));
  const since = (name: string, count: number, rest: number) => {
    const at = times(name)[count - 1];
    return at !== undefined && now - at >= rest;
  };
  const failed = () => since("Network.loadingFailed", 1, OPEN_MS);
  if (act?.startsWith("web-transport")) {
    if (expects.state === "open") return since("Network.webTransportConnectionEstablished", 1, openMs);
    return since(expects.state === "blocked" ? "Log.entryAdded" : "Network.webTransportClosed", 1, OPEN_MS);
  }
  if (expects.needs === "long-lived" && (expects.state === "open" || expects.state === "requested"))
    return since("Network.requestWillBeSent", 1, WAIT_MS);
  if (expects.needs === "long-lived") return since("Network.loadingFinished", 1, OPEN_MS) || failed();
  // An event stream that is refused ends at once, and its reason comes before.
  if (act?.startsWith("event-source") || act === "fetch-events") return failed();
  const sockets = act === "twice" || act === "strict-pair" ? 2 : 1;
  switch (expects.state) {
    case "open":
      return since("Network.webSocketHandshakeResponseReceived", 1, openMs);
    case "queued":
    case "requested":
      return since("Network.webSocketCreated", sockets, WAIT_MS);
    case "blocked":
      return since("Log.entryAdded", 1, OPEN_MS);
    default:
      return (
        since("Network.webSocketClosed", act === "reconnect" ? TRIES : 1, REST_MS) &&
        since("Network.webSocketCreated", sockets, REST_MS)
      );
  }
}
