import { describe, expect, test } from "vitest";
import { cause, diagnosisOf, explanationOf, ranked, type Scene } from "../failures.ts";

const SOCKET_IO = "wss://app.example.com/socket.io/?EIO=4&transport=websocket";
const OPEN = '0{"sid":"s","upgrades":[],"pingInterval":300,"pingTimeout":200}';

function spoken(url: string, ...said: NonNullable<Scene["said"]>): Scene {
  return { url, answer: { status: 101 }, said };
}

function verdictOf(scene: Scene, now = 5000): string {
  const { level, headline, sentence } = explanationOf(scene, { now }).verdict;
  return `${level}: ${headline}. ${sentence}`;
}

const URL = "wss://app.example.com/live";
const NAMESPACE = spoken(
  SOCKET_IO,
  [30, "received", OPEN],
  [40, "sent", "40/admin,"],
  [50, "received", '44/admin,{"message":"Invalid namespace"}'],
);

describe("application-refused", () => {
  test.each<[string, Scene, string]>([
    [
      "the only namespace",
      NAMESPACE,
      "failed: Not working. The WebSocket is open, but Socket.IO refused the namespace `/admin`: `Invalid namespace`.",
    ],
    [
      "one of two namespaces",
      { ...NAMESPACE, said: [...(NAMESPACE.said ?? []), [60, "sent", "40"], [70, "received", '40{"sid":"a"}']] },
      "attention: Not working. The WebSocket is open, but Socket.IO refused the namespace `/admin`: `Invalid namespace`.",
    ],
    [
      "a login",
      spoken(
        URL,
        [40, "sent", '{"type":"connection_init"}'],
        [50, "received", '{"type":"connection_error","payload":{"message":"No token"}}'],
      ),
      "failed: Not working. The WebSocket is open, but GraphQL refused the connection: `No token`.",
    ],
    [
      "an operation of many",
      spoken(
        URL,
        [40, "received", '{"type":"connection_ack"}'],
        [50, "received", '{"id":"1","type":"error","payload":[{"message":"Denied"}]}'],
      ),
      "attention: Not working. The WebSocket is open, but GraphQL refused an operation: `Denied`.",
    ],
    [
      "a topic",
      spoken(
        URL,
        [40, "sent", '["1","1","room:7","phx_join",{}]'],
        [50, "received", '["1","1","room:7","phx_reply",{"status":"error","response":{"reason":"unmatched topic"}}]'],
      ),
      "failed: Not working. The WebSocket is open, but Phoenix refused the channel `room:…`: `unmatched topic`.",
    ],
    [
      "a code alone",
      spoken(URL, [50, "received", '{"event":"pusher:error","data":{"code":4001,"message":null}}']),
      "failed: Not working. The WebSocket is open, but Pusher refused the connection: code `4001`, application does not exist.",
    ],
    [
      "a charging station",
      spoken(
        URL,
        [40, "sent", '[2,"a","BootNotification",{}]'],
        [50, "received", '[3,"a",{"status":"Rejected","currentTime":"2026-01-01T00:00:00Z","interval":60}]'],
      ),
      "failed: Not working. The WebSocket is open, but OCPP refused the connection: code `Rejected`, the station is not accepted.",
    ],
    [
      "a channel of Centrifugo",
      spoken(
        URL,
        [40, "sent", '{"id":1,"connect":{}}\n{"id":2,"subscribe":{"channel":"news"}}'],
        [42, "sent", '{"id":2,"subscribe":{"channel":"news"}}'],
        [45, "received", '{"id":1,"connect":{"client":"a","ping":25}}'],
        [50, "received", '{"id":2,"error":{"code":103,"message":"permission denied"}}'],
      ),
      "attention: Not working. The WebSocket is open, but Centrifugo refused the channel `news`: `permission denied`.",
    ],
    [
      "just before its end",
      { ...NAMESPACE, errorAt: 1000, close: { code: 1005 } },
      "failed: Not working. The WebSocket opened, but Socket.IO refused the namespace `/admin`: `Invalid namespace`.",
    ],
    [
      "read from a file",
      { ...NAMESPACE, fromFile: true },
      "failed: Not working. The WebSocket opened, but Socket.IO refused the namespace `/admin`: `Invalid namespace`.",
    ],
  ])("%s", (_, scene, sentence) => {
    expect(verdictOf(scene)).toBe(sentence);
    expect(diagnosisOf(scene, { now: 5000 })?.id).toBe("application-refused");
  });
  test.each<[string, Scene]>([
    [
      "taken back by a later acceptance",
      { ...NAMESPACE, said: [...(NAMESPACE.said ?? []), [60, "received", "40/admin,{}"]] },
    ],
    ["long before its end", { ...NAMESPACE, errorAt: 60_000, close: { code: 1005 } }],
    ["a text that only looks like it", spoken(URL, [50, "received", '44{"message":"no"}'])],
    [
      "a message of that type in another protocol",
      spoken(URL, [50, "received", '{"id":"1","type":"error","payload":{"message":"no"}}']),
    ],
    [
      "one failed call among others",
      spoken(
        URL,
        [50, "received", '{"jsonrpc":"2.0","id":1,"result":1}'],
        [60, "received", '{"jsonrpc":"2.0","id":2,"error":{"code":1,"message":"no"}}'],
      ),
    ],
  ])("not when it is %s", (_, scene) => {
    expect(diagnosisOf(scene, { now: 60_500 })?.id ?? null).not.toBe("application-refused");
  });
  test("its causes come from what was said", () => {
    const result = diagnosisOf(NAMESPACE, { now: 5000 });
    if (result === null) throw new Error("nothing was diagnosed");
    expect(ranked(result)).toEqual(["certain wrong-namespace", "possible application-decided"]);
    expect(cause(result, "wrong-namespace").evidence).toContain("its reason: Invalid namespace");
    const login = diagnosisOf(
      spoken(SOCKET_IO, [30, "received", OPEN], [50, "received", '44{"message":"jwt expired"}']),
      { now: 5000 },
    );
    expect(login && ranked(login)).toEqual(["likely login-required", "possible application-decided"]);
  });
});

describe("application-ended", () => {
  test("told to go, and still open", () => {
    const scene = spoken(SOCKET_IO, [30, "received", OPEN], [40, "received", '40{"sid":"a"}'], [50, "received", "41"]);
    expect(verdictOf(scene)).toBe(
      "attention: Not working. The WebSocket is open, but Socket.IO on the server ended the namespace `/`.",
    );
    expect(diagnosisOf(scene, { now: 5000 })?.id).toBe("application-ended");
  });
  test("not once it was let in again", () => {
    const scene = spoken(SOCKET_IO, [30, "received", OPEN], [50, "received", "41"], [60, "received", '40{"sid":"b"}']);
    expect(diagnosisOf(scene, { now: 5000 })).toBeNull();
  });
});

describe("application-silent", () => {
  const asked = spoken(URL, [40, "sent", '{"type":"connection_init"}']);
  test.each<[string, Scene, number, boolean]>([
    ["after ten seconds", asked, 10_040, true],
    ["not before", asked, 10_039, false],
    [
      "not when it was answered",
      { ...asked, said: [...(asked.said ?? []), [50, "received", '{"type":"connection_ack"}']] },
      20_000,
      false,
    ],
    ["not when it is over", { ...asked, ended: "closed", errorAt: 15_000 }, 20_000, false],
    ["not in a file", { ...asked, fromFile: true }, 20_000, false],
    [
      "not where the response may be in what is not read",
      { ...asked, messages: Array.from({ length: 16 }, (_, i) => 50 + i) },
      10_040,
      false,
    ],
    [
      "not where answers have forms that are not read",
      spoken(URL, [40, "sent", "CONNECT\naccept-version:1.2\n\n"], [60, "received", "?"]),
      10_040,
      false,
    ],
  ])("%s", (_, scene, now, applies) => {
    expect(diagnosisOf(scene, { now })?.id === "application-silent").toBe(applies);
  });
  test("says since when", () => {
    expect(verdictOf(asked, 14_040)).toBe(
      "attention: Not working. The WebSocket is open, but after 14 s GraphQL still has not let the page in.",
    );
  });
});

describe("application-unanswered", () => {
  const asked = spoken(URL, [40, "sent", '{"type":"connection_init"}']);
  const left: Scene = { ...asked, ended: "closed", errorAt: 3000 };
  test.each<[string, Scene, boolean]>([
    ["when it is over", left, true],
    ["also in a file", { ...left, fromFile: true }, true],
    ["and its code has no meaning that is known", { ...left, close: { code: 4999 } }, true],
    ["not when its code reports a fault: that says more", { ...left, close: { code: 1011 } }, false],
    ["not when its code says that all was well", { ...left, close: { code: 1000 } }, false],
    [
      "not when it was let in",
      { ...left, said: [...(left.said ?? []), [50, "received", '{"type":"connection_ack"}']] },
      false,
    ],
    ["not when the page was left", { ...asked, ended: "navigation", errorAt: 3000 }, false],
    ["not while it is open", asked, false],
  ])("%s", (_, scene, applies) => {
    expect(diagnosisOf(scene, { now: 9000 })?.id === "application-unanswered").toBe(applies);
  });
  test("says so, and who may have ended it", () => {
    expect(verdictOf(left, 9000)).toBe(
      "attention: Not working. The WebSocket opened, but it closed before GraphQL let the page in.",
    );
    const result = diagnosisOf(left, { now: 9000 });
    expect(result && ranked(result)).toEqual(["likely application-decided", "possible closed-by-page"]);
    expect(result?.causes[0]?.why).toContain("was not observed here");
    const heard = diagnosisOf({ ...left, close: { code: 4999 } }, { now: 9000 });
    expect(heard?.causes[0]?.why).not.toContain("was not observed here");
  });
});

describe("what was announced", () => {
  test("replaces the library's usual heartbeat", () => {
    const scene = spoken(SOCKET_IO, [30, "received", OPEN], [40, "received", '40{"sid":"a"}']);
    expect(explanationOf(scene, { now: 5000 }).protocol?.heartbeat?.intervalMs).toBe(300);
    const missed = diagnosisOf(scene, { now: 12_000 });
    expect(missed?.id).toBe("silent");
    expect(missed?.summary).toBe("The announced heartbeat, due every 300 ms, has not come for 11 s.");
    expect(missed && ranked(missed)).toEqual(["possible half-open"]);
  });
  test("is the only one where a protocol has no usual heartbeat", () => {
    const scene = spoken(URL, [
      40,
      "received",
      '{"action":4,"connectionId":"c","connectionDetails":{"maxIdleInterval":15000}}',
    ]);
    expect(explanationOf(scene, { now: 5000 }).protocol).toMatchObject({
      id: "ably",
      heartbeat: { intervalMs: 15_000, isAnnounced: true },
    });
    expect(diagnosisOf(scene, { now: 200_040 })?.summary).toBe(
      "The announced heartbeat, due every 15 s, has not come for 3 min 20 s.",
    );
  });
  test("names the protocol where the handshake did not", () => {
    const scene = spoken(URL, [40, "received", '{"event":"pusher:connection_established","data":"{}"}']);
    expect(explanationOf(scene, { now: 5000 }).protocol).toMatchObject({ id: "pusher", name: "Pusher" });
  });
});
