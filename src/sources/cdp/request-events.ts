import * as v from "valibot";
import type { Interface } from "../../upgrade/http/exchange.ts";
import type { Headers } from "../../upgrade/http/headers.ts";
import type { Response } from "../../upgrade/observation.ts";
import { calledBy } from "../call-stack.ts";
import { Count, headersOf, linesOf, StatusCode } from "./parts.ts";

/**
 * The decoder of the events that report ordinary requests (CDP `Network`). A page makes thousands of them: what can become
 * nothing that stays pending is told apart by one look at one field, before anything is parsed.
 */
const HeaderMap = v.record(v.string(), v.string());
const Initiator = v.optional(v.object({ stack: v.optional(v.unknown()) }));

const Sent = v.object({
  timestamp: v.number(),
  wallTime: v.number(),
  request: v.object({ url: v.string(), method: v.string(), headers: HeaderMap }),
  initiator: Initiator,
});
const Extra = v.object({ headers: HeaderMap });
const ResponseExtraInfo = v.object({ headers: HeaderMap, statusCode: StatusCode, headersText: v.optional(v.string()) });
const ResponseEvent = v.object({
  timestamp: v.number(),
  response: v.object({
    status: StatusCode,
    statusText: v.string(),
    headers: HeaderMap,
    protocol: v.optional(v.string()),
  }),
});
const Data = v.object({ timestamp: v.number(), dataLength: Count });
const EventMessage = v.object({ timestamp: v.number(), eventName: v.optional(v.string(), ""), data: v.string() });
const Failed = v.object({
  timestamp: v.number(),
  errorText: v.string(),
  canceled: v.optional(v.boolean(), false),
  blockedReason: v.optional(v.string()),
  corsErrorStatus: v.optional(v.object({ corsError: v.string(), failedParameter: v.string() })),
});
const MonotonicSeconds = v.object({ timestamp: v.number() });
const Transport = v.object({ url: v.string(), initiator: Initiator });

/** CDP `Network.ResourceType` of what can stay pending. After a redirect Chromium says "Other" (docs/chromium.md#requests-of-workers). */
const INTERFACES: ReadonlyMap<unknown, Interface> = new Map([
  ["EventSource", "EventSource"],
  ["Fetch", "fetch"],
  ["XHR", "XMLHttpRequest"],
]);

/** One field of an event's parameters; not trusted. */
export function field(params: unknown, name: string): unknown {
  return typeof params === "object" && params !== null ? Reflect.get(params, name) : undefined;
}

/** The name of the request or transport that an event is about, or null. */
export function idOf(params: unknown, name: "requestId" | "transportId" = "requestId"): string | null {
  const id = field(params, name);
  return typeof id === "string" ? id : null;
}

/** How the page asked, if that can become something that stays pending. */
export function interfaceOf(params: unknown): Interface | null {
  return INTERFACES.get(field(params, "type")) ?? null;
}

/** CDP `Network.requestWillBeSent`; its headers are provisional. */
export function decodeSent(params: unknown) {
  const event = read(Sent, params);
  if (event === null) return null;
  const { timestamp, wallTime, request, initiator } = event;
  return {
    timestamp,
    wallTime,
    url: request.url,
    method: request.method,
    headers: headersOf(request.headers),
    calledBy: calledBy(initiator?.stack),
  };
}

/** CDP `Network.requestWillBeSentExtraInfo`: it went out, with these headers. */
export function decodeExtra(params: unknown): Headers | null {
  const event = read(Extra, params);
  return event && headersOf(event.headers);
}

/** CDP `Network.responseReceivedExtraInfo`: the headers as they came, also while the browser still looks at the body. */
export function decodeResponseExtraInfo(params: unknown): Response | null {
  const event = read(ResponseExtraInfo, params);
  if (event === null) return null;
  const headers = event.headersText === undefined ? headersOf(event.headers) : linesOf(event.headersText);
  const [, statusText = ""] = /^HTTP\/\S+ \d{3} ([^\r\n]*)/.exec(event.headersText ?? "") ?? [];
  return { status: event.statusCode, statusText, headers };
}

/** CDP `Network.responseReceived`. */
export function decodeResponse(params: unknown) {
  const event = read(ResponseEvent, params);
  if (event === null) return null;
  const { status, statusText, headers, protocol } = event.response;
  const response: Response = { status, statusText, headers: headersOf(headers) };
  return { timestamp: event.timestamp, response, protocol: protocol ?? null };
}

/** CDP `Network.dataReceived`. */
export function decodeData(params: unknown) {
  return read(Data, params);
}

/** CDP `Network.eventSourceMessageReceived`. */
export function decodeEventMessage(params: unknown) {
  return read(EventMessage, params);
}

/** CDP `Network.loadingFailed`. */
export function decodeFailed(params: unknown) {
  return read(Failed, params);
}

/** The browser's monotonic seconds of an event, or null. */
export function monotonicSecondsOf(params: unknown): number | null {
  return read(MonotonicSeconds, params)?.timestamp ?? null;
}

/** CDP `Network.webTransportCreated`. */
export function decodeTransport(params: unknown) {
  const event = read(Transport, params);
  return event && { url: event.url, ...calledBy(event.initiator?.stack) };
}

function read<Schema extends v.GenericSchema>(schema: Schema, params: unknown): v.InferOutput<Schema> | null {
  const parsed = v.safeParse(schema, params);
  return parsed.success ? parsed.output : null;
}
