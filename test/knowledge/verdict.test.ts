import { describe, expect, test } from "vitest";
import { briefOf } from "../../src/knowledge/explanation/brief.ts";
import { explain } from "../../src/knowledge/explanation/explain.ts";
import { markedCapture } from "../../src/knowledge/intermediaries/marked-capture.ts";
import type { Upgrade } from "../../src/upgrade/upgrade.ts";
import { type Around, explanationOf, type Scene, START, upgradeOf } from "./failures.ts";

const OPEN: Scene = { answer: { status: 101 } };

function said(scene: Scene, around: Around = {}): string {
  const { level, headline, sentence } = explanationOf({ ...OPEN, ...scene }, around).verdict;
  return `${level}: ${headline}. ${sentence}`;
}

describe("a closed connection", () => {
  const closed = (code: number, reason = ""): Scene => ({ errorAt: 12_025, close: { code, reason } });
  test.each<[string, Scene, string]>([
    [
      "1001",
      closed(1001),
      "healthy: Closed. It closed after 12 s; the server's side gave code 1001 (Going Away). No message had passed.",
    ],
    [
      "1012 with a reason",
      closed(1012, "deploy"),
      "healthy: Closed. It closed after 12 s; the server's side gave code 1012 (Service Restart), saying `deploy`. No message had passed.",
    ],
    [
      "1000: either side may have begun",
      { ...closed(1000), messages: [50, 60] },
      "healthy: Closed. It closed after 12 s with code 1000 (Normal Closure). 2 messages had passed. Which side started the close is not known.",
    ],
    [
      "1005",
      closed(1005),
      "healthy: Closed. It closed after 12 s, and no code was given. No message had passed. Which side started the close is not known.",
    ],
    [
      "a number that only the application knows",
      closed(4711, "later"),
      "unknown: Closed. It closed after 12 s with code 4711 (Private use), saying `later`. No message had passed. Which side started the close is not known.",
    ],
    ["1011", closed(1011), "failed: Closed. It closed after 12 s; the server's side gave code 1011 (Internal Error)."],
    [
      "1006",
      closed(1006),
      "attention: Closed. It ended after 12 s, and no close frame came from the server's side (code 1006).",
    ],
    [
      "nobody heard its code",
      { errorAt: 12_025, ended: "closed" },
      "unknown: Closed. It opened, and closed after 12 s; no message had passed. The page's close event was not observed, so who closed it and why is not known.",
    ],
    [
      "it ended with its page",
      { errorAt: 12_025, ended: "navigation" },
      "healthy: Closed. It ended after 12 s with the page that had opened it; no message had passed. If the browser keeps that page for the Back button (in its back/forward cache), the server may see the connection open for some time longer.",
    ],
  ])("%s", (_, scene, sentence) => {
    expect(said(scene)).toBe(sentence);
  });
  test("a library's own code", () => {
    const headers = [["Sec-WebSocket-Protocol", "graphql-transport-ws"]] as const;
    expect(said({ ...closed(4401), answer: { status: 101, headers } })).toBe(
      "failed: Closed. It closed after 12 s with code 4401 (Unauthorized).",
    );
  });
  test("the way names the code", () => {
    expect(explanationOf({ ...OPEN, ...closed(1001) }).path.line?.text).toBe("closed after 12 s · code 1001");
  });
  test("DevTools' log and files do not know codes, and it is told so", () => {
    const { upgrade } = explanationOf({ ...OPEN, errorAt: 12_025, ended: "closed", fromFile: true });
    expect(upgrade.fromFile).toBe(true);
    expect(said({ errorAt: 12_025, ended: "closed", fromFile: true })).toContain("The file does not say who closed it");
  });
});

describe("a blocked connection", () => {
  const scene: Scene = { sentAt: null, blocked: { by: "content-security-policy", directive: "connect-src 'self'" } };
  const { verdict, pending, path, healthQuestions } = explanationOf(scene);
  test("says so", () => {
    expect(verdict).toEqual({
      level: "failed",
      headline: "Blocked",
      sentence: "The page's content security policy does not allow this address; nothing was sent.",
      quotesDiagnosis: true,
    });
  });
  test("has no row in the Network panel, and no way to draw", () => {
    expect(pending?.title).toBe("Why the Network panel does not list it");
    expect(path).toMatchObject({ request: null, answer: null, line: null });
  });
  test("connected to nothing and let no message pass", () => {
    expect(healthQuestions.map(({ id, outcome }) => `${id} ${outcome}`)).toEqual([
      "connects bad",
      "handshake unknown",
      "messages bad",
      "proxy unknown",
    ]);
    expect(healthQuestions[0]?.evidence).toEqual(["the browser's message: refused '…'"]);
  });
});

describe("an open connection", () => {
  test("with nothing to look at is healthy", () => {
    expect(said({ messages: [9000] }, { now: 12_025 })).toBe(
      "healthy: Healthy. Open for 12 s. Pending only means that it has not closed; the last message came 3 s ago.",
    );
  });
  test("that deserves a look says why, after how long it is open", () => {
    expect(said({}, { server: "nginx", now: 45_025 })).toBe(
      "attention: Attention. Open for 45 s. By default nginx ends it after 1 min of silence; the operator may have changed that.",
    );
  });
  test("whose buffer grows", () => {
    const snapshots = [
      { at: 1000, bufferedAmount: 100_000 },
      { at: 3000, bufferedAmount: 900_000 },
    ];
    const { verdict, healthQuestions } = explanationOf({ ...OPEN, snapshots });
    expect(verdict.level).toBe("attention");
    expect(healthQuestions.find(({ id }) => id === "messages")).toMatchObject({
      outcome: "attention",
      answer: "Data that the page sends does not leave the browser fast enough.",
    });
  });
  test("that comes after others which were all cut after one time needs attention, until it has lasted longer", () => {
    const cut = (i: number, lifeMs: number, code = 1006) =>
      upgradeOf({
        id: `a${i}`,
        createdAt: -i * (lifeMs + 10_000),
        sentAt: -i * (lifeMs + 10_000) + 5,
        answer: { status: 101, at: -i * (lifeMs + 10_000) + 25 },
        errorAt: -i * (lifeMs + 10_000) + 25 + lifeMs,
        ended: "closed",
        close: { code, reason: "" },
      });
    const saidOf = (now: number, ...others: Upgrade[]) => {
      const upgrade = upgradeOf(OPEN);
      const explanation = explain(upgrade, {
        now: START + now,
        page: null,
        capture: markedCapture([...others, upgrade]),
      });
      const { level, headline, sentence } = explanation.verdict;
      return [level, `${headline}. ${sentence}`, briefOf(explanation, START + now)];
    };
    const regular = [cut(3, 60_000), cut(2, 60_050), cut(1, 60_010)];
    expect(saidOf(12_025, ...regular)).toEqual([
      "attention",
      "Open. Open for 12 s. The 3 attempts before it were cut, each after 1 min; it has not been open longer than they were.",
      "Open; may be cut in 48 s: 3 before it lasted 1 min each",
    ]);
    expect(saidOf(60_500, ...regular)[2]).toBe("Open; may be cut any moment: 3 before it lasted 1 min each");
    expect(saidOf(90_025, ...regular)).toEqual([
      "healthy",
      expect.stringMatching(/^Healthy\. Open for 1 min 30 s\./),
      "Healthy; 3 before it were cut, each after 1 min",
    ]);
    expect(saidOf(12_025, cut(2, 60_000), cut(1, 9000)).slice(0, 1)).toEqual(["healthy"]);
    // A code that was said is no cut: it was closed, and ended.
    expect(saidOf(12_025, cut(2, 60_000), cut(1, 60_000, 1001))).toEqual([
      "attention",
      "Open. Open for 12 s. The 2 attempts before it ended, each after 1 min; it has not been open longer than they were.",
      "Open; may end in 48 s: 2 before it lasted 1 min each",
    ]);
    // Where not all of it fits into the row, the time until the next is what goes.
    const hour = 3_723_000;
    expect(saidOf(12_025, cut(3, hour), cut(2, hour), cut(1, hour))[2]).toBe(
      "Open; 3 before it were cut, each after 1 h 2 min",
    );
  });
  test("that is closing is neither open nor closed", () => {
    expect(said({ snapshots: [{ at: 500, readyState: 2 }] }, { now: 1025 })).toBe(
      "unknown: Closing. Open for 1 s. At the last snapshot it had begun to close; its end has not been seen yet.",
    );
  });
  test("that is older than the capture claims nothing about before", () => {
    const scene: Scene = { createdAt: null, sentAt: null, snapshots: [{ at: 10 }] };
    const { verdict, healthQuestions } = explanationOf(scene);
    expect(verdict.sentence).toBe(
      "Already open before it could be watched. Pending only means that it has not closed; no message has passed since.",
    );
    expect(healthQuestions[0]?.evidence).toEqual(["a snapshot of the live socket"]);
  });
  test("that is older is known by its subprotocol as a look shows it", () => {
    const scene: Scene = { createdAt: null, sentAt: null, snapshots: [{ at: 10, protocol: "mqtt" }] };
    expect(explanationOf(scene).protocol).toMatchObject({
      id: "mqtt",
      evidence: ["protocol of the live socket: mqtt"],
    });
  });
});
