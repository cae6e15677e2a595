import * as v from "valibot";
import type { Observation, Target } from "../../../upgrade/observation.ts";
import { newExchange } from "../../../upgrade/requests/exchange.ts";
import { refOf } from "../cdp-parts.ts";
import type { Clocks } from "../clocks.ts";
import { decodeTransport, idOf, ticksOf } from "./decode.ts";

/** The console's words for a WebTransport that could not be established (measured, Chromium 156). */
const FAILED = /^Failed to establish a connection to (\S+): (net::.*?)\.?$/;

const EntryParams = v.object({ entry: v.object({ text: v.string() }) });

/**
 * WebTransports of a tab. The network events tell of their beginning, establishing and end, and of nothing else; why one
 * failed stands in the console alone, with its URL, just before its end.
 */
export class WebTransports {
  readonly #clocks: Clocks;
  /** URLs, by ref, of those that are not established and not over. */
  readonly #opening = new Map<string, string>();
  readonly #failures = new Map<string, string>();

  constructor(clocks: Clocks) {
    this.#clocks = clocks;
  }

  /** Learns the browser's words for a failure from CDP `Log.entryAdded`. */
  log(params: unknown): void {
    const entry = v.safeParse(EntryParams, params);
    const [, url, words] = (entry.success ? FAILED.exec(entry.output.entry.text) : null) ?? [];
    if (url === undefined || words === undefined) return;
    for (const [ref, opening] of this.#opening) {
      if (opening !== url || this.#failures.has(ref)) continue;
      this.#failures.set(ref, words);
      return;
    }
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
        const exchange = newExchange("CONNECT", "WebTransport");
        return { type: "created", ref, at, ...event, target, kind: "webtransport", exchange };
      }
      case "Network.webTransportConnectionEstablished":
        this.#opening.delete(ref);
        return { type: "established", ref, at };
      case "Network.webTransportClosed": {
        const isFailure = this.#opening.delete(ref);
        const message = this.#failures.get(ref) ?? null;
        this.#failures.delete(ref);
        this.#clocks.forget(id);
        return { type: "request-ended", ref, at, end: isFailure ? "failed" : "finished", message };
      }
      default:
        return null;
    }
  }

  /** Nothing more will be told. */
  stop(): void {
    this.#opening.clear();
    this.#failures.clear();
  }
}
