import { withControl } from "../../../src/upgrade/application/read.ts";
import { messageOf } from "../../../src/upgrade/counts/payload.ts";
import type { Direction } from "../../../src/upgrade/direction.ts";
import { acceptOf } from "../../../src/upgrade/http/accept.ts";
import type { Headers } from "../../../src/upgrade/http/headers.ts";
import type { Observation } from "../../../src/upgrade/observation.ts";
import { reduce } from "../../../src/upgrade/reduce.ts";
import { newUpgrade, type Upgrade } from "../../../src/upgrade/upgrade.ts";

/** When the page of every sample asked for its connection, epoch milliseconds. */
export const START = Date.UTC(2026, 0, 1);

/** The key of RFC 6455 §1.3. */
const KEY = "dGhlIHNhbXBsZSBub25jZQ==";

/** The request as Chromium sends it. */
export const REQUEST: Headers = [
  ["Host", "app.example.com"],
  ["Connection", "Upgrade"],
  ["Upgrade", "websocket"],
  ["Origin", "https://app.example.com"],
  ["Sec-WebSocket-Version", "13"],
  ["Sec-WebSocket-Key", KEY],
  ["Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits"],
];

/** The answer that fits it. */
export const RESPONSE: Headers = [
  ["Upgrade", "websocket"],
  ["Connection", "Upgrade"],
  ["Sec-WebSocket-Accept", acceptOf(KEY)],
];

/** Over HTTP/2 Chromium prints no key (RFC 8441 §5). */
export const HTTP2_REQUEST: Headers = REQUEST.filter(([name]) => name !== "Sec-WebSocket-Key");

/** What happened to a made-up connection; times are milliseconds after `START`. */
export interface Scene {
  readonly id?: string;
  readonly url?: string;
  readonly createdAt?: number;
  /** null: the request was never sent. */
  readonly sentAt?: number | null;
  readonly request?: Headers;
  /** null: never answered, as far as the browser tells. */
  readonly answeredAt?: number | null;
  readonly status?: number;
  readonly response?: Headers;
  /** One of 32 bytes each, received. */
  readonly messagesAt?: readonly number[];
  /** Text messages: when, which way, and the payload. */
  readonly said?: readonly (readonly [at: number, direction: Direction, data: string])[];
  readonly error?: { readonly message: string; readonly at: number };
  readonly closedAt?: number;
  readonly close?: { readonly code: number; readonly reason: string; readonly wasClean: boolean };
  /** Looks at the live socket: when, and how many bytes waited to be sent. */
  readonly buffered?: readonly (readonly [at: number, bytes: number])[];
}

const REF = "sample";
const URL_OF_ALL = "wss://app.example.com/live";

/** The upgrade that the reducer makes of a scene. */
export function upgradeOf(scene: Scene): Upgrade {
  let upgrade = newUpgrade(scene.id ?? "c1");
  for (const observation of observationsOf(scene)) upgrade = reduce(upgrade, observation);
  return upgrade;
}

/** A connection that the browser refused before any network event. */
export function blockedBy(by: "content-security-policy" | "mixed-content", url: string, message: string): Upgrade {
  const directive = by === "content-security-policy" ? "connect-src 'self'" : null;
  return reduce(newUpgrade("c1"), {
    type: "blocked",
    ref: REF,
    at: START,
    url,
    by,
    message,
    directive,
    initiator: null,
    target: "page",
  });
}

function observationsOf(scene: Scene): Observation[] {
  const { createdAt = 0, sentAt = 20, answeredAt = null, status = 101, closedAt, close, error } = scene;
  const url = scene.url ?? URL_OF_ALL;
  const at = (after: number) => ({ ref: REF, at: START + after });
  const seen: Observation[] = [{ type: "created", ...at(createdAt), url, initiator: null, target: "page" }];
  if (sentAt !== null) seen.push({ type: "request-sent", ...at(sentAt), headers: scene.request ?? REQUEST });
  if (answeredAt !== null) {
    const response = { status, statusText: "", headers: scene.response ?? RESPONSE };
    seen.push({ type: "answered", ...at(answeredAt), response, requestHeaders: null });
  }
  for (const when of scene.messagesAt ?? []) {
    const message = { at: START + when, direction: "received", opcode: 1, size: 32, digest: when } as const;
    seen.push({ type: "message", ...at(when), message });
  }
  for (const [when, direction, data] of scene.said ?? []) {
    const message = withControl(messageOf(START + when, direction, 1, data), data, true);
    seen.push({ type: "message", ...at(when), message });
  }
  for (const [when, bufferedAmount] of scene.buffered ?? []) {
    const look = { readyState: 1, protocol: "", extensions: "", target: "page" } as const;
    seen.push({ type: "socket-state", ...at(when), url, ...look, bufferedAmount });
  }
  if (error !== undefined) seen.push({ type: "error", ...at(error.at), message: error.message, ticks: null });
  if (closedAt !== undefined) seen.push({ type: "closed", ...at(closedAt) });
  if (closedAt !== undefined && close !== undefined) seen.push({ type: "closed-by", ...at(closedAt), ...close });
  return seen;
}
