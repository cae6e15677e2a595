import { describe, expect, it } from "vitest";
import { newExchange } from "../../../src/upgrade/http/exchange.ts";
import { reduce } from "../../../src/upgrade/reduce.ts";
import { keyOf } from "../../../src/upgrade/tracking/links/key.ts";
import { isDenied, linked, links } from "../../../src/upgrade/tracking/links/registry.ts";
import { fitWhileWaiting } from "../../../src/upgrade/tracking/links/waiting.ts";
import { newUpgrade, type Upgrade } from "../../../src/upgrade/upgrade.ts";
import { answered, created, errorSeen, logged, requestHeaders, requestSent, START, waiting } from "../observations.ts";

const KEY = "dGhlIHNhbXBsZSBub25jZQ==";
const OTHER_KEY = "b3RoZXIga2V5IDE2IGJ5dA==";
const FAILURE = { message: "no", at: null, monotonicSeconds: 1234.5 };

const debuggers = (...observations: Parameters<typeof reduce>[1][]) =>
  observations.reduce((facts, one) => reduce(facts, one), newUpgrade("d"));
const logs = (entry: Parameters<typeof reduce>[1]) => reduce(newUpgrade("n"), entry);
const transport = (monotonicSeconds: number | null): Upgrade => ({
  ...newUpgrade("t"),
  kind: "webtransport",
  exchange: { ...newExchange("CONNECT", "WebTransport"), monotonicSeconds },
});

const request = (createdAt: number): Upgrade => ({ ...newUpgrade("r"), kind: "event-stream", createdAt });

/** The rule that links the two; null: none does. */
function ruleOf(one: Upgrade, other: Upgrade): string | null {
  const fit = linked(one, other);
  return fit === null ? null : (links[fit.rank]?.id ?? null);
}

describe("the rules that make two rows one", () => {
  const sent = debuggers(created("d"), requestSent("d", KEY));
  const overHttp2 = debuggers(created("d"), requestSent("d", null, START + 10.7), answered("d", 200));
  const neverSent = debuggers(created("d"), errorSeen("d", "no", 1234.5005));

  it.each<[name: string, one: Upgrade, other: Upgrade, rule: string | null, isDenied: boolean]>([
    ["one key", sent, logs(logged("n", KEY)), "key", false],
    ["two keys, at one moment", sent, logs(logged("n", OTHER_KEY)), null, true],
    ["a key, and HTTP/2", sent, logs(logged("n", null)), null, true],
    ["a key, and an entry that has no headers yet", sent, logs(logged("n", null, { requestHeaders: [] })), null, false],
    ["one start without a key", overHttp2, logs(logged("n", null)), "start", false],
    [
      "starts 30 ms apart, on a busy machine",
      overHttp2,
      logs(logged("n", null, { startedAt: START + 41 })),
      "start",
      false,
    ],
    ["starts 50 ms apart", overHttp2, logs(logged("n", null, { startedAt: START + 61 })), null, true],
    ["one request", request(START), request(START + 4), "start", false],
    ["one request, on a busy machine", request(START), request(START + 26), "start", false],
    ["requests 50 ms apart", request(START), request(START + 50), null, true],
    ["one failure before sending", neverSent, logs(waiting("n", { error: FAILURE })), "monotonic-time", false],
    [
      "one failure, told late",
      neverSent,
      logs(waiting("n", { error: { ...FAILURE, monotonicSeconds: 1234.46 } })),
      "monotonic-time",
      false,
    ],
    [
      "failures of other words, as late",
      neverSent,
      logs(waiting("n", { error: { ...FAILURE, message: "net::ERR_FAILED", monotonicSeconds: 1234.46 } })),
      null,
      true,
    ],
    ["another failure", neverSent, logs(waiting("n", { error: { ...FAILURE, monotonicSeconds: 1234.6 } })), null, true],
    ["WebTransports of one moment", transport(2.0009), transport(2), "monotonic-time", false],
    ["WebTransports of two moments", transport(2.0009), transport(1), null, true],
    ["a WebTransport whose moment is not told", transport(null), transport(1), "monotonic-time", false],
    ["nothing but the URL", debuggers(created("d")), logs(waiting("n")), null, false],
  ])("%s", (_, one, other, rule, denied) => {
    expect(ruleOf(one, other)).toBe(rule);
    expect(isDenied(one, other)).toBe(denied);
  });

  it("say why", () => {
    expect(links.map(({ id }) => id)).toEqual(["key", "start", "monotonic-time"]);
    for (const { because } of links) expect(because.length).toBeGreaterThan(40);
  });

  it.each(["[REDACTED]", "", "x", "MDEyMzQ1Njc4OWFiY2RlZmdo", "dGhlIHNhbXBsZSBub25jZQ"])(
    "take no %j for a key",
    (key) => {
      expect(keyOf({ request: { headers: requestHeaders(key), at: null } })).toBeNull();
    },
  );
});

describe("what waits in both sources", () => {
  const record = (source: "debugger" | "network", facts: Upgrade, reportedAt = START + 100) => ({
    name: "x",
    source,
    facts,
    reportedAt: reportedAt,
  });
  const place = (line: number) => ({ url: "https://app.example/a.js", line, column: 1, function: null });

  it.each<[name: string, one: Upgrade, other: Upgrade, fit: number | null]>([
    ["fits by its URL", debuggers(created("d")), logs(waiting("n")), 0],
    ["fits not at another URL", debuggers(created("d", START, "wss://app.example/b")), logs(waiting("n")), null],
    [
      "fits not where another line opened it",
      debuggers({ ...created("d"), initiator: place(1) }),
      logs(waiting("n", { initiator: place(2) })),
      null,
    ],
    [
      "fits less well what went out a moment ago",
      debuggers(created("d"), requestSent("d", KEY)),
      logs(waiting("n")),
      1,
    ],
    [
      "fits not what went out long ago",
      debuggers(created("d"), requestSent("d", KEY, START - 60_000)),
      logs(waiting("n")),
      null,
    ],
    ["waits no longer in the log", debuggers(created("d")), logs(logged("n", KEY)), null],
  ])("%s", (_, one, other, fit) => {
    expect(fitWhileWaiting(record("debugger", one), record("network", other))).toBe(fit);
  });
});
