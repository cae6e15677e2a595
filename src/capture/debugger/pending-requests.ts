import { classify, isFinal } from "../../sources/cdp/classify.ts";
import type { Clocks } from "../../sources/cdp/clocks.ts";
import { ExtraInfo } from "../../sources/cdp/extra-info.ts";
import { sourceIdOf } from "../../sources/cdp/parts.ts";
import { Refusals } from "../../sources/cdp/refusals.ts";
import { endOf, kindOfFailed } from "../../sources/cdp/request-end.ts";
import {
  decodeData,
  decodeEventMessage,
  decodeExtra,
  decodeFailed,
  decodeResponse,
  decodeResponseExtraInfo,
  decodeSent,
  field,
  idOf,
  interfaceOf,
  monotonicSecondsOf,
} from "../../sources/cdp/request-events.ts";
import { emitAs, emitResponse, emitSent, keepPiece, type TrackedRequest } from "../../sources/cdp/tracked-request.ts";
import { withEventName } from "../../upgrade/application/names/event-name.ts";
import { messageOf } from "../../upgrade/counts/payload.ts";
import { pieceOf } from "../../upgrade/counts/piece.ts";
import type { Observation, Target } from "../../upgrade/observation.ts";

/** Interval at which tracked requests are classified again, while there are any, in milliseconds. */
const SWEEP_MS = 500;

/** Most requests that are held at once; beyond, the oldest that nobody heard of is let go. */
const MOST_TRACKED = 1000;

/**
 * Finds among all requests of a tab those that stay pending. An ordinary one costs a look at its type, and is forgotten the
 * moment it is answered and over; of bodies and events only number and size are kept. One for all sessions of the tab,
 * since a worker's request is announced in its own session and sent in the page's (docs/chromium.md#requests-of-workers).
 */
export class PendingRequests {
  readonly #listener: (observation: Observation) => void;
  readonly #tracked = new Map<string, TrackedRequest>();
  readonly #extraInfo = new ExtraInfo();
  /** Event streams that are older than the capture and were told to be such. */
  readonly #older = new Set<string>();
  readonly #refusals = new Refusals();
  #timer: ReturnType<typeof setTimeout> | null = null;

  readonly #clocks: Clocks;
  readonly #countsNames: () => boolean;
  readonly #passed: () => number;

  /**
   * @param clocks dates what is older than the capture, and learns from what is not
   * @param countsNames whether events are counted by their names now; they are not when it is left out
   * @param passed a clock that nobody sets, milliseconds
   */
  constructor(
    emit: (observation: Observation) => void,
    clocks: Clocks,
    countsNames: () => boolean = () => false,
    passed: () => number = () => performance.now(),
  ) {
    this.#listener = emit;
    this.#clocks = clocks;
    this.#countsNames = countsNames;
    this.#passed = passed;
  }

  /**
   * Takes one CDP event; those of no request are ignored.
   *
   * @param target where the session lives that reported it
   * @param now epoch milliseconds
   */
  handleEvent(method: string, params: unknown, target: Target | null, now: number): void {
    switch (method) {
      case "Network.requestWillBeSent":
        this.#begin(params, target, now);
        break;
      case "Network.requestWillBeSentExtraInfo":
        this.#requestExtraInfo(params);
        break;
      case "Network.responseReceivedExtraInfo":
        this.#responseExtraInfo(params);
        break;
      case "Network.responseReceived":
        this.#responseReceived(params);
        break;
      case "Network.dataReceived":
        this.#dataReceived(params);
        break;
      case "Network.eventSourceMessageReceived":
        this.#messageReceived(params, now);
        break;
      case "Network.loadingFinished":
      case "Network.loadingFailed":
        this.#end(params, method === "Network.loadingFailed", now);
        break;
    }
  }

  /** Learns from CDP `Log.entryAdded` in which words the browser refuses a request. */
  log(params: unknown): void {
    this.#refusals.log(params);
  }

  /** Nothing more will be told: what is held is let go. */
  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#tracked.clear();
    this.#extraInfo.clear();
    this.#older.clear();
    this.#refusals.clear();
  }

  #begin(params: unknown, target: Target | null, now: number): void {
    const id = idOf(params);
    if (id === null) return;
    const redirected = this.#tracked.get(id);
    if (redirected !== undefined) {
      this.#redirect(redirected, params);
      return;
    }
    const early = this.#extraInfo.take(id);
    const panelOffset = now - this.#passed();
    const by = interfaceOf(params);
    const event = by === null ? null : decodeSent(params);
    if (by === null || event === null) return;
    const offset = event.wallTime * 1000 - event.timestamp * 1000;
    this.#clocks.learn(event.timestamp, event.wallTime);
    const createdAt = event.wallTime * 1000;
    const { url, method, calledBy, headers: provisional } = event;
    const sent = early.sent === null ? null : { headers: early.sent, at: Math.max(createdAt, now) };
    const received = early.received === null ? null : { response: early.received, at: now, protocol: null };
    const rest = { provisional, sent, received, pieces: [], kind: null };
    const tracked: TrackedRequest = {
      id,
      by,
      target,
      method,
      ...calledBy,
      createdAt,
      askedAt: createdAt,
      offset,
      panelOffset,
      url,
      ...rest,
    };
    this.#tracked.set(id, tracked);
    this.#bound();
    // By nothing but its interface: the events of others may be late, and their responses just behind them.
    if (by === "EventSource") this.#classify(tracked, now);
    else this.#watch();
  }

  /** A redirect goes on under the same name: the request and response so far is past. */
  #redirect(tracked: TrackedRequest, params: unknown): void {
    const event = decodeSent(params);
    // Of a redirect that a policy of the page refuses, the response is not told (docs/chromium.md#refused-requests): its URL alone shows it.
    if (event === null || (field(params, "redirectResponse") === undefined && event.url === tracked.url)) return;
    tracked.url = event.url;
    tracked.askedAt = event.timestamp * 1000 + tracked.offset;
    tracked.provisional = event.headers;
  }

  #requestExtraInfo(params: unknown): void {
    const id = idOf(params);
    const headers = id === null ? null : decodeExtra(params);
    if (id === null || headers === null) return;
    const tracked = this.#tracked.get(id);
    if (tracked === undefined) {
      this.#extraInfo.keep(id, { sent: headers });
      return;
    }
    tracked.sent = { headers, at: Math.max(tracked.createdAt, this.#nowOf(tracked)) };
    if (tracked.kind !== null) this.#emit(...emitSent(tracked));
  }

  /** Before the browser knows what a body is, it may wait for more of it; the head is told earlier here. */
  #responseExtraInfo(params: unknown): void {
    const id = idOf(params);
    const response = id === null ? null : decodeResponseExtraInfo(params);
    // A redirect is not the response, and neither is 103 Early Hints.
    if (id === null || response === null || response.status < 200 || isRedirect(response.status)) return;
    const tracked = this.#tracked.get(id);
    const awaiting = this.#extraInfo.takeAwaiting(id);
    if (awaiting !== null) {
      this.#emit(...emitResponse({ ...awaiting, received: { response, at: this.#nowOf(awaiting), protocol: null } }));
    } else if (tracked === undefined) this.#extraInfo.keep(id, { received: response });
    else if (tracked.received === null) this.#take(tracked, { response, at: this.#nowOf(tracked), protocol: null });
  }

  #responseReceived(params: unknown): void {
    const tracked = this.#tracked.get(idOf(params) ?? "");
    const event = tracked === undefined ? null : decodeResponse(params);
    if (tracked === undefined || event === null) return;
    const at = tracked.received?.at ?? event.timestamp * 1000 + tracked.offset;
    // The earlier news has the headers as they came; that of the page's process has those it may see.
    this.#take(tracked, { response: tracked.received?.response ?? event.response, at, protocol: event.protocol });
  }

  #take(tracked: TrackedRequest, received: NonNullable<TrackedRequest["received"]>): void {
    const wasEmitted = tracked.kind !== null;
    tracked.received = received;
    this.#classify(tracked, received.at);
    if (wasEmitted) this.#emit(...emitResponse(tracked));
  }

  /** Tells of a request as soon as it is clear what it is, and again when it turns out to be something else. */
  #classify(tracked: TrackedRequest, now: number): void {
    const kind = classify(tracked, now);
    if (kind === null || kind === tracked.kind) return;
    if (tracked.kind === null) {
      this.#emit(...emitAs(tracked, kind));
      return;
    }
    tracked.kind = kind;
    this.#emit({ type: "classified", sourceId: sourceIdOf(tracked.id), at: tracked.received?.at ?? now, kind });
  }

  #dataReceived(params: unknown): void {
    if (this.#tracked.size === 0) return;
    const tracked = this.#tracked.get(idOf(params) ?? "");
    const event = tracked === undefined ? null : decodeData(params);
    if (tracked === undefined || event === null || event.dataLength === 0) return;
    const at = event.timestamp * 1000 + tracked.offset;
    const sourceId = sourceIdOf(tracked.id);
    if (tracked.by === "EventSource") this.#emit({ type: "body", sourceId, at, bytes: event.dataLength });
    else if (tracked.kind === null) keepPiece(tracked, pieceOf(at, event.dataLength));
    else this.#emit({ type: "message", sourceId, at, message: pieceOf(at, event.dataLength) });
  }

  #messageReceived(params: unknown, now: number): void {
    const id = idOf(params);
    const event = id === null ? null : decodeEventMessage(params);
    if (id === null || event === null) return;
    const tracked = this.#tracked.get(id);
    const sourceId = sourceIdOf(id);
    // By their arrival, events of a busy machine would be too far apart to be found again in the network log.
    const at =
      tracked === undefined ? this.#clocks.at(id, event.timestamp, now) : event.timestamp * 1000 + tracked.offset;
    const message = messageOf(at, "received", 1, event.data);
    this.#emit({
      type: "message",
      sourceId,
      at,
      message: this.#countsNames() ? withEventName(message, event.eventName) : message,
    });
    if (tracked !== undefined || this.#older.has(id)) return;
    // Nothing announced it: it was there before. The network log may know more of it.
    this.#older.add(id);
    this.#emit({ type: "classified", sourceId, at, kind: "event-stream" });
  }

  #end(params: unknown, isFailure: boolean, now: number): void {
    const id = idOf(params);
    if (id === null) return;
    this.#extraInfo.take(id);
    const tracked = this.#tracked.get(id);
    const isOlder = this.#older.delete(id);
    this.#tracked.delete(id);
    const failure = isFailure ? decodeFailed(params) : null;
    const kind = tracked === undefined ? null : (tracked.kind ?? kindOfFailed(tracked, failure));
    if (kind === null && !isOlder) return;
    if (tracked !== undefined && tracked.kind === null && kind !== null) this.#emit(...emitAs(tracked, kind));
    const monotonicSeconds = monotonicSecondsOf(params);
    const at = this.#endedAt(id, tracked, monotonicSeconds, now);
    const reason = failure?.canceled === false ? failure.blockedReason : undefined;
    const refused =
      tracked === undefined || reason === undefined
        ? null
        : this.#refusals.refusalOf({ ...tracked, sourceId: sourceIdOf(id), at }, tracked.askedAt, reason);
    if (refused !== null) this.#emit(refused);
    this.#emit(endOf(sourceIdOf(id), at, failure, refused !== null));
    if (tracked !== undefined && failure?.corsErrorStatus !== undefined && tracked.received === null)
      this.#extraInfo.withhold(tracked);
  }

  /** Epoch milliseconds of a request's last event, on the clock by which the request is dated. */
  #endedAt(id: string, tracked: TrackedRequest | undefined, monotonicSeconds: number | null, now: number): number {
    const at = monotonicSeconds === null ? now : this.#clocks.at(id, monotonicSeconds, now);
    this.#clocks.forget(id);
    return tracked === undefined || monotonicSeconds === null ? at : monotonicSeconds * 1000 + tracked.offset;
  }

  /** Epoch milliseconds, on the clock by which this request is dated. */
  #nowOf({ panelOffset }: TrackedRequest): number {
    return this.#passed() + panelOffset;
  }

  #emit(...observations: readonly Observation[]): void {
    for (const observation of observations) this.#listener(observation);
  }

  #bound(): void {
    if (this.#tracked.size <= MOST_TRACKED) return;
    for (const [id, { kind }] of this.#tracked) {
      if (kind !== null) continue;
      this.#tracked.delete(id);
      return;
    }
  }

  #watch(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      if (this.sweep()) this.#watch();
    }, SWEEP_MS);
  }

  /**
   * Tells of those that have waited long enough to be one that stays pending; it happens by itself, twice a second.
   *
   * @returns whether there is something left to wait for
   */
  sweep(): boolean {
    let isWaiting = false;
    for (const tracked of this.#tracked.values()) {
      this.#classify(tracked, this.#nowOf(tracked));
      isWaiting ||= !isFinal(tracked.kind);
    }
    return isWaiting;
  }
}

/** RFC 9110 §15.4: 304 is no redirect, and the browser shows the stored response in its place. */
function isRedirect(status: number): boolean {
  return status >= 300 && status < 400;
}
