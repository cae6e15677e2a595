import { describe, expect, test } from "vitest";
import { explain } from "../../../src/knowledge/explanation/explain.ts";
import { markedCapture } from "../../../src/knowledge/intermediaries/marked-capture.ts";
import { cause, diagnosisOf, failed, opened, ranked, type Scene, START, upgradeOf } from "../failures.ts";

describe("closed-by-page", () => {
  const text = "WebSocket is closed before the connection is established.";
  test("a twin at the same moment points to a double mount", () => {
    const result = failed(text, {}, { others: [opened({ createdAt: 4, sentAt: 8, answer: { status: 101, at: 20 } })] });
    expect(result.id).toBe("closed-by-page");
    expect(ranked(result)).toEqual(["likely strict-mode-double-mount", "possible closed-too-early"]);
    expect(cause(result, "strict-mode-double-mount").evidence[0]).toContain("4 ms apart");
  });
  test("a twin at another URL, or much later, does not", () => {
    expect(ranked(failed(text, {}, { others: [opened({ url: "wss://app.example.com/b", createdAt: 4 })] }))).toEqual([
      "possible closed-too-early",
    ]);
    expect(ranked(failed(text, {}, { others: [opened({ createdAt: 4000 })] }))).toEqual(["possible closed-too-early"]);
  });
  test("after a long wait it is a time-out of the page", () => {
    expect(ranked(failed(text, { errorAt: 5000 }))).toEqual(["likely client-timeout"]);
  });
});

describe("handshake-timed-out", () => {
  const text = "WebSocket opening handshake timed out";
  test("with the request sent", () => {
    const result = failed(text, { errorAt: 240_020 });
    expect(result.id).toBe("handshake-timed-out");
    expect(result.summary).toContain("after 4 min without a response");
    expect(ranked(result)).toEqual([
      "possible upgrade-ignored-by-server",
      "possible wrong-path",
      "possible upstream-hangs",
    ]);
  });
  test("never sent: not the server's handler", () => {
    const result = failed(text, { sentAt: null, url: "wss://app.example.com:8080/x", errorAt: 240_000 });
    expect(result.summary).toContain("never sent");
    expect(ranked(result)).toEqual(["likely https-instead-of-http", "possible firewall-drops", "possible wrong-host"]);
  });
});

describe("handshake-canceled", () => {
  test("a client certificate is asked for within TLS, before the request", () => {
    const text = "WebSocket opening handshake was canceled";
    expect(failed(text).id).toBe("handshake-canceled");
    expect(ranked(failed(text))).toEqual(["possible page-left"]);
    expect(ranked(failed(text, { sentAt: null }))).toEqual([
      "likely client-certificate-required",
      "possible page-left",
    ]);
    expect(ranked(failed(text, { sentAt: null, url: "ws://localhost/" }))).toEqual(["possible page-left"]);
  });
  test.each(["navigation", "target-gone"] as const)("ended by %s: certain, and harmless", (ended) => {
    const result = diagnosisOf({ ended });
    expect(result?.id).toBe("handshake-canceled");
    expect(result && ranked(result)).toEqual(["certain page-left"]);
  });
  test("ended without a word", () => {
    expect(diagnosisOf({ ended: "closed" })?.id).toBe("handshake-canceled");
  });
  test("a stray end of something never announced is not judged", () => {
    expect(diagnosisOf({ createdAt: null, sentAt: null, ended: "closed" })).toBeNull();
  });
});

describe("queued-behind-handshake", () => {
  const waiting = (scene: Scene = {}) => upgradeOf({ id: "c0", url: "wss://app.example.com/other", ...scene });
  test("wss:// to an uncommon port may wait for TLS that never comes", () => {
    const result = diagnosisOf({ sentAt: null, url: "wss://app.example.com:3000/" });
    expect(result && ranked(result)).toContain("possible https-instead-of-http");
  });
  test("only after five seconds", () => {
    expect(diagnosisOf({ sentAt: null }, { now: 4999 })).toBeNull();
    expect(diagnosisOf({ sentAt: null }, { now: 5000 })?.id).toBe("queued-behind-handshake");
  });
  test("another handshake to the same host that waits is the likely reason", () => {
    const result = diagnosisOf({ sentAt: null }, { others: [waiting()] });
    expect(result && ranked(result)).toEqual(["likely upstream-hangs"]);
    expect(result?.summary).toContain("while another handshake to the same host is waiting");
  });
  test("what is to be repaired is the endpoint that hangs, not the one that waits for it", () => {
    const result = diagnosisOf({ sentAt: null, url: "wss://app.example.com/live" }, { others: [waiting()] });
    const { evidence, fix } = result?.causes[0] ?? {};
    expect(evidence?.[0]).toBe("wss://app.example.com/other was sent and has no response yet");
    expect(fix?.snippets[0]?.code).toContain('=== "/other"');
  });
  test.each<[string, Scene]>([
    ["on another port", { url: "wss://app.example.com:8443/other" }],
    ["that has opened", { answer: { status: 101 } }],
  ])("one %s is not", (_, scene) => {
    const result = diagnosisOf({ sentAt: null }, { others: [waiting(scene)] });
    expect(result && ranked(result)).toEqual(["possible firewall-drops"]);
  });
  test.each<[string, string | null, boolean]>([
    ["ws://127.0.0.1:9000/", "https://app.example.com/", true],
    ["ws://192.168.1.7/", "https://app.example.com/", true],
    ["wss://app.example.com:9000/", "https://app.example.com/", false],
    ["ws://127.0.0.1:9000/", "http://localhost:3000/", false],
    ["ws://127.0.0.1:9000/", "about:blank", false],
    ["ws://127.0.0.1:9000/", null, false],
  ])("to %s from %s: the browser may be asking: %s", (url, page, asks) => {
    const result = diagnosisOf({ sentAt: null, url }, { page });
    expect(result && ranked(result).includes("possible permission-pending")).toBe(asks);
  });
});

describe("no-answer-yet", () => {
  test("only after five seconds without a response", () => {
    expect(diagnosisOf({}, { now: 5019 })).toBeNull();
    expect(diagnosisOf({}, { now: 5020 })?.id).toBe("no-answer-yet");
    expect(diagnosisOf({ answer: { status: 101 } }, { now: 9000 })).toBeNull();
  });
  test("in a file nothing can be waited for", () => {
    expect(diagnosisOf({ fromFile: true }, { now: 9000 })).toBeNull();
  });
  test.each([{}, { sentAt: null }])("what nothing watches any more may have opened: %j", (story) => {
    const waits = upgradeOf(story);
    const context = { now: START + 60_000, page: null, capture: markedCapture([]) };
    expect(explain(waits, context).diagnosis).not.toBeNull();
    const { diagnosis, verdict } = explain({ ...waits, unwatchedSince: START + 30_000 }, context);
    expect(diagnosis).toBeNull();
    expect(verdict).toMatchObject({
      level: "unknown",
      sentence:
        "It was waiting for a response when it was last watched, 30 s ago; DevTools' log does not have it, so its current state is not known.",
    });
  });
  test("a host that opens others makes an ignored path likely", () => {
    const others = [opened({ url: "wss://app.example.com/other" })];
    const alone = diagnosisOf({});
    const beside = diagnosisOf({}, { others });
    expect(alone && ranked(alone)[0]).toBe("possible upgrade-ignored-by-server");
    expect(beside && ranked(beside)[0]).toBe("likely upgrade-ignored-by-server");
  });
});
