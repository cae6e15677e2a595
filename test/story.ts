import { withControl } from "../src/upgrade/application/read.ts";
import { messageOf } from "../src/upgrade/counts/payload.ts";
import { pieceOf } from "../src/upgrade/counts/piece.ts";
import type { Direction } from "../src/upgrade/direction.ts";
import type { Interface } from "../src/upgrade/http/exchange.ts";
import { type CorsError, newExchange, type RequestEnd } from "../src/upgrade/http/exchange.ts";
import type { Headers } from "../src/upgrade/http/headers.ts";
import type { Kind } from "../src/upgrade/kinds/kind.ts";
import type {
  Blocked,
  BlockedBy,
  BodyObserved,
  Closed,
  ClosedBy,
  Created,
  Ended,
  EndedBy,
  ErrorObserved,
  Established,
  Initiator,
  Logged,
  Message,
  MessageObserved,
  Observation,
  RequestEnded,
  RequestSent,
  ResponseReceived,
  SocketState,
  Target,
} from "../src/upgrade/observation.ts";
import { reduce } from "../src/upgrade/reduce.ts";
import { newUpgrade, type SocketSnapshot, type Upgrade } from "../src/upgrade/upgrade.ts";

/** The vector of RFC 6455 §1.3. */
export const KEY = "dGhlIHNhbXBsZSBub25jZQ==";
export const ACCEPT = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

/** The request as Chromium sends it. */
export function browserRequest(host: string, ...more: Headers): Headers {
  return [
    ["Host", host],
    ["Connection", "Upgrade"],
    ["Upgrade", "websocket"],
    ["Origin", `https://${host}`],
    ["Sec-WebSocket-Version", "13"],
    ["Sec-WebSocket-Key", KEY],
    ...more,
  ];
}

export const OFFERED_EXTENSIONS = ["Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits"] as const;

/** The response that fits it. */
export const RESPONSE: Headers = [
  ["Upgrade", "websocket"],
  ["Connection", "Upgrade"],
  ["Sec-WebSocket-Accept", ACCEPT],
];

/** The same request over HTTP/2: Chromium prints no key (RFC 8441 §5). */
export function withoutKey(headers: Headers): Headers {
  return headers.filter(([name]) => name !== "Sec-WebSocket-Key");
}

/**
 * One observation of each type, told of the connection "r" at the moment 0 unless the fields say otherwise. All observations of
 * the tests are made here: a new field of one is one more default.
 */
export const told = {
  created: (fields: Partial<Created>): Created => ({
    type: "created",
    kind: "websocket",
    exchange: null,
    sourceId: "r",
    at: 0,
    url: "wss://example.com/live",
    initiator: null,
    target: "page",
    ...fields,
  }),
  sent: (fields: Partial<RequestSent>): RequestSent => ({
    type: "request-sent",
    sourceId: "r",
    at: 0,
    headers: [],
    ...fields,
  }),
  answered: (
    fields: Partial<ResponseReceived>,
    status = 101,
    headers: Headers = [],
    statusText = "",
  ): ResponseReceived => ({
    type: "response",
    sourceId: "r",
    at: 0,
    response: { status, statusText, headers },
    requestHeaders: null,
    ...fields,
  }),
  message: (fields: Partial<MessageObserved>, message: Partial<Message> = {}): MessageObserved => {
    const { at = 0 } = fields;
    return {
      type: "message",
      sourceId: "r",
      at,
      message: { at, direction: "received", opcode: 1, size: 1, digest: at, ...message },
      ...fields,
    };
  },
  error: (fields: Partial<ErrorObserved>): ErrorObserved => ({
    type: "error",
    sourceId: "r",
    at: 0,
    message: "",
    monotonicSeconds: null,
    ...fields,
  }),
  closed: (fields: Partial<Closed>): Closed => ({ type: "closed", sourceId: "r", at: 0, ...fields }),
  ended: (fields: Partial<Ended>): Ended => ({ type: "ended", sourceId: "r", at: 0, by: "navigation", ...fields }),
  closedBy: (fields: Partial<ClosedBy>): ClosedBy => ({
    type: "closed-by",
    sourceId: "r",
    at: 0,
    code: 1000,
    reason: "",
    // RFC 6455 §7.1.5: this code alone is never clean.
    wasClean: fields.code !== 1006,
    ...fields,
  }),
  blocked: (fields: Partial<Blocked>): Blocked => ({
    type: "blocked",
    sourceId: "r",
    at: 0,
    url: "wss://example.com/live",
    by: "mixed-content",
    message: "Mixed Content",
    directive: null,
    initiator: null,
    target: "page",
    ...fields,
  }),
  snapshot: (fields: Partial<SocketState>): SocketState => ({
    type: "socket-state",
    sourceId: "r",
    at: 0,
    url: "wss://example.com/live",
    readyState: 1,
    protocol: "",
    extensions: "",
    bufferedAmount: 0,
    target: "page",
    ...fields,
  }),
  logged: (fields: Partial<Logged>): Logged => ({
    type: "logged",
    kind: "websocket",
    exchange: null,
    sourceId: "r",
    at: 0,
    url: "wss://example.com/live",
    initiator: null,
    startedAt: 0,
    requestHeaders: [],
    response: null,
    messages: [],
    logsMessages: true,
    error: null,
    finished: null,
    finishedAt: null,
    fromFile: false,
    ...fields,
  }),
  established: (fields: Partial<Established>): Established => ({
    type: "established",
    sourceId: "r",
    at: 0,
    ...fields,
  }),
  body: (fields: Partial<BodyObserved>): BodyObserved => ({ type: "body", sourceId: "r", at: 0, bytes: 0, ...fields }),
  requestEnded: (fields: Partial<RequestEnded>): RequestEnded => ({
    type: "request-ended",
    sourceId: "r",
    at: 0,
    end: "finished",
    message: null,
    ...fields,
  }),
} as const;

/** What happened to a connection; times are milliseconds after the story's start. */
export interface Story {
  readonly id?: string;
  readonly sourceId?: string;
  /** What it is; absent: a WebSocket. */
  readonly kind?: Kind;
  readonly by?: Interface | null;
  readonly method?: string;
  readonly url?: string;
  readonly target?: Target;
  readonly initiator?: Initiator;
  /** null: its creation was not seen. */
  readonly createdAt?: number | null;
  /** null: the request was never sent. */
  readonly sentAt?: number | null;
  readonly headers?: Headers;
  /** null or absent: never answered, as far as the browser tells. */
  readonly answer?: {
    readonly status?: number;
    readonly statusText?: string;
    readonly headers?: Headers;
    readonly at?: number;
  } | null;
  readonly establishedAt?: number;
  /** Text messages or events that were received. */
  readonly messages?: readonly number[];
  /** Text messages with their payload: when, which way, what. */
  readonly said?: readonly (readonly [at: number, direction: Direction, data: string])[];
  /** Pieces of a streamed body, of 11 bytes each. */
  readonly pieces?: readonly number[];
  /** Bytes of a body. */
  readonly body?: number;
  readonly snapshots?: readonly Partial<SocketSnapshot>[];
  readonly blocked?: { readonly by: BlockedBy; readonly message?: string; readonly directive?: string };
  readonly error?: string | null;
  /** When it failed, closed or ended. */
  readonly errorAt?: number;
  readonly ended?: "closed" | EndedBy;
  /** When it closed, if not with the error. */
  readonly closedAt?: number | undefined;
  /** The page's close event, when it closed. */
  readonly close?: { readonly code: number; readonly reason?: string; readonly wasClean?: boolean };
  /** How a request ended. */
  readonly end?: {
    readonly end: RequestEnd;
    readonly at: number;
    readonly message?: string;
    readonly corsError?: CorsError;
  };
  readonly fromFile?: boolean;
}

/** What a group of tests takes for granted. */
export interface Setting {
  /** Epoch milliseconds of the page's wish for a connection. */
  readonly start: number;
  readonly url: string;
  readonly sentAt: number;
  readonly answeredAt: number;
  readonly request: Headers;
  /** The headers of a response that says nothing of its own. */
  readonly response: Headers;
  /** Bytes of a message. */
  readonly size: number;
}

/** What is seen of a story, in its order. */
export function observationsIn(setting: Setting, story: Story): Observation[] {
  const {
    sourceId = "r",
    url = setting.url,
    target = "page",
    createdAt = 0,
    sentAt = setting.sentAt,
    answer,
    end,
  } = story;
  const { error, errorAt = 30, closedAt = errorAt, kind = "websocket", initiator = null } = story;
  const seen = (after: number) => ({ sourceId: sourceId, at: setting.start + after });
  const observations: Observation[] = [];
  if (createdAt !== null) {
    const { method = "GET", by = BY[kind] === undefined ? "fetch" : BY[kind] } = story;
    const asked = kind === "websocket" ? {} : { kind, exchange: newExchange(method, by) };
    observations.push(told.created({ ...seen(createdAt), url, target, initiator, ...asked }));
  }
  if (sentAt !== null && kind !== "webtransport")
    observations.push(told.sent({ ...seen(sentAt), headers: story.headers ?? setting.request }));
  if (answer) {
    const { status = 101, statusText = "", headers = setting.response, at = setting.answeredAt } = answer;
    const protocol = kind === "websocket" ? {} : { protocol: "http/1.1" };
    observations.push(told.answered({ ...seen(at), ...protocol }, status, headers, statusText));
  }
  if (story.establishedAt !== undefined) observations.push(told.established(seen(story.establishedAt)));
  for (const at of story.messages ?? []) observations.push(told.message(seen(at), { size: setting.size, digest: at }));
  for (const [after, direction, data] of story.said ?? []) {
    const { at, sourceId } = seen(after);
    observations.push(told.message({ at, sourceId }, withControl(messageOf(at, direction, 1, data), data, true)));
  }
  for (const at of story.pieces ?? []) {
    const { at: time } = seen(at);
    observations.push(told.message(seen(at), pieceOf(time, 11)));
  }
  if (story.body !== undefined) observations.push(told.body({ ...seen(30), bytes: story.body }));
  for (const { at = 0, ...snapshot } of story.snapshots ?? [])
    observations.push(told.snapshot({ ...seen(at), url, ...snapshot }));
  if (story.blocked !== undefined) {
    const message = `refused '${url}'`;
    observations.push(told.blocked({ ...seen(createdAt ?? 0), url, message, ...story.blocked }));
  }
  if (typeof error === "string") observations.push(told.error({ ...seen(errorAt), message: error }));
  if (story.ended === "closed" || story.closedAt !== undefined) observations.push(told.closed(seen(closedAt)));
  else if (story.ended !== undefined) observations.push(told.ended({ ...seen(errorAt), by: story.ended }));
  if (story.close !== undefined) observations.push(told.closedBy({ ...seen(closedAt), ...story.close }));
  if (end !== undefined) observations.push(told.requestEnded({ ...end, ...seen(end.at) }));
  return observations;
}

/** What asks for a kind; absent: a fetch. */
const BY: Readonly<Partial<Record<Kind, Interface | null>>> = {
  websocket: null,
  webtransport: "WebTransport",
  "event-stream": "EventSource",
  "other-upgrade": null,
};

/** The upgrade that the reducer makes of a story. */
export function upgradeIn(setting: Setting, story: Story): Upgrade {
  const { id = "c1", fromFile = false } = story;
  return { ...reduced(observationsIn(setting, story), id), fromFile };
}

/** The upgrade that the reducer makes of observations. */
export function reduced(observations: readonly Observation[], id = "c1"): Upgrade {
  return observations.reduce((upgrade: Upgrade, one) => reduce(upgrade, one), newUpgrade(id));
}

/** How a library opens its connection: what protocols are recognized by. */
export interface Opening {
  readonly url?: string;
  /** Subprotocols. */
  readonly offered?: string | undefined;
  readonly chosen?: string | undefined;
  /** The script that opened it, and the function in it. */
  readonly script?: string;
  readonly function?: string;
  /** `Server` of the response. */
  readonly server?: string;
}

/** A connection as a library opens it; it is open where a subprotocol was chosen. */
export function openedWith(opening: Opening): Upgrade {
  const { url = "wss://app.example.com/live", chosen, offered, script, server } = opening;
  const named = (value: string | undefined): Headers =>
    value === undefined ? [] : [["Sec-WebSocket-Protocol", value]];
  const initiator =
    script === undefined ? null : { url: script, line: null, column: null, function: opening.function ?? null };
  const asked = [told.created({ url, initiator }), told.sent({ headers: named(offered) })];
  if (server !== undefined) return reduced([...asked, told.answered({}, 403, [["Server", server]])]);
  return reduced(chosen === undefined ? asked : [...asked, told.answered({}, 101, named(chosen))]);
}

/**
 * The same value with some of its parts replaced: of what has getters or private fields a spread would lose them.
 *
 * @returns reads everything else from the value itself
 */
export function altered<T extends object>(value: T, parts: Partial<T>): T {
  return new Proxy(value, {
    get: (target, key) => Reflect.get(Reflect.has(parts, key) ? parts : target, key),
  });
}

/** All that a value has, what its class works out when it is asked for among it: a spread takes its own fields alone. */
export function wholeOf(value: object): Record<string, unknown> {
  const { constructor: _, ...shared } = Object.getOwnPropertyDescriptors(Object.getPrototypeOf(value));
  const made = Object.keys(shared).map((name): [string, unknown] => [name, Reflect.get(value, name)]);
  return { ...value, ...Object.fromEntries(made) };
}
