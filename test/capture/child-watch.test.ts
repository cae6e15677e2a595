import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ChildWatch } from "../../src/capture/debugger/child-watch.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A watch of a target that gives this for `document.readyState`; undefined: it never does, null: it has no document. */
function watched(readyState: string | null | undefined) {
  const sent: unknown[] = [];
  const watch = new ChildWatch(async (method, params) => {
    if (method === "Target.setAutoAttach") sent.push(params);
    if (method !== "Runtime.evaluate") return {};
    if (readyState === undefined) return new Promise(() => undefined);
    return readyState === null ? { exceptionDetails: {}, result: {} } : { result: { value: readyState } };
  });
  return { watch, sent };
}

const ASKED = { autoAttach: true, waitForDebuggerOnStart: true, flatten: true };

it("begins at once with what cannot have a frame that is coming, whatever it would say of itself", async () => {
  const { watch, sent } = watched("loading");
  void watch.begin(true);
  expect(sent).toEqual([ASKED]);
  await watch.loaded();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(sent).toEqual([ASKED]);
});

it.each(["complete", null])("begins at once with a document that says %j of itself, and once only", async (state) => {
  const { watch, sent } = watched(state);
  await watch.begin(false);
  expect(sent).toEqual([ASKED]);
  await watch.loaded();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(sent).toEqual([ASKED]);
});

it.each(["loading", "interactive"])("waits for a document that is %s until it is loaded", async (state) => {
  const { watch, sent } = watched(state);
  await watch.begin(false);
  expect(sent).toEqual([]);
  await watch.loaded();
  expect(sent).toEqual([ASKED]);
});

it.each(["loading", undefined])("waits ten seconds at most, where the document says %j", async (state) => {
  const { watch, sent } = watched(state);
  void watch.begin(false);
  await vi.advanceTimersByTimeAsync(9999);
  expect(sent).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(sent).toEqual([ASKED]);
});

it("begins nothing once it is stopped, though the document is loaded then", async () => {
  const { watch, sent } = watched("loading");
  await watch.begin(false);
  watch.stop();
  await watch.loaded();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(sent).toEqual([]);
});
