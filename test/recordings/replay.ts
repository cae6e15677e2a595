import { DebugSession } from "../../src/capture/debugger/debug-session.ts";
import { PendingRequests } from "../../src/capture/debugger/pending-requests.ts";
import { explain } from "../../src/knowledge/explanation/explain.ts";
import type { Explanation } from "../../src/knowledge/explanation/explanation.ts";
import { markedCapture } from "../../src/knowledge/intermediaries/marked-capture.ts";
import { Clocks } from "../../src/sources/cdp/clocks.ts";
import { field, idOf } from "../../src/sources/cdp/request-events.ts";
import { attachedChild } from "../../src/sources/cdp/targets.ts";
import { WebTransports } from "../../src/sources/cdp/web-transports.ts";
import { readHar } from "../../src/sources/har/entries.ts";
import type { ClosedBy, Logged, Observation, Target } from "../../src/upgrade/observation.ts";
import type { ConnectionTracker } from "../../src/upgrade/tracking/tracker.ts";
import type { RecordedLine } from "./recorded-lines.ts";
import type { Recording } from "./recording.ts";

/**
 * What the debugger told, in the order in which it told it: the capture's own sessions read the events again, each at the
 * moment at which it came.
 */
export function observationsOf({ header, lines }: Recording): Observation[] {
  const observations: Observation[] = [];
  let now = lines[0]?.at ?? 0;
  const observed = (observation: Observation) => void observations.push(observation);
  const clocks = new Clocks();
  const requests = new PendingRequests(
    observed,
    clocks,
    () => false,
    () => now,
  );
  const listener = { requests, transports: new WebTransports(clocks), observed, countsNames: () => false };
  const targets = new Map<string, Target>();
  const sessions = new Map<string, DebugSession>();
  const sessionOf = (name: string | null) => {
    const id = name ?? "page";
    // A session that nobody announced was attached to by its target's id: a shared worker.
    const target = name === null ? "page" : (targets.get(name) ?? "shared-worker");
    const session =
      sessions.get(id) ??
      new DebugSession(
        id,
        target,
        async () => ({}),
        clocks,
        listener,
        null,
        () => now,
      );
    sessions.set(id, session);
    return session;
  };
  for (const line of inTurn(lines)) {
    now = Math.max(now, line.at);
    requests.sweep();
    if ("heard" in line) {
      observed(line.heard);
      continue;
    }
    const child = line.method === "Target.attachedToTarget" ? attachedChild(line.params) : null;
    if (child !== null) targets.set(child.sessionId, child.target);
    sessionOf(line.session).event(line.method, line.params);
  }
  now = endOf(header);
  requests.sweep();
  requests.stop();
  return observations;
}

type EventLine = Extract<RecordedLine, { method: unknown }>;

/**
 * The page hears of an end just after the network tells of it; in recordings its own clock's times stand at the end. Those of
 * one URL end in the order in which their events come. Of a socket that never opened the page's event is not listened for.
 */
function* inTurn(
  lines: readonly RecordedLine[],
): Iterable<EventLine | { readonly at: number; readonly heard: ClosedBy }> {
  const closings = lines.flatMap((line) => ("closeEvent" in line ? [line] : []));
  const urls = new Map<string, string>();
  const opened = new Set<string>();
  let sockets = 0;
  for (const line of lines) {
    if ("closeEvent" in line) continue;
    yield line;
    const id = idOf(line.params) ?? "";
    const url = field(line.params, "url");
    if (line.method === "Network.webSocketCreated" && typeof url === "string") urls.set(id, url);
    if (line.method === "Network.webSocketHandshakeResponseReceived") opened.add(id);
    if (line.method !== "Network.webSocketClosed") continue;
    const index = closings.findIndex(({ closeEvent }) => closeEvent.url === urls.get(id));
    const [closing] = index < 0 ? [] : closings.splice(index, 1);
    if (closing === undefined || !opened.has(id)) continue;
    const session = line.session ?? "page";
    const sourceId = `socket:${session}:1:${++sockets}`;
    yield { at: line.at, heard: { type: "closed-by", sourceId, at: closing.at, session, ...closing.closeEvent } };
  }
}

/** What DevTools' network log had at the end. */
export function logOf({ har, header }: Recording): readonly Logged[] {
  return readHar(har, { at: Date.parse(header.recordedAt), fromFile: false, generation: 0, requestsSince: 0 }).logged;
}

/** What the tool says of each connection in the book when the recording ended. */
export function explainAll(tracker: ConnectionTracker, { header }: Recording): Explanation[] {
  const others = [...tracker.upgrades.values()];
  const context = { now: endOf(header), page: header.page, capture: markedCapture(others) };
  return others.map((upgrade) => explain(upgrade, context));
}

/** When the recording ended, epoch milliseconds. */
export function endOf({ recordedAt }: Recording["header"]): number {
  return Date.parse(recordedAt);
}
