import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { combineParts, type Part } from "../../src/upgrade/application/part.ts";
import { combine, MOST_SNAPSHOTS } from "../../src/upgrade/combine.ts";
import { countMessages, countOf, noMessages } from "../../src/upgrade/counts/messages.ts";
import { newExchange } from "../../src/upgrade/http/exchange.ts";
import { kinds } from "../../src/upgrade/kinds/registry.ts";
import type { Message } from "../../src/upgrade/observation.ts";
import { reduce } from "../../src/upgrade/reduce.ts";
import { messagesOf } from "../../src/upgrade/state.ts";
import { newUpgrade, type Upgrade } from "../../src/upgrade/upgrade.ts";
import {
  answered,
  closed,
  created,
  errorSeen,
  logged,
  message,
  messageSeen,
  requestSent,
  START,
} from "./observations.ts";

const KEY = "dGhlIHNhbXBsZSBub25jZQ==";

/** Few values each, so that two records often agree, and often differ in one part of a field alone. */
const at = fc.constantFrom(10, 20, 20.5, 30);
const maybeAt = fc.option(at);
const text = fc.constantFrom("", "a", "b");
const headers = fc.constantFrom([], [["a", "1"] as const], [["a", "1"] as const, ["b", "2"] as const]);
const oneMessage = fc.record<Message>({
  at,
  direction: fc.constantFrom("sent", "received"),
  opcode: fc.constantFrom(1, 2),
  size: fc.option(fc.constantFrom(0, 7)),
  digest: fc.constantFrom(1, 2),
});
const messages = fc.array(oneMessage, { maxLength: 3 });

const exchange = fc.record<NonNullable<Upgrade["exchange"]>>({
  method: fc.constantFrom("GET", "POST"),
  by: fc.option(fc.constantFrom("fetch", "EventSource")),
  protocol: fc.option(fc.constantFrom("h2", "http/1.1")),
  body: fc.record({ pieces: fc.nat(2), bytes: fc.nat(2), firstAt: maybeAt, lastAt: maybeAt }),
  established: fc.option(fc.boolean()),
  establishedAt: maybeAt,
  monotonicSeconds: fc.option(fc.constantFrom(1, 1.5)),
  end: fc.option(fc.constantFrom("finished", "canceled", "failed")),
  corsError: fc.option(fc.record({ code: text, parameter: text })),
});

const part = fc.record<Part>({
  protocol: fc.constantFrom("socket.io", "graphql"),
  key: fc.nat(2),
  scope: fc.option(text),
  ask: fc.constant(null),
  state: fc.constantFrom("waiting", "accepted", "refused"),
  reason: fc.option(text),
  code: fc.constant(null),
  at: maybeAt,
  isSure: fc.boolean(),
  heartbeatMs: fc.option(fc.constantFrom(1, 2)),
});

const stack = fc.option(
  fc.record({
    parts: fc.array(
      fc.record({
        asyncCause: fc.option(text),
        frames: fc.array(fc.record({ url: text, line: fc.option(fc.nat(1)), column: fc.constant(1), function: text }), {
          minLength: 1,
          maxLength: 2,
        }),
      }),
      { minLength: 1, maxLength: 2 },
    ),
    isCut: fc.boolean(),
  }),
);

const upgrade: fc.Arbitrary<Upgrade> = fc
  .record({
    id: fc.constantFrom("c2", "c10", "c3"),
    kind: fc.constantFrom(...kinds),
    exchange: fc.option(exchange),
    url: fc.option(text),
    target: fc.option(fc.constantFrom("page", "iframe", "worker")),
    initiator: fc.option(
      fc.record({ url: text, line: fc.option(fc.nat(1)), column: fc.option(fc.nat(1)), function: fc.option(text) }),
    ),
    stack,
    createdAt: maybeAt,
    request: fc.option(fc.record({ headers, at: maybeAt })),
    requestsSent: fc.nat(2),
    response: fc.option(fc.record({ status: fc.constantFrom(101, 403), statusText: text, headers, at: maybeAt })),
    error: fc.option(fc.record({ message: text, at: maybeAt, monotonicSeconds: fc.option(fc.constantFrom(1, 2)) })),
    closedAt: maybeAt,
    ended: fc.option(fc.constantFrom("closed", "navigation", "target-gone")),
    close: fc.option(fc.record({ code: fc.constantFrom(1000, 1006), reason: text, wasClean: fc.boolean() })),
    blocked: fc.option(
      fc.record({
        by: fc.constantFrom("mixed-content", "socket-limit"),
        message: text,
        directive: fc.option(text),
      }),
    ),
    snapshots: fc.array(
      fc.record({
        at: fc.nat(12),
        readyState: fc.nat(1),
        protocol: text,
        extensions: fc.constant(""),
        bufferedAmount: fc.nat(1),
      }),
      { maxLength: MOST_SNAPSHOTS },
    ),
    application: fc.array(part, { maxLength: 4 }),
    seenBy: fc.record({ debugger: fc.boolean(), network: fc.boolean() }),
    logsMessages: fc.option(fc.boolean()),
    unwatchedSince: maybeAt,
    fromFile: fc.boolean(),
    logLength: fc.nat(3),
    clockOffset: fc.constantFrom(0, 7, -7, 3),
    byDebugger: messages,
    byLog: messages,
  })
  .map(({ byDebugger, byLog, stack, ...rest }) => ({
    ...newUpgrade("c1"),
    ...rest,
    ...(stack === null ? {} : { stack }),
    // Records hold what is bounded and in order.
    application: rest.application.reduce<readonly Part[]>((parts, one) => combineParts(parts, [one]), []),
    snapshots: rest.snapshots
      .filter((one, i, all) => all.findIndex((other) => JSON.stringify(one) === JSON.stringify(other)) === i)
      .sort((a, b) => a.at - b.at || (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
    countedByDebugger: countMessages(noMessages, byDebugger),
    debuggerHead: byDebugger,
    countedByLog: countMessages(noMessages, byLog),
    logTail: byLog,
  }));

describe("the one merge of two records", () => {
  it("does not care which comes first", () => {
    fc.assert(
      fc.property(upgrade, upgrade, (a, b) => {
        expect(combine(a, b)).toEqual(combine(b, a));
      }),
      { numRuns: 300 },
    );
  });

  it("does not care how they are grouped", () => {
    fc.assert(
      fc.property(upgrade, upgrade, upgrade, (a, b, c) => {
        expect(combine(combine(a, b), c)).toEqual(combine(a, combine(b, c)));
      }),
      { numRuns: 300 },
    );
  });

  it("does not care whether one is given twice", () => {
    fc.assert(
      fc.property(upgrade, upgrade, (a, b) => {
        expect(combine(a, structuredClone(a))).toEqual(a);
        expect(combine(combine(a, b), structuredClone(b))).toEqual(combine(a, b));
      }),
      { numRuns: 300 },
    );
  });

  it("loses nothing that one of them knows", () => {
    fc.assert(
      fc.property(upgrade, upgrade, (a, b) => {
        const both: Record<string, unknown> = { ...combine(a, b) };
        for (const one of [a, b]) {
          for (const [field, value] of Object.entries(one)) {
            if (value !== null && field !== "unwatchedSince") expect(both[field], field).not.toBeNull();
          }
        }
        const most = (key: "countedByDebugger" | "countedByLog") => Math.max(countOf(a[key]), countOf(b[key]));
        const { countedByDebugger, countedByLog } = combine(a, b);
        expect([countOf(countedByDebugger), countOf(countedByLog)]).toEqual([
          most("countedByDebugger"),
          most("countedByLog"),
        ]);
      }),
      { numRuns: 300 },
    );
  });

  it("takes nothing but what one of them says", () => {
    fc.assert(
      fc.property(upgrade, upgrade, (a, b) => {
        const both = combine(a, b);
        for (const field of ["id", "url", "request", "response", "error", "close", "blocked", "createdAt"] as const)
          expect([a[field], b[field]]).toContainEqual(both[field]);
      }),
    );
  });
});

describe("records of the two sources", () => {
  const all = Array.from({ length: 40 }, (_, i) => message(START + 1000 + i * 5, "received", `m${i}`));
  const byDebugger = (from: number, to: number) =>
    [
      created("d"),
      requestSent("d", KEY),
      answered("d"),
      ...all.slice(from, to).map((one) => messageSeen("d", one)),
    ].reduce((record, observation) => reduce(record, observation), newUpgrade("c1"));
  const byLog = (count: number) => reduce(newUpgrade("c2"), logged("n", KEY, { messages: all.slice(0, count) }));

  it("count each message once, wherever one begins and the other ends", () => {
    fc.assert(
      fc.property(fc.nat(39), fc.nat(40), (from, count) => {
        const both = combine(byDebugger(from, 40), byLog(count));
        expect(countOf(messagesOf(both))).toBe(40 - from + Math.min(from, count));
        expect(messagesOf(combine(both, byLog(count)))).toEqual(messagesOf(both));
      }),
    );
  });

  it("keep the debugger's word where both have one: it is dated, and to a fraction of a millisecond", () => {
    const text = "Error during WebSocket handshake: Unexpected response code: 403";
    const heard = [created("d"), requestSent("d", KEY, START + 10.25), errorSeen("d", text), closed("d")];
    const debuggers = heard.reduce((record, one) => reduce(record, one), newUpgrade("c1"));
    const error = { message: text, at: START + 29, monotonicSeconds: null };
    const logs = reduce(newUpgrade("c2"), logged("n", KEY, { response: null, error, finished: true }));
    expect(combine(logs, debuggers)).toMatchObject({
      id: "c1",
      createdAt: START,
      request: { at: START + 10.25 },
      error: { message: text, at: START + 30, monotonicSeconds: 1234.5 },
      closedAt: START + 40,
      seenBy: { debugger: true, network: true },
    });
  });

  it("keep the response that is dated", () => {
    expect(combine(byLog(0), byDebugger(0, 0)).response).toMatchObject({ status: 101, at: START + 20 });
  });

  it("keep what is known of an exchange, whoever knows it", () => {
    const told = { ...newUpgrade("c1"), exchange: { ...newExchange("POST", "fetch"), protocol: "h2" } };
    const ended = { ...newUpgrade("c1"), exchange: { ...newExchange("GET", null), end: "canceled" as const } };
    expect(combine(told, ended).exchange).toMatchObject({
      method: "POST",
      by: "fetch",
      protocol: "h2",
      end: "canceled",
    });
  });

  it("call it watched as long as one source watches it", () => {
    const paused = { ...newUpgrade("c1"), unwatchedSince: START };
    expect(combine(paused, newUpgrade("c1")).unwatchedSince).toBeNull();
    expect(combine(paused, { ...paused, unwatchedSince: START + 5 }).unwatchedSince).toBe(START + 5);
  });
});
