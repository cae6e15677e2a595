import { PendingRequests } from "../../src/capture/debugger/pending-requests.ts";
import { explain } from "../../src/knowledge/explanation/explain.ts";
import type { Explanation } from "../../src/knowledge/explanation/explanation.ts";
import { decodeBlocked } from "../../src/sources/cdp/blocked.ts";
import { Clocks } from "../../src/sources/cdp/clocks.ts";
import { decodeEvent } from "../../src/sources/cdp/events.ts";
import { attachedChild } from "../../src/sources/cdp/targets.ts";
import { readHar } from "../../src/sources/har/entries.ts";
import type { Ledger } from "../../src/upgrade/ledger.ts";
import type { Logged, Observation, Target } from "../../src/upgrade/observation.ts";
import type { RecordedLine, Recording } from "./recording.ts";

/** What the debugger told, in the order in which it told it. */
export function observationsOf({ lines }: Recording): Observation[] {
  const clocks = new Clocks();
  const targets = new Map<string, Target>();
  const sockets = new Sockets();
  let ofRequests: Observation[] = [];
  const requests = new PendingRequests((observation) => ofRequests.push(observation));
  const observations = lines.flatMap((line) => {
    if ("closeEvent" in line) return sockets.heard(line);
    const child = line.method === "Target.attachedToTarget" ? attachedChild(line.params) : null;
    if (child !== null) targets.set(child.sessionId, child.target);
    // A session that nobody announced was attached to by its target's id: a shared worker.
    const target = line.session === null ? "page" : (targets.get(line.session) ?? "shared-worker");
    ofRequests = [];
    if (line.method === "Log.entryAdded") requests.log(line.params);
    else requests.event(line.method, line.params, target, line.at);
    const observation =
      line.method === "Log.entryAdded"
        ? decodeBlocked(line.params, target)
        : decodeEvent(line.method, line.params, { target, now: line.at, clocks });
    if (observation === null) return ofRequests;
    sockets.note(observation);
    return [...ofRequests, observation];
  });
  requests.stop();
  return observations;
}

/** What DevTools' network log had at the end. */
export function logOf({ har, header }: Recording): readonly Logged[] {
  return readHar(har, { at: Date.parse(header.recordedAt), fromFile: false, generation: 0, requestsSince: 0 }).logged;
}

/** What the tool says of each connection in the book when the recording ended. */
export function explainAll(ledger: Ledger, { header }: Recording): Explanation[] {
  const others = [...ledger.upgrades.values()];
  const context = { now: endOf(header), page: header.page, neighbours: [], others };
  return others.map((upgrade) => explain(upgrade, context));
}

/** When the recording ended, epoch milliseconds. */
export function endOf({ recordedAt }: Recording["header"]): number {
  return Date.parse(recordedAt);
}

/** Which connection a close event belongs to: those of one URL end in the order in which their events come. */
class Sockets {
  readonly #urls = new Map<string, string>();
  readonly #opened = new Set<string>();
  #ended: string[] = [];

  note(observation: Observation): void {
    const { type, ref } = observation;
    if (type === "created") this.#urls.set(ref, observation.url);
    else if (type === "answered") this.#opened.add(ref);
    else if (type === "closed") this.#ended.push(ref);
  }

  /** Only of sockets that opened: the others' events are not listened for. */
  heard({ at, closeEvent }: Extract<RecordedLine, { closeEvent: unknown }>): Observation[] {
    const { url, ...event } = closeEvent;
    const ref = this.#ended.find((ended) => this.#urls.get(ended) === url);
    if (ref === undefined) return [];
    this.#ended = this.#ended.filter((ended) => ended !== ref);
    return this.#opened.has(ref) ? [{ type: "closed-by", ref, at, ...event }] : [];
  }
}
