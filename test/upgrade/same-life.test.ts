import { describe, expect, test } from "vitest";
import type { Part } from "../../src/upgrade/application/part.ts";
import { newExchange } from "../../src/upgrade/http/exchange.ts";
import { reduce } from "../../src/upgrade/reduce.ts";
import { isSameLife, LIFE_FIELDS, LIFE_FIELDS_OF_EXCHANGE } from "../../src/upgrade/same-life.ts";
import { newUpgrade, type Upgrade } from "../../src/upgrade/upgrade.ts";
import { answered, closed, created, errorSeen, message, messageSeen, requestSent, START } from "./observations.ts";

/** Fields that messages change, or that say nothing of a life alone: those are compared in part. */
const NOT_COMPARED = [
  ["id", "exchange", "snapshots", "seenBy", "application"],
  ["countedByDebugger", "debuggerHead", "countedByLog", "logTail", "logLength", "clockOffset"],
].flat();

const open = [created("r"), requestSent("r", "k"), answered("r")].reduce<Upgrade>(
  (seen, one) => reduce(seen, one),
  newUpgrade("c1"),
);
const live = reduce(open, messageSeen("r", message(START + 100)));

const refusal: Part = {
  protocol: "graphql",
  state: "refused",
  scope: null,
  key: 0,
  ask: null,
  reason: "no",
  code: null,
  heartbeatMs: null,
  at: START,
  isSure: true,
};

test("every field of an upgrade and of an exchange is decided on", () => {
  const told = ["client", "network", "isRefused", "isSchemeGuessed", "path", "stack", "unsentEnd"];
  expect([...LIFE_FIELDS, ...NOT_COMPARED].sort()).toEqual([...Object.keys(newUpgrade("c1")), ...told].sort());
  expect([...LIFE_FIELDS_OF_EXCHANGE, "body"].sort()).toEqual(Object.keys(newExchange("GET", null)).sort());
});

describe("is the same life", () => {
  test.each<[string, Upgrade, Upgrade]>([
    ["after a message", open, live],
    ["after one more", live, reduce(live, messageSeen("r", message(START + 200, "sent")))],
    [
      "with a piece more of a body",
      { ...open, kind: "event-stream", exchange: newExchange("GET", "fetch") },
      {
        ...open,
        kind: "event-stream",
        exchange: { ...newExchange("GET", "fetch"), body: { pieces: 1, bytes: 9, firstAt: START, lastAt: START } },
      },
    ],
    [
      "when the log dates a refusal otherwise",
      { ...live, application: [refusal] },
      { ...live, application: [{ ...refusal, at: START + 1 }] },
    ],
    [
      "with a fuller buffer",
      { ...open, snapshots: [snapshot(1, 0)] },
      { ...open, snapshots: [snapshot(1, 0), snapshot(1, 4096)] },
    ],
  ])("%s", (_, a, b) => {
    expect(isSameLife(a, b)).toBe(true);
    expect(isSameLife(b, a)).toBe(true);
  });
});

describe("is another life", () => {
  const over = reduce(live, closed("r"));
  test.each<[string, Upgrade, Upgrade]>([
    ["before the request", newUpgrade("c1"), reduce(newUpgrade("c1"), created("r"))],
    ["after the request", reduce(newUpgrade("c1"), created("r")), open],
    ["after an error", live, reduce(live, errorSeen("r", "no"))],
    ["after the end", live, over],
    ["with a message that the log adds to an end", over, { ...over, countedByLog: live.countedByDebugger }],
    ["when nothing watches it any more", live, { ...live, unwatchedSince: START }],
    ["when the log has it too", live, { ...live, seenBy: { debugger: true, network: true } }],
    [
      "when a first message shows that it is open",
      newUpgrade("c1"),
      reduce(newUpgrade("c1"), messageSeen("r", message(START))),
    ],
    ["when the application on it refuses", live, { ...live, application: [refusal] }],
    [
      "when it lets in what it had refused",
      { ...live, application: [refusal] },
      { ...live, application: [{ ...refusal, state: "accepted" }] },
    ],
    ["when it is closing", { ...open, snapshots: [snapshot(1, 0)] }, { ...open, snapshots: [snapshot(2, 0)] }],
    [
      "when a WebTransport is established",
      { ...open, exchange: newExchange("GET", "fetch") },
      { ...open, exchange: { ...newExchange("GET", "fetch"), established: true } },
    ],
  ])("%s", (_, a, b) => {
    expect(isSameLife(a, b)).toBe(false);
    expect(isSameLife(b, a)).toBe(false);
  });
});

function snapshot(readyState: number, bufferedAmount: number): Upgrade["snapshots"][number] {
  return { at: START, readyState, protocol: "", extensions: "", bufferedAmount };
}
