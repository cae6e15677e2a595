import { messageOf } from "../../src/upgrade/counts/payload.ts";
import type { Direction } from "../../src/upgrade/direction.ts";
import type { Headers } from "../../src/upgrade/http/headers.ts";
import type {
  Closed,
  Created,
  ErrorObserved,
  Logged,
  Message,
  MessageObserved,
  RequestSent,
  ResponseReceived,
} from "../../src/upgrade/observation.ts";
import { told } from "../story.ts";

/** Observations as the two sources make them, for tests: only what matters to a test needs to be said. */
export const URL = "wss://app.example/live";

/** Epoch milliseconds at which every test begins. */
export const START = 1_790_000_000_000;

export function requestHeaders(key: string | null): Headers {
  return key === null ? [["Host", "app.example"]] : [["Sec-WebSocket-Key", key]];
}

export function created(sourceId: string, at = START, url = URL): Created {
  return told.created({ sourceId, at, url });
}

/** @param key null for HTTP/2 */
export function requestSent(sourceId: string, key: string | null, at = START + 10): RequestSent {
  return told.sent({ sourceId, at, headers: requestHeaders(key) });
}

export function answered(sourceId: string, status = 101, at = START + 20): ResponseReceived {
  return told.answered({ sourceId, at }, status, status === 101 ? [["Upgrade", "websocket"]] : []);
}

export function message(at: number, direction: Direction = "received", data = "hello"): Message {
  return messageOf(at, direction, 1, data);
}

export function messageSeen(sourceId: string, seen: Message): MessageObserved {
  return told.message({ sourceId, at: seen.at }, seen);
}

export function errorSeen(
  sourceId: string,
  text: string,
  monotonicSeconds: number | null = 1234.5,
  at = START + 30,
): ErrorObserved {
  return told.error({ sourceId, at, message: text, monotonicSeconds });
}

export function closed(sourceId: string, at = START + 40): Closed {
  return told.closed({ sourceId, at });
}

/** An entry of the log that is open, unless the changes say otherwise; the log prints whole milliseconds. */
export function logged(sourceId: string, key: string | null, changes: Partial<Logged> = {}): Logged {
  const response = { status: key === null ? 200 : 101, statusText: "", headers: [] };
  const from = { at: START + 100, startedAt: START + 10, requestHeaders: requestHeaders(key) };
  return told.logged({ sourceId, url: URL, response, ...from, ...changes });
}

/** An entry whose request has not been sent: it has no start, no headers, no response. */
export function waiting(sourceId: string, changes: Partial<Logged> = {}): Logged {
  return logged(sourceId, null, { startedAt: null, requestHeaders: [], response: null, ...changes });
}
