import { describe, expect, it } from "vitest";
import type { Send } from "../../src/capture/debugger/page-sockets.ts";
import { forgetWorker, hearWorker } from "../../src/capture/debugger/worker-hearing.ts";

/** A worker that has these properties in its list of functions. */
function worker(properties: unknown, tested: unknown = true, made: unknown = { objectId: "list" }) {
  const sent: [method: string, params: unknown][] = [];
  const send: Send = async (method, params) => {
    sent.push([method, params]);
    if (method === "Runtime.getProperties") return { result: properties };
    if (method !== "Runtime.evaluate") return {};
    return { result: JSON.stringify(params).includes("test()===true") ? { value: tested } : made };
  };
  const to = (method: string) => sent.flatMap(([of, params]) => (of === method ? [params] : []));
  return { send, sent, to };
}

const FUNCTIONS = [
  { name: "0", value: { objectId: "add" } },
  { name: "1", value: { objectId: "onclose" } },
  { name: "length", value: {} },
];

describe("hearWorker", () => {
  it("sets a breakpoint that never pauses on each of the functions, and says whether they hear", async () => {
    const { send, to } = worker(FUNCTIONS);
    expect(await hearWorker(send, "me", "worker")).toBe(true);
    expect(to("Debugger.setBreakpointOnFunctionCall")).toMatchObject([{ objectId: "add" }, { objectId: "onclose" }]);
    expect(to("Debugger.setSkipAllPauses")).toEqual([{ skip: true }]);
    expect(to("Runtime.addBinding")).toEqual([{ name: "me_say" }]);
    expect(await hearWorker(worker(FUNCTIONS, false).send, "me", "worker")).toBe(false);
  });

  it.each([
    ["worker", false],
    ["service-worker", false],
    ["shared-worker", true],
  ] as const)("in a %s has breakpoints of its own active: %s", async (target, active) => {
    const { send, to } = worker(FUNCTIONS);
    await hearWorker(send, "me", target);
    expect(to("Debugger.setBreakpointsActive")).toEqual([{ active }]);
  });

  it("hears nothing where the worker has no sockets", async () => {
    const { send, to } = worker(FUNCTIONS, true, { type: "object", value: null });
    expect(await hearWorker(send, "me", "worker")).toBeNull();
    expect(to("Debugger.setBreakpointOnFunctionCall")).toEqual([]);
  });
});

describe("forgetWorker", () => {
  it("empties the variable and ends the debugger, also where the worker is gone", async () => {
    const { send, sent } = worker(FUNCTIONS);
    forgetWorker(send, "me");
    expect(sent.map(([method]) => method)).toEqual(["Debugger.disable", "Runtime.evaluate", "Runtime.removeBinding"]);
    forgetWorker(async () => Promise.reject(new Error("gone")), "me");
    await Promise.resolve();
  });
});
