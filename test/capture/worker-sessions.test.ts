import { expect, it } from "vitest";
import { WorkerSessions } from "../../src/capture/debugger/worker-sessions.ts";
import { FakeDebugger } from "./fake-debugger.ts";
import { fakeSession } from "./fake-session.ts";

function workers(start: () => Promise<void> = async () => undefined) {
  const api = new FakeDebugger();
  const told: string[] = [];
  const made = new WorkerSessions((target, send) => {
    void send("Network.enable", {});
    return fakeSession(target, told, start);
  }, api);
  return { api, made, told };
}

it("asks a worker of its kind, and speaks with it by its target's id", async () => {
  const { api, made, told } = workers();
  await made.open("w1", () => true);
  expect(api.sent).toEqual(["w1 Network.enable", "w1 Runtime.evaluate", "w1 Network.enable"]);
  expect([told, made.targets, made.has("w1")]).toEqual([["shared-worker starts"], ["w1"], true]);
  made.event("w1", "Network.webSocketCreated", {});
  made.event("w2", "Network.webSocketCreated", {});
  expect(told.slice(1)).toEqual(["shared-worker hears Network.webSocketCreated"]);
});

it("opens none that is not wanted any more when its kind is known, and listens to it no longer", async () => {
  const { api, made, told } = workers();
  const answers = [true, false, false];
  await made.open("w1", () => answers.shift() === true);
  expect([told, made.targets, api.sent.at(-1)]).toEqual([[], [], "w1 Network.disable"]);
  await made.open("w1", () => answers.shift() === true);
  expect(api.sent).toHaveLength(3);
});

it("tells what a worker said while its kind was asked, once, whoever asked twice", async () => {
  const { api, made, told } = workers();
  const answer = api.slow();
  const opened = [made.open("w1", () => true), made.open("w1", () => true)];
  made.event("w1", "Network.webSocketCreated", {});
  expect([told, api.sentTo("Runtime.evaluate")]).toEqual([[], ["w1"]]);
  answer();
  await Promise.all(opened);
  expect(told).toEqual(["shared-worker starts", "shared-worker hears Network.webSocketCreated"]);
  made.event("w1", "Network.webSocketClosed", {});
  expect(told).toHaveLength(3);
});

it.each([
  ["stopped", (made: ReturnType<typeof workers>["made"]) => made.stop()],
  ["gone", (made: ReturnType<typeof workers>["made"]) => made.end("w1")],
])("opens none that is %s before its kind is known", async (_, end) => {
  const { api, made, told } = workers();
  const answer = api.slow();
  const opened = made.open("w1", () => true);
  end(made);
  answer();
  await opened;
  expect([told, made.targets]).toEqual([[], []]);
});

it("says when a worker is gone before it told its kind", async () => {
  const { api, made, told } = workers();
  api.refusals.set("Runtime.evaluate", "No target with given id found");
  await expect(made.open("w1", () => true)).rejects.toThrow("No target");
  expect([told, made.targets]).toEqual([[], []]);
});

it("forgets one whose session cannot be started", async () => {
  const { made } = workers(() => Promise.reject(new Error("gone")));
  await made.open("w1", () => true);
  await Promise.resolve();
  expect(made.has("w1")).toBe(false);
});

it("ends what lived in a worker once, when it is detached or crashes", async () => {
  const { made, told } = workers();
  const ended = ["shared-worker stops", "shared-worker ends: target-gone"];
  await made.open("w1", () => true);
  made.event("w1", "Inspector.targetCrashed", {});
  made.end("w1");
  expect([told.slice(1), made.has("w1")]).toEqual([ended, false]);
});

it("stops all at once, and ends none of them", async () => {
  const { made, told } = workers();
  await made.open("w1", () => true);
  await made.open("w2", () => true);
  made.stop();
  expect([told.slice(2), made.targets]).toEqual([["shared-worker stops", "shared-worker stops"], []]);
});
