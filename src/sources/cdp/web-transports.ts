import * as v from "valibot";
import { newExchange } from "../../upgrade/http/exchange.ts";
import type { Blocked, Observation, Target } from "../../upgrade/observation.ts";
import type { Clocks } from "./clocks.ts";
import { sourceIdOf } from "./parts.ts";
import { decodeTransport, idOf, monotonicSecondsOf } from "./request-events.ts";

/** The console's words for a WebTransport that could not be established (docs/chromium.md#web-transport). */
const FAILED = /^Failed to establish a connection to (\S+): (net::.*?)\.?$/s;

/** The same for one that the page's policy forbids: its beginning is reported, its end never (docs/chromium.md#web-transport). */
const FORBIDDEN = /^Connecting to '(\S*)' violates the following Content Security Policy directive: "([^"]*)"/;

/** The same for one too many that waits; its address is not reported (docs/chromium.md#web-transport). */
const TOO_MANY = /^WebTransport session establishment failed\. (Too many pending WebTransport sessions \(\d+\))/;

/** The reason follows the end at once, if it did not come before it: few are enough. */
const MOST_UNEXPLAINED = 64;

/** Maximum number of connections remembered of those that a page left behind: their ends are never reported. */
const MOST_OPENING = 1000;

const EntryParams = v.object({ entry: v.object({ text: v.string(), timestamp: v.optional(v.number()) }) });

/** A reason belongs to a WebTransport whose beginning or end is reported within this time, in milliseconds. */
const NEAR_MS = 1000;

/** What the console said. */
interface Reason {
  /** Whose it is; null: not reported. */
  readonly url: string | null;
  readonly message: string;
  /** The directive of the page's policy that forbids it; null: something else ended it. */
  readonly directive: string | null;
  readonly at: number;
}

/** A WebTransport that is not established. */
interface Opening {
  readonly sourceId: string;
  readonly url: string;
  readonly target: Target | null;
}

/** One that failed, and when that was reported. */
interface Unexplained {
  readonly sourceId: string;
  readonly url: string;
  readonly at: number;
}

/**
 * WebTransports of a tab. The network events report their beginning, establishing and end, and nothing else; why one
 * failed stands in the console alone, with its URL, just before its end.
 */
export class WebTransports {
  readonly #clocks: Clocks;
  /** By source id, those that are not established and not over. */
  readonly #opening = new Map<string, Opening>();
  readonly #failures = new Map<string, string>();
  /** Those that failed and whose reason is still to come. */
  #unexplained: Unexplained[] = [];
  /** Reasons whose WebTransport nobody has reported yet. */
  #early: Reason[] = [];

  constructor(clocks: Clocks) {
    this.#clocks = clocks;
  }

  /**
   * Learns the browser's message for a failure from CDP `Log.entryAdded`, which on a busy machine comes even before the news
   * of the beginning (docs/chromium.md#web-transport), or after that of the end.
   *
   * @param now epoch milliseconds
   * @returns the words as an error of what has ended already, or that it is forbidden; else null
   */
  log(params: unknown, now: number): Observation | null {
    const reason = reasonIn(params, now);
    if (reason === null) return null;
    const { url, directive, message } = reason;
    const ended = this.#unexplained.findIndex((one) => (url === null || one.url === url) && now - one.at < NEAR_MS);
    const [failed] = ended < 0 || directive !== null ? [] : this.#unexplained.splice(ended, 1);
    if (failed !== undefined)
      return { type: "error", sourceId: failed.sourceId, at: now, message, monotonicSeconds: null };
    // The newest: what a page left behind is never told to be over. Without an address it is whichever ends next.
    const opening = [...this.#opening.values()].findLast((one) => one.url === url && !this.#failures.has(one.sourceId));
    if (opening === undefined) this.#early = [...this.#early, reason].slice(-MOST_UNEXPLAINED);
    else if (directive !== null) return this.#forbid(opening, reason);
    else this.#failures.set(opening.sourceId, message);
    return null;
  }

  /**
   * Turns one CDP event into observations.
   *
   * @param now epoch milliseconds
   * @returns none for events of other things
   */
  decode(method: string, params: unknown, target: Target | null, now: number): readonly Observation[] {
    if (!method.startsWith("Network.webTransport")) return [];
    const id = idOf(params, "transportId");
    const monotonicSeconds = monotonicSecondsOf(params);
    if (id === null || monotonicSeconds === null) return [];
    const sourceId = sourceIdOf(id);
    const at = this.#clocks.at(id, monotonicSeconds, now);
    switch (method) {
      case "Network.webTransportCreated": {
        const event = decodeTransport(params);
        if (event === null) return [];
        const opening = { sourceId: sourceId, url: event.url, target };
        this.#opening.set(sourceId, opening);
        dropOldest(this.#opening, MOST_OPENING);
        const early = this.#takeEarly(event.url, now);
        const exchange = { ...newExchange("CONNECT", "WebTransport"), monotonicSeconds: monotonicSeconds };
        const created: Observation = {
          type: "created",
          sourceId,
          at,
          ...event,
          target,
          kind: "webtransport",
          exchange,
        };
        if (early?.directive != null) return [created, this.#forbid(opening, { ...early, at })];
        if (early !== null) this.#failures.set(sourceId, early.message);
        return [created];
      }
      case "Network.webTransportConnectionEstablished":
        this.#opening.delete(sourceId);
        return [{ type: "established", sourceId, at }];
      case "Network.webTransportClosed": {
        const opening = this.#opening.get(sourceId);
        this.#opening.delete(sourceId);
        const known = this.#failures.get(sourceId) ?? null;
        const message = known ?? (opening === undefined ? null : (this.#takeEarly(null, now)?.message ?? null));
        if (opening !== undefined && message === null)
          this.#unexplained = [...this.#unexplained, { sourceId: sourceId, url: opening.url, at: now }].slice(
            -MOST_UNEXPLAINED,
          );
        this.#failures.delete(sourceId);
        this.#clocks.forget(id);
        return [{ type: "request-ended", sourceId, at, end: opening === undefined ? "finished" : "failed", message }];
      }
      default:
        return [];
    }
  }

  #forbid({ sourceId, url, target }: Opening, { message, directive, at }: Reason): Blocked {
    this.#opening.delete(sourceId);
    return {
      type: "blocked",
      sourceId,
      at,
      url,
      by: "content-security-policy",
      message,
      directive,
      initiator: null,
      target,
    };
  }

  #takeEarly(url: string | null, now: number): Reason | null {
    const index = this.#early.findIndex((early) => early.url === url && Math.abs(now - early.at) < NEAR_MS);
    return index < 0 ? null : (this.#early.splice(index, 1)[0] ?? null);
  }

  /** Nothing more will be reported. */
  stop(): void {
    this.#unexplained = [];
    this.#early = [];
    this.#opening.clear();
    this.#failures.clear();
  }
}

function dropOldest(map: Map<string, unknown>, most: number): void {
  const oldest = map.keys().next();
  if (map.size > most && !oldest.done) map.delete(oldest.value);
}

function reasonIn(params: unknown, now: number): Reason | null {
  const parsed = v.safeParse(EntryParams, params);
  if (!parsed.success) return null;
  const { text, timestamp: at = now } = parsed.output.entry;
  const [, failed, error] = FAILED.exec(text) ?? [];
  if (failed !== undefined && error !== undefined) return { url: failed, message: error, directive: null, at };
  const [, forbidden, directive] = FORBIDDEN.exec(text) ?? [];
  if (forbidden !== undefined && directive !== undefined) return { url: forbidden, message: text, directive, at };
  const [, limit] = TOO_MANY.exec(text) ?? [];
  return limit === undefined ? null : { url: null, message: limit, directive: null, at };
}
