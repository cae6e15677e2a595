import * as v from "valibot";
import { HarEvents } from "./request.ts";
import { HarTimings, OwnExchange } from "./web-transport.ts";

/**
 * The one decoder of HAR 1.2, for `chrome.devtools.network` and for files of any tool. A field of a wrong type, or with a
 * value outside of its range, is not known; it takes neither its entry nor the other fields with it.
 */
const HeaderList = v.fallback(
  v.pipe(
    v.array(v.fallback(v.nullable(v.object({ name: v.string(), value: v.fallback(v.string(), "") })), null)),
    v.transform((list) => list.filter((header) => header !== null)),
  ),
  [],
);

/** Epoch or monotonic seconds. JSON can write numbers beyond every date, up to infinity. */
const Seconds = v.pipe(v.number(), v.minValue(0), v.maxValue(8.64e12));

/** Epoch seconds beyond which a time can only be meant in milliseconds: the year 5138. */
const MOST_SECONDS = 1e11;

/** The time of a message; Playwright (1.61 and later) writes milliseconds, and −1 with `omitTiming`. null: not known. */
const MessageTime = v.fallback(
  v.nullable(
    v.pipe(
      Seconds,
      v.transform((time) => (time > MOST_SECONDS ? time / 1000 : time)),
    ),
  ),
  null,
);

/** A status of RFC 9110 §15; 0 stands for none, as do −1 (Playwright) and whatever lies outside of the range. */
export const Status = v.fallback(
  v.pipe(
    v.union([v.number(), v.pipe(v.string(), v.regex(/^\d{3}$/), v.transform(Number))]),
    v.integer(),
    v.minValue(100),
    v.maxValue(599),
  ),
  0,
);

/** A status that is there and none of HTTP's: whatever else a tool writes for "none" is a number up to 0, or nothing. */
const UnreadableStatus = v.object({
  response: v.object({ status: v.union([v.pipe(v.number(), v.minValue(1)), v.pipe(v.string(), v.nonEmpty())]) }),
});
const NoNumber = v.object({ response: v.object({ status: v.union([v.null(), v.boolean(), v.object({})]) }) });

/** Body of a response; browsers and proxies decode its Content-Encoding before they write it (HAR 1.2, `content`). */
const Content = v.object({
  text: v.fallback(v.string(), ""),
  encoding: v.fallback(v.string(), ""),
  mimeType: v.fallback(v.string(), ""),
});

/** One item of `_webSocketMessages`. */
export const MessageEntry = v.object({
  type: v.string(),
  time: MessageTime,
  opcode: v.fallback(v.number(), 1),
  data: v.fallback(v.string(), ""),
});

/** CDP `Network.SecurityDetails`, of which Playwright keeps these. */
const SecurityDetails = v.object({
  protocol: v.fallback(v.optional(v.string(), ""), ""),
  subjectName: v.fallback(v.optional(v.string(), ""), ""),
  issuer: v.fallback(v.optional(v.string(), ""), ""),
  validFrom: v.fallback(v.optional(v.nullable(Seconds), null), null),
  validTo: v.fallback(v.optional(v.nullable(Seconds), null), null),
});

/** One request of a log. */
export const Entry = v.object({
  startedDateTime: v.fallback(v.string(), ""),
  time: v.fallback(v.pipe(v.number(), v.finite()), 0),
  request: v.object({
    method: v.fallback(v.string(), "GET"),
    url: v.string(),
    httpVersion: v.fallback(v.optional(v.string()), undefined),
    headers: HeaderList,
  }),
  response: v.fallback(
    v.object({
      status: Status,
      statusText: v.fallback(v.string(), ""),
      httpVersion: v.fallback(v.optional(v.string()), undefined),
      content: v.fallback(v.optional(Content), undefined),
      headers: HeaderList,
      _error: v.fallback(v.optional(v.nullable(v.string()), null), null),
    }),
    {
      status: 0,
      statusText: "",
      httpVersion: undefined,
      content: undefined,
      headers: [],
      _error: null,
    },
  ),
  timings: HarTimings,
  serverIPAddress: v.fallback(v.optional(v.string(), ""), ""),
  connection: v.fallback(v.optional(v.string(), ""), ""),
  // Firefox's word for TLS.
  _securityState: v.fallback(v.optional(v.nullable(v.string()), null), null),
  // Playwright's words for the same, and more.
  _serverPort: v.fallback(v.optional(v.number(), 0), 0),
  _securityDetails: v.fallback(v.optional(v.nullable(SecurityDetails), null), null),
  _resourceType: v.fallback(v.optional(v.string()), undefined),
  _initiator: v.fallback(v.optional(v.object({ stack: v.optional(v.unknown()) })), undefined),
  _webSocketMessages: v.fallback(
    v.optional(
      v.pipe(
        v.array(v.fallback(v.nullable(MessageEntry), null)),
        v.transform((list) => list.filter((message) => message !== null)),
      ),
    ),
    undefined,
  ),
  _eventSourceMessages: HarEvents,
  // Our own export, whose messages are left out: the browser's message stand here.
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

/**
 * Whether an entry has a response whose status cannot be read.
 *
 * @param raw the entry as it stands in the file
 */
export function hasUnreadableStatus(raw: unknown, { response }: Pick<HarEntry, "response">): boolean {
  // A response without a status is one all the same if it has headers.
  const isOne = v.is(UnreadableStatus, raw) || (response.headers.length > 0 && v.is(NoNumber, raw));
  return response.status === 0 && isOne;
}

/** An entry after it was checked. */
export type HarEntry = v.InferOutput<typeof Entry>;
