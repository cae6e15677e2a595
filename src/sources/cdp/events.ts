import * as v from "valibot";
import type { MessageReader } from "../../upgrade/application/message-reader.ts";
import { messageOf } from "../../upgrade/counts/payload.ts";
import type { Observation, Target } from "../../upgrade/observation.ts";
import { calledBy } from "../call-stack.ts";
import type { Clocks } from "./clocks.ts";
import { headersOf, linesOf, requestUrl, StatusCode, sourceIdOf } from "./parts.ts";

/** The one decoder of the Chrome DevTools Protocol: what it does not know it ignores, what it knows it checks. */
const HeaderMap = v.record(v.string(), v.string());

const CreatedParams = v.object({
  requestId: v.string(),
  url: v.string(),
  initiator: v.optional(v.object({ stack: v.optional(v.unknown()) })),
});
const WillSendParams = v.object({
  requestId: v.string(),
  timestamp: v.number(),
  wallTime: v.number(),
  request: v.object({ headers: HeaderMap }),
});
const ResponseParams = v.object({
  requestId: v.string(),
  timestamp: v.number(),
  response: v.object({
    status: StatusCode,
    statusText: v.string(),
    headers: HeaderMap,
    headersText: v.optional(v.string()),
    requestHeadersText: v.optional(v.string()),
  }),
});
const FrameParams = v.object({
  requestId: v.string(),
  timestamp: v.number(),
  response: v.object({ opcode: v.number(), payloadData: v.string() }),
});
const ErrorParams = v.object({ requestId: v.string(), timestamp: v.number(), errorMessage: v.string() });
const ClosedParams = v.object({ requestId: v.string(), timestamp: v.number() });
const BothClocks = v.object({ timestamp: v.number(), wallTime: v.number() });

/** What is known of the event beside its parameters. */
export interface EventContext {
  /** Where the session that reported it lives; null: the page, or a frame in its process. */
  readonly target: Target | null;
  /** Epoch milliseconds at which it arrived here. */
  readonly now: number;
  readonly clocks: Clocks;
  readonly messages: MessageReader;
}

/**
 * Turns one CDP event into an observation.
 *
 * @param method for instance "Network.webSocketCreated"
 * @param params as `chrome.debugger.onEvent` gives them; not trusted
 * @returns null for events that say nothing of an upgrade, and for malformed ones
 */
export function decodeEvent(method: string, params: unknown, context: EventContext): Observation | null {
  const { clocks, messages, now } = context;
  switch (method) {
    case "Network.webSocketCreated": {
      const event = read(CreatedParams, params);
      if (event === null) return null;
      return {
        type: "created",
        sourceId: sourceIdOf(event.requestId),
        at: now,
        url: event.url,
        ...calledBy(event.initiator?.stack),
        target: context.target,
        kind: "websocket",
        exchange: null,
      };
    }
    case "Network.webSocketWillSendHandshakeRequest": {
      const event = read(WillSendParams, params);
      if (event === null) return null;
      clocks.learn(event.timestamp, event.wallTime, event.requestId);
      const headers = headersOf(event.request.headers);
      return { type: "request-sent", sourceId: sourceIdOf(event.requestId), at: event.wallTime * 1000, headers };
    }
    case "Network.webSocketHandshakeResponseReceived": {
      const event = read(ResponseParams, params);
      if (event === null) return null;
      const { status, statusText, headers, headersText, requestHeadersText } = event.response;
      return {
        type: "response",
        sourceId: sourceIdOf(event.requestId),
        at: clocks.at(event.requestId, event.timestamp, now),
        response: {
          status,
          statusText,
          headers: headersText === undefined ? headersOf(headers) : linesOf(headersText),
        },
        requestHeaders: requestHeadersText === undefined ? null : linesOf(requestHeadersText),
        url: requestUrl(requestHeadersText ?? ""),
        target: context.target,
      };
    }
    case "Network.webSocketFrameSent":
    case "Network.webSocketFrameReceived": {
      const event = read(FrameParams, params);
      if (event === null) return null;
      const at = clocks.at(event.requestId, event.timestamp, now);
      const direction = method === "Network.webSocketFrameSent" ? "sent" : "received";
      const { opcode, payloadData } = event.response;
      const message = messages.read(event.requestId, messageOf(at, direction, opcode, payloadData), payloadData);
      return {
        type: "message",
        sourceId: sourceIdOf(event.requestId),
        at,
        message,
        target: context.target,
        arrivedAt: now,
      };
    }
    case "Network.webSocketFrameError": {
      const event = read(ErrorParams, params);
      if (event === null) return null;
      const at = clocks.at(event.requestId, event.timestamp, now);
      return {
        type: "error",
        sourceId: sourceIdOf(event.requestId),
        at,
        message: event.errorMessage,
        monotonicSeconds: event.timestamp,
      };
    }
    case "Network.webSocketClosed": {
      const event = read(ClosedParams, params);
      if (event === null) return null;
      const at = clocks.at(event.requestId, event.timestamp, now);
      clocks.forget(event.requestId);
      messages.forget(event.requestId);
      return { type: "closed", sourceId: sourceIdOf(event.requestId), at, monotonicSeconds: event.timestamp };
    }
    case "Network.requestWillBeSent": {
      // Ordinary requests matter for one thing only: they carry both clocks.
      const event = read(BothClocks, params);
      if (event !== null) clocks.learn(event.timestamp, event.wallTime);
      return null;
    }
    default:
      return null;
  }
}

function read<Schema extends v.GenericSchema>(schema: Schema, params: unknown): v.InferOutput<Schema> | null {
  const parsed = v.safeParse(schema, params);
  return parsed.success ? parsed.output : null;
}
