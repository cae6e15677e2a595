import { describe, expect, test } from "vitest";
import { calledBy, callStackOf } from "../../src/sources/call-stack.ts";
import { framesOf, MOST_FRAMES } from "../../src/upgrade/call-stack.ts";

const call = (functionName: string, url = "https://app.example/app.js") => ({
  functionName,
  url,
  lineNumber: 11,
  columnNumber: 8,
});

describe("a call stack", () => {
  test("has the calls and what had scheduled them, counting from 1", () => {
    const stack = callStackOf({
      callFrames: [call("open"), call("")],
      parent: { description: "setTimeout", callFrames: [call("start")], parent: { callFrames: [call("main")] } },
    });
    const at = { url: "https://app.example/app.js", line: 12, column: 9 };
    expect(stack).toEqual({
      parts: [
        {
          asyncCause: null,
          frames: [
            { ...at, function: "open" },
            { ...at, function: null },
          ],
        },
        { asyncCause: "setTimeout", frames: [{ ...at, function: "start" }] },
        { asyncCause: "", frames: [{ ...at, function: "main" }] },
      ],
      isCut: false,
    });
  });

  test("without calls of its own is that of its parent", () => {
    const outside = { callFrames: [], parent: { description: "await", callFrames: [call("connect")] } };
    expect(callStackOf(outside)?.parts).toMatchObject([{ asyncCause: "await", frames: [{ function: "connect" }] }]);
    expect(calledBy(outside).initiator?.function).toBe("connect");
  });

  test("is opened by the innermost line that has an address", () => {
    expect(calledBy({ callFrames: [call("native", ""), call("connect")] }).initiator?.function).toBe("connect");
    const nowhere = calledBy({ callFrames: [call("native", "")] });
    expect([nowhere.initiator, framesOf(nowhere.stack).length]).toEqual([null, 1]);
  });

  test.each([undefined, null, 3, "x", [], {}, { callFrames: 3 }, { callFrames: [null, 4, "x"] }])(
    "that cannot be read, %j, is none",
    (outside) => {
      expect(callStackOf(outside)).toBeNull();
      expect(calledBy(outside)).toEqual({ initiator: null });
    },
  );

  test("keeps what can be read of a call, and the calls beside one that cannot", () => {
    const stack = callStackOf({ callFrames: [{ url: "a.js", lineNumber: -1, columnNumber: "x" }, 5, call("b")] });
    expect(framesOf(stack ?? undefined)).toMatchObject([
      { url: "a.js", line: null, column: null, function: null },
      { function: "b" },
    ]);
  });

  test("is bounded in calls, parts, addresses, names and in all", () => {
    const long = callStackOf({ callFrames: Array.from({ length: 500 }, (_, i) => call(`f${i}`)) });
    expect([framesOf(long ?? undefined).length, long?.isCut]).toEqual([MOST_FRAMES, true]);
    let nested: unknown = { callFrames: [call("innermost")] };
    for (let i = 0; i < 100_000; i++) nested = { callFrames: [call("f")], parent: nested };
    const deep = callStackOf(nested);
    expect([deep?.parts.length, deep?.isCut]).toEqual([32, true]);
    const [wide] = framesOf(
      callStackOf({ callFrames: [call("n".repeat(1e5), `data:,${"x".repeat(1e6)}`)] }) ?? undefined,
    );
    expect([wide?.url.length, wide?.function?.length]).toEqual([2048, 200]);
    const heavy = callStackOf({ callFrames: Array.from({ length: 60 }, () => call("f", `data:,${"x".repeat(5000)}`)) });
    expect([framesOf(heavy ?? undefined).length, heavy?.isCut]).toEqual([15, true]);
  });
});
