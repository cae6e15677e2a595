import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { HeardSockets } from "../../src/capture/debugger/heard-sockets.ts";
import { Hearing } from "../../src/capture/debugger/hearing.ts";
import { decodeHearing } from "../../src/capture/debugger/hearing-news.ts";
import { bindingOf } from "../../src/capture/debugger/hearing-script.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A console that answers these, one after the other; an Error is a refusal. */
function hearing(answers: unknown[]) {
  const asked: string[] = [];
  const made = new Hearing(async (expression, frameUrl) => {
    asked.push(`${expression.includes("disarm") ? "disarm" : "arm"} ${frameUrl}`);
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer;
  }, "upgrades_test");
  return { made, asked };
}

describe("Hearing", () => {
  it("asks again while DevTools does not know the document, and no more once breakpoints are set", async () => {
    const { made, asked } = hearing([new Error("no frame"), null, true]);
    made.arm(null);
    made.arm(null);
    await vi.runAllTimersAsync();
    expect(asked).toEqual(["arm null", "arm null", "arm null"]);
  });

  it("begins anew with a document that comes while the one before it could not be reached", async () => {
    const { made, asked } = hearing([]);
    made.arm(null);
    await vi.advanceTimersByTimeAsync(5000);
    const tried = asked.length;
    made.arm(null);
    await vi.advanceTimersByTimeAsync(100);
    expect(asked.length - tried).toBeGreaterThanOrEqual(4);
    await vi.runAllTimersAsync();
    expect(vi.getTimerCount()).toBe(0);
  });

  it("sets breakpoints in a document, too, that came while those of the one before it were set", async () => {
    const { made, asked } = hearing([true, false]);
    const first = made.arm(null);
    const second = made.arm(null);
    await vi.runAllTimersAsync();
    expect(asked).toEqual(["arm null", "arm null"]);
    expect([await first, await second]).toEqual([false, false]);
  });

  it("says whether sockets are heard now, to each who asks while it tries", async () => {
    const { made, asked } = hearing([new Error("no frame"), true, false]);
    const told = Promise.all([made.arm("https://a.test/"), made.arm("https://a.test/")]);
    await vi.runAllTimersAsync();
    expect(await told).toEqual([true, true]);
    expect(await made.arm("https://b.test/")).toBe(false);
    made.end();
    expect(await made.arm("https://c.test/")).toBe(false);
    expect(asked).toHaveLength(5);
  });

  it("finds a frame that DevTools knows without the fragment of its address, or with it", async () => {
    const { made, asked } = hearing([null, true, new Error("no frame"), null, true]);
    expect(await made.arm("https://a.test/#/room")).toBe(true);
    const other = made.arm("https://b.test/#");
    await vi.runAllTimersAsync();
    expect(await other).toBe(true);
    made.end();
    expect(asked).toEqual([
      "arm https://a.test/",
      "arm https://a.test/#/room",
      "arm https://b.test/",
      "arm https://b.test/#",
      "arm https://b.test/",
      "disarm https://a.test/#/room",
      "disarm https://b.test/",
    ]);
  });

  it("is content with breakpoints that are deactivated", async () => {
    const { made, asked } = hearing([false]);
    made.arm("https://a.test/");
    await vi.runAllTimersAsync();
    expect(asked).toEqual(["arm https://a.test/"]);
  });

  it("gives up where DevTools never finds the frame", async () => {
    const { made, asked } = hearing([]);
    made.arm(null);
    await vi.runAllTimersAsync();
    expect(asked).toHaveLength(16);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("takes away what was set when it ends, and sets nothing any more", async () => {
    const { made, asked } = hearing([true]);
    made.arm(null);
    await vi.runAllTimersAsync();
    made.end();
    made.arm(null);
    await vi.runAllTimersAsync();
    expect(asked).toEqual(["arm null", "disarm null"]);
  });

  it("takes away, too, what is just being set when it ends", async () => {
    const { made, asked } = hearing([true]);
    const armed = made.arm("https://a.test/");
    await vi.advanceTimersByTimeAsync(0);
    made.end();
    expect(asked).toEqual(["arm https://a.test/", "disarm https://a.test/"]);
    await armed;
  });

  it("has a name that nobody can guess", () => {
    const names = [0, 1].map(() => new Hearing(async () => null).name);
    expect(new Set(names).size).toBe(2);
    for (const name of names) expect(name).toMatch(/^upgrades_[0-9a-f]{32}$/);
  });
});

describe("decodeHearing", () => {
  const said = (payload: unknown, name = bindingOf("me")) =>
    decodeHearing("me", { name, payload, executionContextId: 3 })?.news ?? null;

  it("reads what is said", () => {
    expect(said("born true https://a.test/b c")).toEqual({ type: "born", hears: true, url: "https://a.test/b c" });
    expect(said("heard 7 wss://a.test/")).toEqual({ type: "heard", number: 7, url: "wss://a.test/" });
    const closed = { type: "closed", number: 7, url: "wss://a.test/", code: 4401, wasClean: true };
    expect(said("closed 7 4401 true wss://a.test/\nno\ntoken")).toEqual({ ...closed, reason: "no\ntoken" });
    expect(said("closed 7 4401 true wss://a.test/\n")).toEqual({ ...closed, reason: "" });
  });

  it.each([["closed 7 x true wss://a.test/\n"], ["born maybe x"], [""], [7]])("hears nothing in %j", (payload) => {
    expect(said(payload)).toBeNull();
  });

  it("hears nothing of another capture's, and nothing malformed", () => {
    expect(said("heard 7 wss://a.test/", bindingOf("other"))).toBeNull();
    expect(decodeHearing("me", null)).toBeNull();
  });
});

describe("HeardSockets", () => {
  it("knows of the oldest of its URL first, and of none that ended", () => {
    const sockets = new HeardSockets();
    sockets.created("a", "wss://a.test/");
    sockets.created("b", "wss://a.test/");
    sockets.created("c", "wss://c.test/");
    sockets.heard("wss://a.test/");
    sockets.heard("wss://nobody.test/");
    expect(["a", "b", "c", "older"].map((sourceId) => sockets.isHeard(sourceId))).toEqual([true, false, false, false]);
    sockets.ended("a");
    sockets.heard("wss://a.test/");
    expect([sockets.isHeard("a"), sockets.isHeard("b")]).toEqual([false, true]);
    sockets.clear();
    expect(sockets.isHeard("b")).toBe(false);
  });
});
