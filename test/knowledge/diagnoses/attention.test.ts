import { describe, expect, test } from "vitest";
import type { Headers } from "../../../src/upgrade/http/headers.ts";
import { type Around, BROWSER_HEADERS, cause, diagnosisOf, ranked, type Scene, upgradeOf } from "../failures.ts";

const OPEN: Scene = { answer: { status: 101 } };

function seen(scene: Scene, around: Around = {}) {
  const result = diagnosisOf({ ...OPEN, ...scene }, around);
  if (result === null) throw new Error("nothing was diagnosed");
  return result;
}

/** What keeps every one of these diagnoses away. */
const NOT_OPEN: [string, Scene][] = [
  ["closed", { ended: "closed" }],
  ["read from a file", { fromFile: true }],
  ["closing", { snapshots: [{ at: 30, readyState: 2, bufferedAmount: 900_000 }] }],
];

describe("reconnect-loop", () => {
  /** Attempts that began each second before this one, and ended half a second later. */
  const earlier = (count: number, scene: Scene = {}) =>
    Array.from({ length: count }, (_, i) => {
      const start = -1000 * (count - i);
      return upgradeOf({
        id: `a${i}`,
        createdAt: start,
        sentAt: start + 5,
        answer: { status: 101, at: start + 9 },
        errorAt: start + 500,
        ended: "closed",
        ...scene,
      });
    });
  test.each<[string, number, Scene, boolean]>([
    ["two that were cut", 2, { close: { code: 1006 } }, true],
    ["one that was cut", 1, { close: { code: 1006 } }, false],
    ["two that nobody explained", 2, {}, false],
    ["four that nobody explained", 4, {}, true],
    ["five that were closed on purpose", 5, { close: { code: 1000 } }, false],
    ["five that ended with their page", 5, { ended: "navigation" }, false],
    ["five of another address", 5, { url: "wss://app.example.com/other" }, false],
  ])("%s: %i", (_, count, scene, applies) => {
    const result = diagnosisOf(OPEN, { others: earlier(count, scene), now: 5000 });
    expect(result?.id ?? null).toBe(applies ? "reconnect-loop" : null);
  });
  test("failed attempts count as well", () => {
    const failed = [1, 2].map((i) =>
      upgradeOf({ id: `a${i}`, createdAt: -1000 * i, sentAt: -1000 * i, error: "x", errorAt: -1000 * i + 10 }),
    );
    expect(diagnosisOf(OPEN, { others: failed, now: 5000 })?.id).toBe("reconnect-loop");
  });
  test("no more once it has lasted a minute", () => {
    expect(diagnosisOf(OPEN, { others: earlier(9), now: 59_999 })?.id).toBe("reconnect-loop");
    expect(diagnosisOf(OPEN, { others: earlier(9), now: 60_000 })).toBeNull();
  });
  test("says how many, and what the pauses are like", () => {
    const result = seen({}, { others: earlier(5, { close: { code: 1006 } }), now: 5000 });
    expect(result.summary).toBe("5 attempts in the 5 s before this one did not last.");
    expect(ranked(result)).toEqual(["likely reconnect-loop", "possible application-error"]);
    expect(cause(result, "application-error").evidence).toContain("the longest was open for 491 ms");
    expect(cause(result, "reconnect-loop").evidence).toContain("the last interval was 1 s");
  });
  test.each(NOT_OPEN)("not when it is %s", (_, scene) => {
    const result = diagnosisOf({ ...OPEN, ...scene }, { others: earlier(9), now: 5000 });
    expect(result?.id ?? null).not.toBe("reconnect-loop");
  });
});

describe("silent", () => {
  const cable = (headers: readonly [string, string][] = []): Scene => ({
    answer: { status: 101, headers: [["Sec-WebSocket-Protocol", "actioncable-v1-json"], ...headers] },
  });
  const url = "wss://app.example.com/socket.io/?EIO=3&transport=websocket";
  test.each<[string, Scene, number, boolean]>([
    ["a server's heartbeat that does not come", cable(), 20_000, true],
    ["not before three of them, or ten seconds", cable(), 9000, false],
    ["counted from the last message", { ...cable(), messages: [15_000] }, 20_000, false],
    ["a page's heartbeat may be late in the background", { url }, 80_000, false],
    ["but not by minutes", { url }, 95_000, true],
    ["no protocol is known: silence proves nothing", {}, 900_000, false],
    [
      "the protocol's heartbeat is not visible",
      { url: "wss://app.example.com/echo/123/abc/websocket" },
      900_000,
      false,
    ],
    ["it is seen in DevTools' log alone", { ...cable(), createdAt: null }, 20_000, false],
    ...NOT_OPEN.map(([name, scene]): [string, Scene, number, boolean] => [
      `it is ${name}`,
      { ...cable(), ...scene },
      20_000,
      false,
    ]),
  ])("%s", (_, scene, now, applies) => {
    expect(diagnosisOf({ ...OPEN, ...scene }, { now })?.id ?? null).toBe(applies ? "silent" : null);
  });
  test("says what was expected, and that it may be set otherwise", () => {
    const result = seen(cable(), { now: 20_025 });
    expect(result.summary).toBe("The usual heartbeat, due every 3 s, has not come for 20 s.");
    expect(ranked(result)).toEqual(["possible half-open", "possible heartbeat-changed"]);
    expect(cause(result, "heartbeat-changed").why).toContain("then nothing is wrong");
  });
});

describe("buffer-growing", () => {
  const snapshotsOf = (...amounts: readonly number[]): Scene => ({
    snapshots: amounts.map((bufferedAmount, i) => ({ at: 1000 + i * 2000, bufferedAmount })),
  });
  test.each<[string, number[], string | null]>([
    [
      "it grows",
      [100_000, 400_000],
      "400.0 kB of what the page sent was still waiting at the last snapshot, 100.0 kB 2 s earlier.",
    ],
    ["one large message was just sent", [0, 400_000], null],
    [
      "it grew from nothing",
      [0, 100_000, 400_000],
      "400.0 kB of what the page sent was still waiting at the last snapshot, 100.0 kB 2 s earlier.",
    ],
    [
      "it stays",
      [50_000_000, 50_000_000, 50_000_000],
      "50.0 MB of what the page sent was still waiting at the last snapshot, the same as 4 s earlier.",
    ],
    ["it shrinks", [400_000, 100_000], null],
    [
      "it shrank before it grew",
      [900_000, 100_000, 400_000],
      "400.0 kB of what the page sent was still waiting at the last snapshot, 100.0 kB 2 s earlier.",
    ],
    ["there was one look", [400_000], null],
    ["it is little", [0, 60_000], null],
  ])("%s", (_, amounts, says) => {
    const result = diagnosisOf({ ...OPEN, ...snapshotsOf(...amounts) });
    expect(result?.summary ?? null).toBe(says);
    expect(result?.id ?? null).toBe(says === null ? null : "buffer-growing");
  });
  test("the receiver is the likely cause", () => {
    const result = seen(snapshotsOf(100_000, 400_000));
    expect(ranked(result)).toEqual(["likely slow-receiver"]);
    expect(cause(result, "slow-receiver").evidence).toContain("bufferedAmount 100000, then 400000 (bytes)");
  });
  test.each(NOT_OPEN)("not when it is %s", (_, scene) => {
    const own = [
      ...(snapshotsOf(100_000, 400_000).snapshots ?? []),
      ...(scene.snapshots ?? []).map((look) => ({ ...look, at: 9000 })),
    ];
    expect(diagnosisOf({ ...OPEN, ...scene, snapshots: own })?.id ?? null).not.toBe("buffer-growing");
  });
});

describe("idle-timeout-ahead", () => {
  const pusher = "wss://ws.pusher.com/app/key?protocol=7&client=js";
  test.each<[string, Scene, Around, boolean]>([
    ["half of nginx's time-out has passed", {}, { server: "nginx", now: 30_025 }, true],
    ["less than half", {}, { server: "nginx", now: 29_000 }, false],
    ["it has survived that before", { messages: [100, 70_000] }, { server: "nginx", now: 110_000 }, false],
    ["it has just survived it", {}, { server: "nginx", now: 62_100 }, false],
    [
      "a heartbeat that comes before",
      { url: "wss://app.example.com/socket.io/?EIO=4&transport=websocket" },
      { server: "nginx", now: 31_000 },
      false,
    ],
    ["a heartbeat that comes after", { url: pusher }, { server: "nginx", now: 31_000 }, true],
    ["nothing was recognized", {}, { now: 31_000 }, false],
    ["a product without such a time-out", {}, { server: "Caddy", now: 31_000 }, false],
    ...NOT_OPEN.map(([name, scene]): [string, Scene, Around, boolean] => [
      `it is ${name}`,
      scene,
      { server: "nginx", now: 31_000 },
      false,
    ]),
  ])("%s", (_, scene, around, applies) => {
    expect(diagnosisOf({ ...OPEN, ...scene }, around)?.id ?? null).toBe(applies ? "idle-timeout-ahead" : null);
  });
  test("a default is told as one", () => {
    const result = seen({}, { server: "nginx", now: 45_000 });
    expect(result.summary).toBe("By default nginx ends it after 1 min of silence; the operator may have changed that.");
    expect(ranked(result)).toEqual(["possible proxy-idle-timeout"]);
    const { why, fix, evidence } = cause(result, "proxy-idle-timeout");
    expect(why).toContain("pings, which are not visible here, may still keep it alive");
    expect(evidence).toContain("Server: nginx on the response to https://app.example.com/live");
    expect(fix?.snippets.map(({ for: product }) => product).slice(0, 3)).toEqual([
      "ws (Node.js)",
      "JavaScript",
      "nginx",
    ]);
  });
  test("a reported one is told as that", () => {
    const result = seen({}, { server: "cloudflare", now: 90_000 });
    expect(result.summary).toBe("Cloudflare is reported to end it after about 1 min 40 s of silence.");
  });
  test("the heartbeat that comes too late is named", () => {
    const { why } = cause(seen({ url: pusher }, { server: "nginx", now: 45_000 }), "proxy-idle-timeout");
    expect(why).toContain("Pusher Channels sends a heartbeat every 2 min by default, which is too late.");
  });
});

describe("compression-broken-by-client", () => {
  const safari = (version: string): Headers => [
    ...BROWSER_HEADERS,
    [
      "User-Agent",
      `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/${version} Safari/605.1.15`,
    ],
  ];
  const agreed: Scene["answer"] = { status: 101, headers: [["Sec-WebSocket-Extensions", "permessage-deflate"]] };
  test.each(["15.0", "15.2", "15.3.1"])("Safari %s agreed on compression", (version) => {
    const result = diagnosisOf({ headers: safari(version), answer: agreed });
    expect(result).toMatchObject({ id: "compression-broken-by-client", causes: [{ id: "compression-mismatch" }] });
  });
  test.each<[string, Scene]>([
    ["a later Safari", { headers: safari("15.4"), answer: agreed }],
    ["no compression", { headers: safari("15.2"), answer: { status: 101 } }],
    ["another browser", { headers: BROWSER_HEADERS, answer: agreed }],
  ])("not for %s", (_, scene) => {
    expect(diagnosisOf(scene)).toBeNull();
  });
});
