import { describe, expect, test } from "vitest";
import { briefOf, MOST } from "../../src/knowledge/explanation/brief.ts";
import { explain } from "../../src/knowledge/explanation/explain.ts";
import { markedCapture } from "../../src/knowledge/intermediaries/marked-capture.ts";
import { altered } from "../story.ts";
import { type Around, EH, explanationOf, type Scene, START, upgradeOf } from "./failures.ts";

const OPEN: Scene = { answer: { status: 101 } };
const brief = (scene: Scene, around: Around = {}) =>
  briefOf(explanationOf(scene, around), START + (around.now ?? 60_000));
const closed = (code: number, reason = ""): Scene => ({ ...OPEN, errorAt: 12_025, close: { code, reason } });

describe("a row", () => {
  test.each<[string, Scene, Around, string]>([
    ["open", OPEN, {}, "Healthy; no message yet"],
    ["open with messages", { ...OPEN, messages: [30, 90] }, {}, "Healthy; last message 59 s ago"],
    ["waiting", { error: null }, {}, "No response for 59 s"],
    ["not sent", { error: null, sentAt: null }, {}, "Not sent for 1 min"],
    ["closed", closed(1000), {}, "Closed with 1000, Normal Closure"],
    ["closed with a private code", closed(4711, "later"), {}, "Closed with 4711, Private use"],
    ["closed with a fault", closed(1011), {}, "Closed with 1011, Internal Error"],
    ["cut", closed(1006), {}, "Cut after 12 s without a close frame (1006)"],
    ["left", { ...OPEN, errorAt: 12_025, ended: "navigation" }, {}, "Closed with its page"],
    ["unheard", { ...OPEN, errorAt: 12_025, ended: "closed" }, {}, "Closed; who closed it is not known"],
    [
      "426",
      { error: `${EH}Unexpected response code: 426` },
      { server: "nginx/1.22.1" },
      "Refused: nginx may not forward Upgrade and Connection",
    ],
    ["403", { error: `${EH}Unexpected response code: 403` }, {}, "Refused: 403 Forbidden"],
    [
      "no such host",
      { error: "Error in connection establishment: net::ERR_NAME_NOT_RESOLVED" },
      {},
      "Not connected: the host name could not be resolved",
    ],
    [
      "blocked",
      { sentAt: null, blocked: { by: "content-security-policy" } },
      {},
      "Blocked: by the page's content security policy",
    ],
  ])("%s", (_, scene, around, expected) => {
    expect(brief(scene, around)).toBe(expected);
  });

  test("tells a loop of failures by its number", () => {
    const explanation = explanationOf({ error: `${EH}Unexpected response code: 503` });
    const { upgrade } = explanation;
    const series = (attempts: readonly (typeof upgrade)[]) =>
      briefOf(altered(explanation, { series: { attempts, intervalsMs: [], pattern: "irregular" } }), START + 60_000);
    expect(series([upgrade, upgrade])).toBe("Refused: 503 Service Unavailable");
    expect(series([upgrade, upgrade, upgrade])).toBe("Refused 3 times: 503 Service Unavailable");
    // What came before it was open is no part of the loop.
    expect(series([upgrade, upgrade, upgradeOf(OPEN), upgrade])).toBe("Refused: 503 Service Unavailable");
  });

  test("of a series whose newest attempt is open tells what became of the others", () => {
    const explanation = explanationOf(OPEN);
    const text = (...attempts: (typeof explanation.upgrade)[]) =>
      briefOf(
        altered(explanation, {
          series: { attempts: [...attempts, explanation.upgrade], intervalsMs: [], pattern: "irregular" },
        }),
        START + 60_000,
      );
    const cut = (lifeMs: number) => ({
      ...upgradeOf({ ...OPEN, errorAt: lifeMs + 25, ended: "closed" as const, close: { code: 1006, reason: "" } }),
      error: null,
    });
    const ended = (lifeMs: number) => ({ ...cut(lifeMs), close: null });
    const failed = upgradeOf({ error: `${EH}Unexpected response code: 503` });
    expect(text(cut(60_000), cut(60_100), cut(60_050))).toBe("Healthy; 3 before it were cut, each after 1 min");
    expect(text(cut(60_000), cut(2000))).toBe("Healthy; 2 before it were cut");
    // Nobody heard who closed it.
    expect(text(ended(60_000), cut(2000))).toBe("Healthy; 2 before it ended");
    expect(text(failed, failed)).toBe("Healthy; 2 attempts before it failed");
    expect(text(cut(60_000))).toBe("Healthy; no message yet");
    expect(text(cut(60_000), failed)).toBe("Healthy; no message yet");
  });

  describe("of a connection that came back after several had ended in one moment", () => {
    const PATHS = ["/live", "/chat", "/prices"];
    const script = (url: string) => ({ url, line: 7, column: 1, function: null });
    /** Ended by itself ten seconds after the start, each a moment later. */
    const ended = (close: Scene["close"] | null = { code: 1006, reason: "" }) =>
      PATHS.map((path, i) =>
        upgradeOf({
          id: `e${i}`,
          url: `wss://app.example.com${path}`,
          answer: { status: 101 },
          errorAt: 10_000 + i * 100,
          ...(close === null ? { ended: "closed" as const } : { close }),
        }),
      );
    const again: Scene = {
      id: "again",
      createdAt: 14_000,
      sentAt: 14_010,
      answer: { status: 101, at: 14_100 },
    };
    const text = (others: readonly (typeof upgrade)[], scene: Scene = again) => brief(scene, { others, now: 110_000 });
    const upgrade = upgradeOf(again);

    test("says so, with the time between and the number", () => {
      expect(text(ended())).toBe("Healthy; reconnected 4.1 s after 3 ended together");
    });

    test("says so as well where attempts between failed", () => {
      const failed = [11_000, 12_000].map((at) =>
        upgradeOf({ id: `f${at}`, createdAt: at, sentAt: at + 5, error: `${EH}Unexpected response code: 503` }),
      );
      expect(text([...ended(), ...failed])).toBe("Healthy; reconnected 4.1 s after 3 ended together");
    });

    test("and of those that ended says that they did so together, in 60 characters", () => {
      const told = (close: Scene["close"] | null) => {
        const all = ended(close);
        return all.map((one) =>
          briefOf(explain(one, { now: START + 60_000, page: null, capture: markedCapture(all) }), START + 60_000),
        );
      };
      expect(new Set(told({ code: 1012, reason: "" }))).toEqual(
        new Set(["Closed with 1012, Service Restart; 2 others with it"]),
      );
      expect(new Set(told({ code: 1006, reason: "" }))).toEqual(new Set(["Ended together with 2 others, code 1006"]));
      expect(told(null)[0]).toBe("Ended together with 2 others; who closed it is not known");
    });

    test("and keeps what is known of their end", () => {
      const all = PATHS.map((path, i) =>
        upgradeOf({
          id: `s${i}`,
          url: `wss://app.example.com${path}`,
          answer: { status: 101, at: 20, headers: [["Server", "nginx/1.22.1"]] },
          errorAt: 60_020 + i * 100,
          ended: "closed",
        }),
      );
      const context = { now: START + 90_000, page: null, capture: markedCapture(all) };
      const told = all.map((one) => briefOf(explain(one, context), START + 90_000));
      expect(new Set(told)).toEqual(new Set(["Ended after 1 min of silence; 2 others with it"]));
    });

    test("says nothing of it without evidence that it is the same one again", () => {
      const healthy = "Healthy; no message yet";
      // Two may be chance; ordinary ends are no drop.
      expect(text(ended().slice(0, 2))).toBe(healthy);
      expect(text(ended({ code: 1000, reason: "" }))).toBe(healthy);
      // Another address, and another script.
      expect(text(ended(), { ...again, url: "wss://app.example.com/other" })).toBe(healthy);
      const by = (url: string) => (one: typeof upgrade) => ({ ...one, initiator: script(url) });
      const explained = (url: string) => {
        const own = by(url)(upgrade);
        const all = ended().map(by("https://app.example.com/a.js"));
        return briefOf(explain(own, { now: START + 60_000, page: null, capture: markedCapture(all) }), START + 60_000);
      };
      expect(explained("https://app.example.com/b.js")).toBe(healthy);
      expect(explained("https://app.example.com/a.js")).toMatch(/reconnected/);
      // Long after it nothing shows that the one came of the other.
      expect(text(ended(), { ...again, createdAt: 94_000, sentAt: 94_010, answer: { status: 101, at: 94_100 } })).toBe(
        healthy,
      );
    });
  });

  test("tells a time-out that comes nearer by what is left", () => {
    expect(brief(OPEN, { server: "nginx", now: 45_025 })).toBe("nginx may end it in 15 s if it stays silent");
    expect(brief(OPEN, { server: "nginx", now: 61_025 })).toBe("Silent for 1 min 1 s; nginx may end it now");
  });

  test("has room for the longest words of servers, and shows none of their marks", () => {
    const said = [
      [30, "received", '0{"sid":"a","pingInterval":25000,"pingTimeout":20000}'],
      [50, "received", `44/${"x".repeat(80)},{"message":"no \u202e way"}`],
    ] as const;
    const text = brief({ ...OPEN, url: "wss://a.test/socket.io/?EIO=4&transport=websocket", said });
    expect(text.length).toBeLessThanOrEqual(MOST);
    expect(text).toMatch(/^Socket\.IO refused the namespace \/x+…$/);
  });

  test("of a file says only what a file tells", () => {
    const explanation = explanationOf({ ...OPEN, messages: [30] });
    const upgrade = { ...upgradeOf(OPEN), fromFile: true };
    const ofFile = explain(upgrade, { now: START + 60_000, page: null, capture: markedCapture([upgrade]) });
    expect(briefOf(explanation, START + 60_000)).toContain("last message");
    expect(briefOf(ofFile, START + 60_000)).toBe("Opened");
  });
});
