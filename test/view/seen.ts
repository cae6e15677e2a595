import type { Observation } from "../../src/upgrade/observation.ts";
import { reduce } from "../../src/upgrade/reduce.ts";
import { newUpgrade, type Upgrade } from "../../src/upgrade/upgrade.ts";

const URL = "wss://example.com/live";
const KEY = "dGhlIHNhbXBsZSBub25jZQ==";

/** What can be told of a connection, each at a number of milliseconds. */
export const told = {
  created: (at: number, url = URL): Observation => ({
    type: "created",
    kind: "websocket",
    exchange: null,
    ref: "r",
    at,
    url,
    initiator: null,
    target: "page",
  }),
  sent: (at: number, withKey = true): Observation => ({
    type: "request-sent",
    ref: "r",
    at,
    headers: withKey ? [["Sec-WebSocket-Key", KEY]] : [["Host", "example.com"]],
  }),
  answered: (at: number, status = 101): Observation => ({
    type: "answered",
    ref: "r",
    at,
    response: { status, statusText: "", headers: [["Server", "a\u202eb"]] },
    requestHeaders: null,
  }),
  message: (at: number, direction: "sent" | "received" = "received"): Observation => ({
    type: "message",
    ref: "r",
    at,
    message: { at, direction, opcode: 1, size: 5, digest: at },
  }),
  error: (at: number, message: string): Observation => ({ type: "error", ref: "r", at, message, ticks: null }),
  closed: (at: number): Observation => ({ type: "closed", ref: "r", at }),
  closedBy: (at: number, code: number, reason = "", wasClean = true): Observation => ({
    type: "closed-by",
    ref: "r",
    at,
    code,
    reason,
    wasClean,
  }),
  blocked: (at: number): Observation => ({
    type: "blocked",
    ref: "r",
    at,
    url: URL,
    by: "mixed-content",
    message: "Mixed Content",
    directive: null,
    initiator: null,
    target: "page",
  }),
  left: (at: number): Observation => ({ type: "ended", ref: "r", at, by: "navigation" }),
} as const;

/** An upgrade of which these things were seen. */
export function seen(...observations: readonly Observation[]): Upgrade {
  return observations.reduce((upgrade, observation) => reduce(upgrade, observation), newUpgrade("c1"));
}
