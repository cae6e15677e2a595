/** Which interface of the page made a request. */
export type Interface = "EventSource" | "fetch" | "XMLHttpRequest" | "WebTransport";

/** What is known of a request or a WebTransport beyond what a WebSocket's handshake has. */
export interface Exchange {
  readonly method: string;
  /** null: not reported, as in a file of another tool. */
  readonly by: Interface | null;
  /** HTTP's version as the browser names it: "http/1.1", "h2", "h3"; null: not known. */
  readonly protocol: string | null;
  /** Pieces of the body as the browser reported them, beside the events that were read from it. */
  readonly body: Body;
  /**
   * Whether a WebTransport was established. false: DevTools' log says that it was not, so far; null: nobody said so, or it is
   * none.
   */
  readonly established: boolean | null;
  /** When it was, epoch milliseconds; null where that is not known. */
  readonly establishedAt: number | null;
  /**
   * When a WebTransport was asked for, in seconds of the browser's monotonic clock: DevTools' log dates it by nothing else;
   * null: not reported.
   */
  readonly monotonicSeconds: number | null;
  readonly end: RequestEnd | null;
  /** Which rule for requests to other origins it broke, as the browser reported; null: it reported none. */
  readonly corsError: CorsError | null;
}

/** CDP `Network.CorsErrorStatus` (Fetch: CORS check, CORS-preflight fetch). */
export interface CorsError {
  /** The browser's name for the rule, such as "MissingAllowOriginHeader". */
  readonly code: string;
  /** What broke it: the value of a header, the name of a header, a method; often empty. */
  readonly parameter: string;
}

/** How much of a body has come. Where one piece ends is up to the network: only the bytes mean something. */
export interface Body {
  readonly pieces: number;
  readonly bytes: number;
  /** Epoch milliseconds of the first and the last piece. */
  readonly firstAt: number | null;
  readonly lastAt: number | null;
}

/** How it ended: the response was complete; the page or the browser gave it up; the network or a rule broke it. */
export type RequestEnd = "finished" | "canceled" | "failed";

/** Nothing known but how it was asked for. */
export function newExchange(method: string, by: Interface | null): Exchange {
  return {
    method,
    by,
    protocol: null,
    body: { pieces: 0, bytes: 0, firstAt: null, lastAt: null },
    established: null,
    establishedAt: null,
    monotonicSeconds: null,
    end: null,
    corsError: null,
  };
}

/** What is known of one exchange when another source describes it too: what was known first stays. */
export function withLearned(known: Exchange, learned: Exchange): Exchange {
  return {
    ...known,
    protocol: known.protocol ?? learned.protocol,
    end: known.end ?? learned.end,
    // What was once established has been, whatever a poll says that began before.
    established: known.established === true || (learned.established ?? known.established),
    establishedAt: known.establishedAt ?? learned.establishedAt,
    monotonicSeconds: known.monotonicSeconds ?? learned.monotonicSeconds,
  };
}

/**
 * An exchange with one more piece of its body.
 *
 * @param at epoch milliseconds
 */
export function withPiece(exchange: Exchange, at: number, bytes: number): Exchange {
  const { pieces, bytes: before, firstAt, lastAt } = exchange.body;
  return {
    ...exchange,
    body: {
      pieces: pieces + 1,
      bytes: before + bytes,
      firstAt: firstAt === null ? at : Math.min(firstAt, at),
      lastAt: lastAt === null ? at : Math.max(lastAt, at),
    },
  };
}
