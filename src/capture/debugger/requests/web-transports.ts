import * as v from "valibot";
import type { Observation, Target } from "../../../upgrade/observation.ts";
import { newExchange } from "../../../upgrade/requests/exchange.ts";
import { refOf } from "../cdp-parts.ts";
import type { Clocks } from "../clocks.ts";
import { decodeTransport, idOf, ticksOf } from "./decode.ts";

/** The console's words for a WebTransport that could not be established (measured, Chromium 156). */
const FAILED = /^Failed to establish a connection to (\S+): (net::.*?)\.?$/;

/** The reason follows the end at once, if it did not come before it: few are enough. */
const MOST_UNEXPLAINED = 64;

const EntryParams = v.object({ entry: v.object({ text: v.string(), timestamp: v.optional(v.number()) }) });

/** A reason belongs to a WebTransport whose beginning is told within this time, in milliseconds. */
const EARLY_MS = 1000;

/**
 * WebTransports of a tab. The network events tell of their beginning, establishing and end, and of nothing else; why one
 * failed stands in the console alone, with its URL, just before its end.
 */
export class WebTransports {
  readonly #clocks: Clocks;
  /** URLs, by ref, of those that are not established and not over. */
  readonly #opening = new Map<string, string>();
  readonly #failures = new Map<string, string>();
  /** URLs, by ref, of those that failed and whose reason is still to come. */
  readonly #unexplained = new Map<string, string>();
  /** Reasons whose WebTransport nobody has told of yet. */
  #early: { readonly url: string; readonly message: string; readonly at: number }[] = [];

  constructor(clocks: Clocks) {
    this.#clocks = clocks;
  }

  /**
   * Learns the browser's words for a failure from CDP `Log.entryAdded`, which on a busy machine comes even before the news
   * of the beginning (measured), or after that of the end.
   *
   * @param now epoch milliseconds
   * @returns the words as an error of what has ended already; else null
   */
  log(params: unknown, now: number): Observation | null {
    const entry = v.safeParse(EntryParams, params);
    const [, url, message] = (entry.success ? FAILED.exec(entry.output.entry.text) : null) ?? [];
    if (url === undefined || message === undefined) return null;
    for (const [ref, failed] of this.#unexplained) {
      if (failed !== url) continue;
      this.#unexplained.delete(ref);
      return { type: "error", ref, at: now, message, ticks: null };
    }
    for (const [ref, opening] of this.#opening) {
      if (opening !== url || this.#failures.has(ref)) continue;
      this.#failures.set(ref, message);
      return null;
    }
    this.#early = [
      ...this.#early,
      { url, message, at: entry.success ? (entry.output.entry.timestamp ?? now) : now },
    ].slice(-MOST_UNEXPLAINED);
    return null;
  }

  /**
   * Turns one CDP event into an observation.
   *
   * @param now epoch milliseconds
   * @returns null for events of other things
   */
  decode(method: string, params: unknown, target: Target, now: number): Observation | null {
    if (!method.startsWith("Network.webTransport")) return null;
    const id = idOf(params, "transportId");
    const ticks = ticksOf(params);
    if (id === null || ticks === null) return null;
    const ref = refOf(id);
    const at = this.#clocks.at(id, ticks, now);
    switch (method) {
      case "Network.webTransportCreated": {
        const event = decodeTransport(params);
        if (event === null) return null;
        this.#opening.set(ref, event.url);
        this.#takeEarly(ref, event.url, now);
        const exchange = newExchange("CONNECT", "WebTransport");
        return { type: "created", ref, at, ...event, target, kind: "webtransport", exchange };
      }
      case "Network.webTransportConnectionEstablished":
        this.#opening.delete(ref);
        return { type: "established", ref, at };
      case "Network.webTransportClosed": {
        const url = this.#opening.get(ref);
        const isFailure = this.#opening.delete(ref);
        const message = this.#failures.get(ref) ?? null;
        if (url !== undefined && message === null) this.#await(ref, url);
        this.#failures.delete(ref);
        this.#clocks.forget(id);
        return { type: "request-ended", ref, at, end: isFailure ? "failed" : "finished", message };
      }
      default:
        return null;
    }
  }

  #takeEarly(ref: string, url: string, now: number): void {
    const index = this.#early.findIndex((early) => early.url === url && Math.abs(now - early.at) < EARLY_MS);
    const [early] = index < 0 ? [] : this.#early.splice(index, 1);
    if (early !== undefined) this.#failures.set(ref, early.message);
  }

  #await(ref: string, url: string): void {
    this.#unexplained.set(ref, url);
    const oldest = this.#unexplained.keys().next();
    if (this.#unexplained.size > MOST_UNEXPLAINED && !oldest.done) this.#unexplained.delete(oldest.value);
  }

  /** Nothing more will be told. */
  stop(): void {
    this.#unexplained.clear();
    this.#early = [];
    this.#opening.clear();
    this.#failures.clear();
  }
}
