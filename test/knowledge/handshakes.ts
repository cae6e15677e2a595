import type { Headers } from "../../src/upgrade/http/headers.ts";
import type { Logged, Observation } from "../../src/upgrade/observation.ts";
import { reduce } from "../../src/upgrade/reduce.ts";
import { newUpgrade, type Upgrade } from "../../src/upgrade/upgrade.ts";

/** The vector of RFC 6455 §1.3. */
export const KEY = "dGhlIHNhbXBsZSBub25jZQ==";
export const ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

/** What Chromium sends. */
export const REQUEST: Headers = [
  ["Host", "example.com"],
  ["Connection", "Upgrade"],
  ["Upgrade", "websocket"],
  ["Origin", "https://example.com"],
  ["Sec-WebSocket-Version", "13"],
  ["Sec-WebSocket-Key", KEY],
  ["Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits"],
];

/** The answer that fits it. */
export const RESPONSE: Headers = [
  ["Upgrade", "websocket"],
  ["Connection", "Upgrade"],
  ["Sec-WebSocket-Accept", ACCEPT],
];

/** A header list with some headers set anew (at the end), several times, or taken out (null). */
export function withHeaders(base: Headers, changes: Record<string, string | readonly string[] | null>): Headers {
  const names = Object.keys(changes).map((name) => name.toLowerCase());
  const kept = base.filter(([name]) => !names.includes(name.toLowerCase()));
  const added = Object.entries(changes).flatMap(([name, value]) =>
    value === null ? [] : [value].flat().map((each) => [name, each] as const),
  );
  return [...kept, ...added];
}

interface Sides {
  readonly url?: string;
  readonly request?: Headers;
  readonly response?: Headers;
  readonly status?: number;
  readonly statusText?: string;
}

function live(observations: readonly Observation[]): Upgrade {
  return observations.reduce((upgrade: Upgrade, observation) => reduce(upgrade, observation), newUpgrade("c1"));
}

function begun({ url = "wss://example.com/live", request = REQUEST }: Sides): Observation[] {
  return [
    { type: "created", kind: "websocket", exchange: null, ref: "r", at: 1000, url, initiator: null, target: "page" },
    { type: "request-sent", ref: "r", at: 1010, headers: request },
  ];
}

/** Created, and no request sent yet. */
export function queued(): Upgrade {
  return live(begun({}).slice(0, 1));
}

/** The request was sent, and nothing came yet. */
export function requested(sides: Sides = {}): Upgrade {
  return live(begun(sides));
}

/** Opened in Chromium over HTTP/1.1, seen by the debugger. */
export function opened(sides: Sides = {}): Upgrade {
  const { response = RESPONSE, status = 101, statusText = "Switching Protocols" } = sides;
  return live([
    ...begun(sides),
    { type: "answered", ref: "r", at: 1030, requestHeaders: null, response: { status, statusText, headers: response } },
  ]);
}

/** What Chromium prints for HTTP/2: no key, and two headers that were never sent. */
export const HTTP2_REQUEST: Headers = withHeaders(REQUEST, { "Sec-WebSocket-Key": null });

/** Opened in Chromium over HTTP/2. */
export function openedOverHttp2(sides: Sides = {}): Upgrade {
  return opened({ request: HTTP2_REQUEST, response: [["server", "h2"]], status: 200, statusText: "", ...sides });
}

/** Failed in Chromium with this text: the answer stays hidden. */
export function failed(message: string, sides: Sides = {}): Upgrade {
  return live([
    ...begun(sides),
    { type: "error", ref: "r", at: 1030, message, ticks: 1 },
    { type: "closed", ref: "r", at: 1031 },
  ]);
}

/** Failed before the request was sent. */
export function failedEarly(message: string): Upgrade {
  return live([...begun({}).slice(0, 1), { type: "error", ref: "r", at: 1030, message, ticks: 1 }]);
}

/** Only messages are known: it is older than the capture. */
export function olderThanCapture(): Upgrade {
  return live([
    { type: "message", ref: "r", at: 1, message: { at: 1, direction: "received", opcode: 1, size: 1, digest: 1 } },
  ]);
}

/** Read from a file of another tool, which shows refused answers too. */
export function fromFile(sides: Sides = {}, error: string | null = null): Upgrade {
  const { url = "wss://example.com/live", request = REQUEST, response, status, statusText = "" } = sides;
  const logged: Logged = {
    type: "logged",
    kind: "websocket",
    exchange: null,
    ref: "f",
    at: 5000,
    url,
    initiator: null,
    startedAt: 1000,
    requestHeaders: request,
    response: status === undefined ? null : { status, statusText, headers: response ?? RESPONSE },
    messages: [],
    logsMessages: true,
    error: error === null ? null : { message: error, at: 1030, ticks: null },
    finished: null,
    finishedAt: null,
    fromFile: true,
  };
  return live([logged]);
}
