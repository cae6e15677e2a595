import { explain } from "../../../src/knowledge/explanation/explain.ts";
import type { Context, Explanation } from "../../../src/knowledge/explanation/explanation.ts";
import { markedCapture } from "../../../src/knowledge/intermediaries/marked-capture.ts";
import type { Headers } from "../../../src/upgrade/http/headers.ts";
import type { Kind } from "../../../src/upgrade/kinds/kind.ts";
import type { Observation } from "../../../src/upgrade/observation.ts";
import type { Upgrade } from "../../../src/upgrade/upgrade.ts";
import { observationsIn, reduced, type Setting, type Story } from "../../story.ts";
import { START } from "./scene.ts";

/** A request or a WebTransport as it may be seen. */
export type RequestStory = Story & { readonly kind: Kind };

export const STREAM: Headers = [["Content-Type", "text/event-stream"]];
/** Where the stories of a kind lead; a kind without an address of its own has that of a fetch. */
const URLS: Readonly<Partial<Record<Kind, string>>> = {
  webtransport: "https://app.example.com/transport",
  "event-stream": "https://app.example.com/events",
  "long-poll": "https://app.example.com/poll",
  "other-upgrade": "http://app.example.com/",
};

const FETCHED = "https://app.example.com/stream";

const SETTING: Setting = {
  start: START,
  url: "wss://app.example.com/live",
  sentAt: 5,
  answeredAt: 20,
  request: [["Accept", "*/*"]],
  response: [],
  size: 4,
};

/** The record that comes of a story. */
export function requestOf(story: RequestStory): Upgrade {
  return reduced(requestSeen(story), story.id);
}

/**
 * What is seen of a story, in its order.
 *
 * @param start epoch milliseconds of the page's wish for it
 */
export function requestSeen(story: RequestStory, start = START): Observation[] {
  const { id = "c1", kind } = story;
  return observationsIn({ ...SETTING, start }, { sourceId: `debugger:${id}`, url: URLS[kind] ?? FETCHED, ...story });
}

/** What is said of a story. */
export function explained(story: RequestStory, context: Partial<Context> = {}): Explanation {
  return explain(requestOf(story), { ...PLAIN, ...context });
}

const PLAIN: Context = { now: START + 30_000, page: "https://app.example.com/", capture: markedCapture([]) };

export const behindNginx: Partial<Context> = {
  capture: markedCapture([], [{ url: "https://app.example.com/", status: 200, headers: [["Server", "nginx/1.22.1"]] }]),
};

/** Made-up cases of everything that can be diagnosed of requests and WebTransports. */
export function requestExplanations(): readonly Explanation[] {
  const open = (id: string) => requestOf({ id, kind: "event-stream", answer: { status: 200, headers: STREAM } });
  const six = ["a", "b", "c", "d", "e", "f"].map(open);
  return [
    ...[204, 401, 404, 500].map((status) => explained({ kind: "event-stream", answer: { status } })),
    explained({ kind: "event-stream", answer: { status: 200, headers: [["Content-Type", "application/json"]] } }),
    explained({ kind: "event-stream", answer: { status: 200, headers: [["Content-Type", "text/html"]] } }),
    explained({ kind: "event-stream", sentAt: null }, { capture: markedCapture(six) }),
    explained({ kind: "event-stream" }, behindNginx),
    explained(
      { kind: "event-stream", answer: { status: 200, headers: [...STREAM, ["Content-Encoding", "gzip"]] } },
      behindNginx,
    ),
    explained(
      { kind: "long-poll", answer: { status: 504, at: 60_010 }, end: { end: "finished", at: 60_012 } },
      behindNginx,
    ),
    ...[
      ["EIO=4&transport=polling", 400],
      ["EIO=3&transport=polling&sid=a", 400],
      ["EIO=4&transport=polling", 401],
      ["EIO=4&transport=polling", 403],
      ["EIO=4&transport=polling", 404],
      ["EIO=4&transport=polling", 500],
    ].map(([query, status]) =>
      explained({
        kind: "long-poll",
        url: `https://app.example.com/socket.io/?${query}`,
        answer: { status: Number(status) },
        end: { end: "finished", at: 40 },
      }),
    ),
    explained(
      {
        kind: "streaming-fetch",
        answer: { status: 200 },
        pieces: [100],
        end: { end: "failed", at: 60_100, message: "net::ERR_INCOMPLETE_CHUNKED_ENCODING" },
      },
      behindNginx,
    ),
    explained({
      kind: "event-stream",
      answer: { status: 200, headers: STREAM },
      end: { end: "failed", at: 9000, message: "net::ERR_NETWORK_CHANGED" },
    }),
    explained({ kind: "event-stream", end: { end: "failed", at: 9, message: "net::ERR_CONNECTION_REFUSED" } }),
    ...[
      "net::ERR_QUIC_PROTOCOL_ERROR.QUIC_NETWORK_IDLE_TIMEOUT",
      "net::ERR_UNSAFE_PORT",
      "net::ERR_QUIC_PROTOCOL_ERROR.QUIC_TLS_CERTIFICATE_UNKNOWN",
      "net::ERR_METHOD_NOT_SUPPORTED",
      "net::ERR_NAME_NOT_RESOLVED",
      "net::ERR_CONNECTION_REFUSED",
      "net::ERR_QUIC_PROTOCOL_ERROR.QUIC_PACKET_WRITE_ERROR (Write failed with error: -102 (Unknown error -102))",
      "Too many pending WebTransport sessions (64)",
    ].map((message) => explained({ kind: "webtransport", end: { end: "failed", at: 900, message } })),
    explained({ kind: "webtransport", end: { end: "failed", at: 900 } }),
    ...refused(),
  ];
}

/** An event stream that the browser refuses before anything is sent, and what it says then (Chromium 156). */
const UNSENT = { kind: "event-stream", sentAt: null, end: { end: "failed", at: 2 } } as const;

/** The same that was sent to another origin than the page's, and answered. */
export function crossOrigin(code: string, parameter = "", more: Partial<RequestStory> = {}): RequestStory {
  const isPreflight = /Preflight/.test(code);
  return {
    kind: "event-stream",
    url: "https://api.example.com/events",
    headers: [
      ["Accept", "text/event-stream"],
      ["Origin", "https://app.example.com"],
    ],
    ...(isPreflight
      ? { by: "fetch", sentAt: null }
      : { answer: { status: 200, headers: [...STREAM, ...allowing(code, parameter)] } }),
    end: { end: "failed", at: 21, message: "net::ERR_FAILED", corsError: { code, parameter } },
    ...more,
  };
}

/** The response's header that broke the rule. */
function allowing(code: string, parameter: string): Headers {
  const value =
    { WildcardOriginNotAllowed: "*", InvalidAllowCredentials: "https://app.example.com" }[code] ?? parameter;
  return value === "" ? [] : [["Access-Control-Allow-Origin", value]];
}

/** An event stream that each rule of the browser refuses. */
export const REFUSED = {
  policy: {
    ...UNSENT,
    url: "https://api.example.com/events",
    blocked: {
      by: "content-security-policy",
      message: `Connecting to 'https://api.example.com/events' violates the following Content Security Policy directive: "connect-src 'self'". The action has been blocked.`,
      directive: "connect-src 'self'",
    },
  },
  mixed: {
    ...UNSENT,
    url: "http://api.example.com/events",
    blocked: {
      by: "mixed-content",
      message:
        "Mixed Content: The page at 'https://app.example.com/' was loaded over HTTPS, but requested an insecure EventSource endpoint 'http://api.example.com/events'. This request has been blocked; the content must be served over HTTPS.",
    },
  },
  devtools: { ...UNSENT, blocked: { by: "blocked-by-client", message: "inspector" } },
  filter: { ...UNSENT, blocked: { by: "blocked-by-client", message: "subresource-filter" } },
  extension: { ...UNSENT, end: { end: "failed", at: 7, message: "net::ERR_BLOCKED_BY_CLIENT" } },
  transport: {
    kind: "webtransport",
    end: { end: "failed", at: 2, message: "net::ERR_BLOCKED_BY_CLIENT (Blocked by an extension)" },
  },
  port: {
    ...UNSENT,
    url: "https://app.example.com:6000/events",
    end: { end: "failed", at: 7, message: "net::ERR_UNSAFE_PORT" },
  },
  network: {
    ...UNSENT,
    url: "http://127.0.0.1:9000/events",
    end: {
      end: "failed",
      at: 9,
      message: "net::ERR_FAILED",
      corsError: { code: "LocalNetworkAccessPermissionDenied", parameter: "" },
    },
  },
} as const satisfies Readonly<Record<string, RequestStory>>;

/** What the browser refuses by itself. */
function refused(): readonly Explanation[] {
  return [
    ...Object.values(REFUSED).map((story) => explained(story)),
    // DevTools' log has no words for what the page's own process refuses.
    explained(UNSENT),
    explained({
      ...UNSENT,
      end: { end: "failed", at: 9, message: "net::ERR_FAILED" },
      url: "https://api.example.com/a",
    }),
    explained({ ...UNSENT, url: "http://api.example.com/events" }),
    ...[
      crossOrigin("MissingAllowOriginHeader"),
      crossOrigin("MissingAllowOriginHeader", "", { answer: { status: 502 } }),
      crossOrigin("AllowOriginMismatch", "https://app.example.com/"),
      crossOrigin("WildcardOriginNotAllowed"),
      crossOrigin("InvalidAllowCredentials"),
      crossOrigin("MultipleAllowOriginValues", "*, *"),
      crossOrigin("InvalidAllowOriginValue", "app.example.com"),
      crossOrigin("PreflightInvalidStatus"),
      crossOrigin("PreflightDisallowedRedirect"),
      crossOrigin("HeaderDisallowedByPreflightResponse", "authorization"),
      crossOrigin("MethodDisallowedByPreflightResponse", "PUT"),
      crossOrigin("CorsDisabledScheme", "", { answer: null, sentAt: null }),
      crossOrigin("MissingAllowOriginHeader", "", { headers: [["Origin", "null"]] }),
    ].map((story) => explained(story)),
  ];
}
