import * as v from "valibot";
import { withEventName } from "../../upgrade/application/names/event-name.ts";
import { messageOf } from "../../upgrade/counts/payload.ts";
import { isEventStream } from "../../upgrade/http/event-stream.ts";
import { type Interface, newExchange, type RequestEnd } from "../../upgrade/http/exchange.ts";
import type { Logged, Message, Response } from "../../upgrade/observation.ts";
import type { TransportLife } from "./web-transport.ts";

/** The events of an EventSource, as Chrome adds them to HAR; `time` in epoch seconds (docs/chromium.md#event-source). */
export const HarEvents = v.fallback(
  v.optional(
    v.array(
      v.object({
        time: v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e12)),
        data: v.fallback(v.string(), ""),
        eventName: v.fallback(v.string(), ""),
      }),
    ),
  ),
  undefined,
);

/** What of a HAR entry describes an event stream or a WebTransport. */
export interface RequestEntry {
  /** Chrome's `_resourceType`; null: another tool's HAR. */
  readonly resourceType: string | null;
  readonly method: string;
  readonly response: Response | null;
  /**
   * Chrome's `_error`: the network's code; null for what ended well, and for what has not ended; empty for what the page's
   * process refused by a rule of its own (docs/chromium.md#refused-requests: content security policy, mixed content, DevTools' request blocking).
   */
  readonly error: string | null;
  readonly events: NonNullable<v.InferOutput<typeof HarEvents>>;
  /** Whether events are counted by their names too. */
  readonly countsNames: boolean;
  readonly httpVersion: string | undefined;
  /** What a WebTransport's entry says by its times; null: it is not one, or the log is not one that is read so. */
  readonly transport: TransportLife | null;
}

const INTERFACES: ReadonlyMap<string | null, Interface> = new Map([
  ["eventsource", "EventSource"],
  ["fetch", "fetch"],
  ["xhr", "XMLHttpRequest"],
  ["webtransport", "WebTransport"],
]);

/** The browser's word for what was given up on purpose. */
const ABORTED = "net::ERR_ABORTED";

type RequestPart = Pick<Logged, "messages" | "error" | "finished" | "kind" | "exchange">;

/**
 * What a HAR entry says of an event stream or a WebTransport. Of other requests HAR does not show which are still pending.
 *
 * @returns null when it is neither
 */
export function requestOf({
  resourceType,
  method,
  response,
  error,
  events,
  countsNames,
  httpVersion,
  transport,
}: RequestEntry): RequestPart | null {
  // A server may answer the browser's own question beforehand with its stream: the page has none of that.
  if (resourceType === "preflight") return null;
  const isTransport = resourceType === "webtransport";
  if (!isTransport && resourceType !== "eventsource" && !isEventStream(response)) return null;
  const failure = endOf(error, resourceType);
  const end = failure ?? transport?.end ?? null;
  const exchange = newExchange(isTransport ? "CONNECT" : method, INTERFACES.get(resourceType) ?? null);
  return {
    kind: isTransport ? "webtransport" : "event-stream",
    exchange: {
      ...exchange,
      protocol: protocolOf(httpVersion),
      established: transport?.established ?? null,
      monotonicSeconds: transport?.monotonicSeconds ?? null,
      end,
    },
    messages: events.map(({ time, data, eventName }): Message => {
      const event = messageOf(time * 1000, "received", 1, data);
      return countsNames ? withEventName(event, eventName) : event;
    }),
    error:
      failure === "failed" && error !== null && error !== ""
        ? { message: error, at: null, monotonicSeconds: null }
        : null,
    finished: end === null ? null : true,
  };
}

/** Other tools write an empty text where there is nothing to say. */
function endOf(error: string | null, resourceType: string | null): RequestEnd | null {
  if (error === null || (error === "" && resourceType === null)) return null;
  return error === ABORTED ? "canceled" : "failed";
}

/** HAR says "HTTP/1.1" or "h2"; CDP says "http/1.1" or "h2". */
function protocolOf(httpVersion: string | undefined): string | null {
  const version = httpVersion?.toLowerCase() ?? "";
  if (version === "") return null;
  return /^http\/[23]/.test(version) ? `h${version.charAt(5)}` : version;
}
