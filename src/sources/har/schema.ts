import * as v from "valibot";
import { HarEvents } from "./request.ts";
import { HarTimings, OwnExchange } from "./web-transport.ts";

/**
 * The one decoder of HAR 1.2, for `chrome.devtools.network` and for files of any tool. It stands here because both capture
 * and report read HAR, and what both need is `upgrade`.
 */
const HeaderList = v.fallback(v.array(v.object({ name: v.string(), value: v.fallback(v.string(), "") })), []);

/** Epoch or monotonic seconds. JSON can write numbers beyond every date, up to infinity. */
const Seconds = v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e12));

const CallFrame = v.object({
  functionName: v.optional(v.string(), ""),
  url: v.optional(v.string(), ""),
  lineNumber: v.optional(v.number()),
  columnNumber: v.optional(v.number()),
});

/** One item of `_webSocketMessages`. */
export const MessageEntry = v.object({
  type: v.string(),
  time: Seconds,
  opcode: v.number(),
  data: v.fallback(v.string(), ""),
});

/** One request of a log. */
export const Entry = v.object({
  startedDateTime: v.fallback(v.string(), ""),
  time: v.fallback(v.pipe(v.number(), v.finite()), 0),
  request: v.object({ method: v.fallback(v.string(), "GET"), url: v.string(), headers: HeaderList }),
  response: v.object({
    status: v.fallback(v.number(), 0),
    statusText: v.fallback(v.string(), ""),
    httpVersion: v.fallback(v.optional(v.string()), undefined),
    headers: HeaderList,
    _error: v.fallback(v.optional(v.nullable(v.string()), null), null),
  }),
  timings: HarTimings,
  _resourceType: v.optional(v.string()),
  _initiator: v.fallback(
    v.optional(v.object({ stack: v.optional(v.object({ callFrames: v.array(CallFrame) })) })),
    undefined,
  ),
  _webSocketMessages: v.fallback(v.optional(v.array(MessageEntry)), undefined),
  _eventSourceMessages: HarEvents,
  // Our own export, whose messages are left out: the browser's words stand here.
  _upgrades: v.fallback(
    v.optional(
      v.object({
        observed: v.nullable(
          v.object({
            error: v.nullable(v.object({ message: v.string() })),
            exchange: v.optional(v.nullable(OwnExchange)),
          }),
        ),
      }),
    ),
    undefined,
  ),
});

/** The program that wrote a file. */
export const Creator = v.fallback(
  v.nullable(v.object({ name: v.fallback(v.string(), ""), version: v.fallback(v.string(), "") })),
  null,
);

/** The pages of a log; Chrome writes their URLs into the titles. */
export const Pages = v.fallback(v.array(v.looseObject({ title: v.fallback(v.string(), "") })), []);

/** The whole of it; entries are read one by one. */
export const Log = v.object({
  log: v.object({
    version: v.optional(v.string()),
    creator: v.optional(v.unknown()),
    browser: v.optional(v.unknown()),
    pages: v.optional(v.unknown()),
    entries: v.array(v.unknown()),
  }),
});

/** An entry after it was checked. */
export type HarEntry = v.InferOutput<typeof Entry>;
