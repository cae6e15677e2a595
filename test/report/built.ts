import { explain } from "../../src/knowledge/explanation/explain.ts";
import type { Explanation } from "../../src/knowledge/explanation/explanation.ts";
import { markedCapture } from "../../src/knowledge/intermediaries/marked-capture.ts";
import type { ReportMeta } from "../../src/report/build/report.ts";
import type { Headers } from "../../src/upgrade/http/headers.ts";
import type { Observation } from "../../src/upgrade/observation.ts";
import { ConnectionTracker } from "../../src/upgrade/tracking/tracker.ts";
import type { Upgrade } from "../../src/upgrade/upgrade.ts";
import { altered, KEY, observationsIn, RESPONSE, type Setting } from "../story.ts";

/** 2026-11-22T15:00:00.000Z */
export const NOW = 1_795_359_600_000;

/** What a built connection is made of; the rest is an ordinary healthy handshake. */
export interface Built {
  readonly url?: string;
  readonly request?: Headers;
  readonly response?: { status: number; statusText: string; headers: Headers } | null;
  readonly error?: string;
  readonly initiatorUrl?: string;
  readonly closedAfter?: number;
}

const SETTING: Setting = {
  start: NOW - 900_000,
  url: "wss://example.com/live",
  sentAt: 20,
  answeredAt: 32.5,
  request: requestHeaders(),
  response: [],
  size: 1,
};

/** The observations of a connection that was created 15 minutes before NOW. */
export function observationsOf(built: Built, sourceId = "1"): Observation[] {
  const { url = SETTING.url, request = SETTING.request, response = goodAnswer(), error = null } = built;
  const script = built.initiatorUrl ?? "https://example.com/app.js";
  const initiator = { url: script, line: 12, column: 9, function: "connect" };
  const closedAt = built.closedAfter;
  return observationsIn(SETTING, {
    sourceId,
    url,
    initiator,
    headers: request,
    answer: response,
    error,
    errorAt: 40,
    closedAt,
  });
}

export function requestHeaders(...more: Headers): Headers {
  return [
    ["Host", "example.com"],
    ["Upgrade", "websocket"],
    ["Connection", "Upgrade"],
    ["Sec-WebSocket-Key", KEY],
    ["Sec-WebSocket-Version", "13"],
    ...more,
  ];
}

export function goodAnswer(...more: Headers): { status: number; statusText: string; headers: Headers } {
  return { status: 101, statusText: "Switching Protocols", headers: [...RESPONSE, ...more] };
}

/** The upgrades that observations make. */
export function upgradesOf(observations: readonly Observation[]): Upgrade[] {
  const tracker = new ConnectionTracker();
  tracker.observe(observations);
  return [...tracker.upgrades.values()];
}

/** What is said of one built connection, with what the test wants to be said of it. */
export function explained(built: Built = {}, said: Partial<Explanation> = {}): Explanation {
  const [upgrade] = upgradesOf(observationsOf(built));
  if (upgrade === undefined) throw new Error("nothing was built");
  return altered(explain(upgrade, { now: NOW, page: null, capture: markedCapture([upgrade]) }), said);
}

/** What is said of one upgrade that the test made itself. */
export function explainedUpgrade(upgrade: Upgrade): Explanation {
  return explain(upgrade, { now: NOW, page: null, capture: markedCapture([upgrade]) });
}

export function meta(more: Partial<ReportMeta> = {}): ReportMeta {
  return {
    generatedAt: NOW,
    tool: { version: "0.1.0", browser: "Chrome/156.0.8078.79" },
    page: "https://example.com/",
    capture: { source: "debugger", startedAt: NOW - 1_000_000, lost: [] },
    ...more,
  };
}
