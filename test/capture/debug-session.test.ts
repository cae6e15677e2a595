import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DebugSession } from "../../src/capture/debugger/debug-session.ts";
import type { Send } from "../../src/capture/debugger/page-sockets.ts";
import { Clocks } from "../../src/sources/cdp/clocks.ts";
import type { Observation, Target } from "../../src/upgrade/observation.ts";
import { ConnectionTracker } from "../../src/upgrade/tracking/tracker.ts";

const LIVE = "ws://127.0.0.1/live";
const OTHER = "ws://127.0.0.1/other";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

/** Milliseconds pass, and nobody waits for them. */
const later = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);

/** The number of the socket of which a call speaks. */
function socketOf(params: unknown): number {
  const [, number] = /"arguments":\[\{"value":(\d+)/.exec(JSON.stringify(params)) ?? [];
  return Number(number);
}

/** A page with sockets of these URLs, all of them older than the session; it lists them only when `list` is called. */
function page(urls: readonly string[], frameId = "root") {
  const told: string[] = [];
  const tracker = new ConnectionTracker();
  const idOf = (sourceId: string) => [...tracker.idsOf([{ type: "closed", sourceId, at: 0 }])][0];
  const places: string[] = [];
  let list = () => {};
  const listed = new Promise<void>((settle) => {
    list = settle;
  });
  const listening = new Map<number, (url: string) => void>();
  const sockets = urls.map((url, index) => ({
    number: index + 1,
    url,
    readyState: 1,
    protocol: "",
    extensions: "",
    bufferedAmount: 0,
  }));
  const send: Send = async (method, params) => {
    if (method === "Page.getFrameTree") return { frameTree: { frame: { id: "root" } } };
    if (method === "Runtime.queryObjects") return { objects: { objectId: "objects" } };
    if (method !== "Runtime.callFunctionOn") return { result: { objectId: "object" } };
    const call = JSON.stringify(params);
    if (call.includes("const fresh")) return { result: { value: sockets.map(({ number }) => number) } };
    if (call.includes('addEventListener(\\"message')) {
      const value = await new Promise<string>((settle) => listening.set(socketOf(params), settle));
      return { result: { value } };
    }
    if (call.includes("addEventListener")) return new Promise(() => {});
    await listed;
    return { result: { value: sockets } };
  };
  const session = new DebugSession(
    "1",
    "page",
    send,
    new Clocks(),
    {
      requests: { handleEvent: () => undefined, log: () => undefined },
      transports: { decode: () => [], log: () => null },
      countsNames: () => false,
      observed: (one) => {
        told.push(`${one.type} ${one.sourceId}`);
        tracker.observe([one]);
        if (one.type === "socket-state") places.push(one.target);
      },
    },
    { name: "upgrades_test", arm: async () => true },
  );
  session.event("Runtime.executionContextCreated", { context: { id: 1, auxData: { isDefault: true, frameId } } });
  return {
    session,
    told,
    places,
    sockets,
    list,
    shown: () =>
      vi.waitFor(() => expect(told.filter((line) => line.startsWith("socket-state"))).toHaveLength(urls.length)),
    /** Which live socket is taken for which connection. */
    joined: () =>
      sockets.flatMap(({ number }) =>
        ["7.1", "7.2"].flatMap((requestId) => {
          const id = idOf(`debugger:${requestId}`);
          return id !== undefined && id === idOf(`socket:1:1:${number}`) ? `${number} is ${requestId}` : [];
        }),
      ),
    announce: (requestId: string, url: string) => session.event("Network.webSocketCreated", { requestId, url }),
    /** The network tells of a message. */
    arrive(requestId: string) {
      const response = { opcode: 1, mask: false, payloadData: "hello" };
      session.event("Network.webSocketFrameReceived", { requestId, timestamp: 1, response });
    },
    /** The page's own event comes, and what follows from it has happened when this is over. */
    async hear(socket: number) {
      await vi.waitFor(() => expect(listening.has(socket)).toBe(true));
      listening.get(socket)?.(urls[socket - 1] ?? "");
      listening.delete(socket);
      await new Promise((resolve) => setTimeout(resolve, 20));
    },
  };
}

describe("a connection that is older than the session", () => {
  it.each([
    ["readyState", 7],
    ["readyState", 0.5],
    ["readyState", "open"],
    ["bufferedAmount", -1],
    ["bufferedAmount", Number.POSITIVE_INFINITY],
  ])("is shown though another's %s is %j by a getter of the page", async (property, value) => {
    const { session, told, sockets, list } = page([LIVE, LIVE]);
    Reflect.set(sockets[0] ?? {}, property, value);
    await session.start();
    list();
    await vi.waitFor(() => expect(told).toEqual(["socket-state socket:1:1:2"]));
  });

  it("is known by its message, when its socket had been shown", async () => {
    const { session, told, list, shown, joined, arrive, hear } = page([LIVE]);
    await session.start();
    list();
    await shown();
    arrive("7.1");
    await hear(1);
    expect(told).toEqual(["socket-state socket:1:1:1", "message debugger:7.1", "socket-message socket:1:1:1"]);
    expect(joined()).toEqual(["1 is 7.1"]);
  });

  it("is known by a message that came while the sockets were being listed, once they are", async () => {
    const { session, told, list, shown, joined, arrive, hear } = page([LIVE]);
    await session.start();
    arrive("7.1");
    await hear(1);
    expect(told).toEqual(["message debugger:7.1", "socket-message socket:1:1:1"]);
    list();
    await shown();
    expect(told).toEqual(["message debugger:7.1", "socket-message socket:1:1:1", "socket-state socket:1:1:1"]);
    expect(joined()).toEqual(["1 is 7.1"]);
  });

  it("is told from another one of the same URL", async () => {
    const { session, list, shown, joined, arrive, hear } = page([LIVE, LIVE]);
    await session.start();
    list();
    await shown();
    arrive("7.1");
    arrive("7.2");
    await hear(1);
    expect(joined()).toEqual([]);
    later(150);
    arrive("7.1");
    await hear(1);
    arrive("7.2");
    await hear(2);
    expect(joined()).toEqual(["1 is 7.1", "2 is 7.2"]);
  });

  it("is not taken for an announced one whose event comes late", async () => {
    const { session, list, shown, joined, announce, arrive, hear } = page([OTHER, LIVE]);
    await session.start();
    announce("7.2", LIVE);
    list();
    await shown();
    arrive("7.2");
    later(150);
    arrive("7.1");
    await hear(2);
    expect(joined()).toEqual(["2 is 7.2"]);
    await hear(1);
    expect(joined()).toEqual(["1 is 7.1", "2 is 7.2"]);
  });

  it("is known although another one of its URL was announced and has not spoken yet", async () => {
    const { session, list, shown, joined, announce, arrive, hear } = page([LIVE, LIVE]);
    await session.start();
    announce("7.2", LIVE);
    list();
    await shown();
    arrive("7.1");
    await hear(1);
    expect(joined()).toEqual(["1 is 7.1"]);
  });
});

describe("a live socket", () => {
  it.each([
    ["root", "page"],
    ["another", "iframe"],
  ])("of the frame %s lives in the %s", async (frameId, target) => {
    const { session, list, shown, places } = page([LIVE], frameId);
    await session.start();
    list();
    await shown();
    expect(places).toEqual([target]);
  });
});

describe("frames and workers of a target", () => {
  /** What a session with a target of this kind has asked by now, of one that is loading. */
  function begun(target: Target) {
    const asked: string[] = [];
    const session = new DebugSession(
      "1",
      target,
      async (method) => {
        asked.push(method);
        return method === "Runtime.evaluate" ? { result: { value: "loading" } } : {};
      },
      new Clocks(),
      {
        requests: { handleEvent: () => undefined, log: () => undefined },
        transports: { decode: () => [], log: () => null },
        observed: () => undefined,
        countsNames: () => false,
      },
      null,
    );
    return { session, asked };
  }

  it.each(["page", "iframe"] as const)("are attached to when a %s is loaded that runs already", async (target) => {
    const { session, asked } = begun(target);
    await session.start();
    expect(asked).not.toContain("Target.setAutoAttach");
    session.event("Page.loadEventFired", { timestamp: 1 });
    expect(asked).toContain("Target.setAutoAttach");
    session.stop();
  });

  it("are attached to at once where no frame can be coming: in what is held, and in a worker", async () => {
    const held = begun("iframe");
    await held.session.start(true);
    const worker = begun("worker");
    await worker.session.start();
    for (const { asked } of [held, worker])
      expect(asked.filter((method) => method === "Target.setAutoAttach")).toHaveLength(1);
    expect(held.asked.indexOf("Target.setAutoAttach")).toBeLessThan(
      held.asked.indexOf("Runtime.runIfWaitingForDebugger"),
    );
  });

  it.each(["shared-worker", "service-worker"] as const)("are not asked for in a %s, which has none", async (target) => {
    const { session, asked } = begun(target);
    await session.start();
    expect(asked).not.toContain("Target.setAutoAttach");
  });
});

describe("a socket that is heard", () => {
  /** A session of this kind of target that writes down what it asks. */
  function heard(target: "page" | "iframe" | "worker", isFrozen = false) {
    const asked: string[] = [];
    const armed: (string | null)[] = [];
    const told: Observation[] = [];
    let living: readonly object[] = [];
    let decide: (isHeard: boolean) => void = () => undefined;
    const decided = new Promise<boolean>((resolve) => {
      decide = resolve;
    });
    const session = new DebugSession(
      "1",
      target,
      async (method, params) => {
        asked.push(method);
        if (method === "Page.getFrameTree") return { frameTree: { frame: { id: "root" } } };
        if (method === "Runtime.queryObjects") return { objects: { objectId: "objects" } };
        if (isFrozen && JSON.stringify(params)?.includes("awaitPromise")) return new Promise(() => undefined);
        return method === "Runtime.callFunctionOn" ? { result: { value: living } } : { result: { objectId: "object" } };
      },
      new Clocks(),
      {
        requests: { handleEvent: () => undefined, log: () => undefined },
        transports: { decode: () => [], log: () => null },
        observed: (one) => void told.push(one),
        countsNames: () => false,
      },
      {
        name: "upgrades_test",
        arm: (frameUrl) => {
          armed.push(frameUrl);
          return decided;
        },
      },
    );
    session.event("Runtime.executionContextCreated", { context: { id: 3 } });
    const say = (payload: string, executionContextId = 3) =>
      session.event("Runtime.bindingCalled", { name: "upgrades_test_say", payload, executionContextId });
    const answer = (requestId: string) =>
      session.event("Network.webSocketHandshakeResponseReceived", {
        requestId,
        timestamp: 1,
        response: { status: 101, statusText: "", headers: {} },
      });
    /** The sockets that a look finds from now on. */
    const live = (numbers: readonly number[]) => {
      const open = { url: LIVE, readyState: 1, protocol: "", extensions: "", bufferedAmount: 0 };
      living = numbers.map((number) => ({ number, ...open }));
    };
    return { session, asked, armed, told, say, answer, live, decide };
  }

  it("is known by its code, and nothing was looked for", async () => {
    const { session, asked, told, say, answer } = heard("page");
    session.event("Network.webSocketCreated", { requestId: "7.1", url: LIVE });
    say(`heard 1 ${LIVE}`);
    answer("7.1");
    session.event("Network.webSocketClosed", { requestId: "7.1", timestamp: 2 });
    say(`closed 1 4401 true ${LIVE}\nno token`);
    expect(told.at(-1)).toMatchObject({
      type: "closed-by",
      sourceId: "socket:1:1:1",
      url: LIVE,
      code: 4401,
      reason: "no token",
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(asked).not.toContain("Runtime.queryObjects");
    session.stop();
  });

  it("is said to be heard when each document is that was there, and where the target is gone", async () => {
    const { session, armed, say, decide } = heard("page");
    let hears: boolean | null = null;
    void session.hears.then((isHeard) => {
      hears = isHeard;
    });
    say("born false https://a.test/");
    say("born false https://a.test/frame");
    await session.start();
    expect([armed, hears]).toEqual([[null, null], null]);
    decide(false);
    expect(await session.hears).toBe(false);
    const gone = heard("page");
    gone.say("born false https://a.test/");
    await gone.session.start();
    gone.session.stop();
    expect(await gone.session.hears).toBe(true);
    session.stop();
  });

  it.each(["about:blank", "chrome-error://chromewebdata/"])(
    "is not waited for at %s, where none can be",
    async (url) => {
      const { session, say } = heard("page");
      say(`born false ${url}`);
      await session.start();
      expect(await session.hears).toBe(true);
      session.stop();
    },
  );

  it("is looked for when nothing was heard of it", async () => {
    const { session, asked, answer } = heard("page");
    session.event("Network.webSocketCreated", { requestId: "7.1", url: LIVE });
    answer("7.1");
    await vi.waitFor(() => expect(asked).toContain("Runtime.queryObjects"));
    session.stop();
  });

  it("lives in the frame that heard it; until then nobody knows in which of several", async () => {
    const { session, told, say, answer } = heard("page");
    await session.start();
    const context = (id: number, frameId: string) => ({ context: { id, auxData: { isDefault: true, frameId } } });
    session.event("Runtime.executionContextCreated", context(4, "root"));
    session.event("Network.webSocketCreated", { requestId: "7.1", url: OTHER });
    session.event("Runtime.executionContextCreated", context(5, "inner"));
    session.event("Network.webSocketCreated", { requestId: "7.2", url: LIVE });
    const upgrade = () => {
      const tracker = new ConnectionTracker();
      tracker.observe(told);
      return [...tracker.upgrades.values()].map(({ target }) => target);
    };
    expect(upgrade()).toEqual(["page", null]);
    say(`heard 1 ${LIVE}`, 5);
    answer("7.2");
    expect(upgrade()).toEqual(["page", "iframe"]);
    session.stop();
  });

  it.each([
    ["has ended with its frame", false, "target-gone"],
    ["had ended before its frame went away", true, "closed"],
  ] as const)("%s", async (_, isHeard, ended) => {
    const { session, told, say, answer, live } = heard("page");
    session.event("Network.webSocketCreated", { requestId: "7.1", url: LIVE });
    say(`heard 1 ${LIVE}`);
    live([1]);
    answer("7.1");
    await vi.waitFor(() => expect(told.at(-1)).toMatchObject({ type: "socket-state" }));
    session.event("Network.webSocketClosed", { requestId: "7.1", timestamp: 2 });
    if (isHeard) say(`closed 1 1000 true ${LIVE}\n`);
    session.event("Runtime.executionContextDestroyed", { executionContextId: 3 });
    const tracker = new ConnectionTracker();
    tracker.observe(told);
    expect([...tracker.upgrades.values()].map((upgrade) => upgrade.ended)).toEqual([ended]);
    session.stop();
  });

  it("is of no place that is gone", () => {
    const { told, say } = heard("page");
    say(`closed 1 4401 true ${LIVE}\n`, 4);
    expect(told).toEqual([]);
  });

  it.each([
    ["page", null],
    ["iframe", "https://a.test/"],
  ] as const)("has its breakpoints set in a %s by DevTools, where they are not", async (target, frameUrl) => {
    const { session, asked, armed, say } = heard(target);
    await session.start();
    expect(asked).toContain("Page.addScriptToEvaluateOnNewDocument");
    expect(asked.filter((method) => method.startsWith("Debugger."))).toEqual([]);
    say("born true https://a.test/");
    expect(armed).toEqual([]);
    say("born false https://a.test/");
    expect(armed).toEqual([frameUrl]);
    session.stop();
  });

  it("has those of our own session in a worker, and takes them away", async () => {
    const { session, asked } = heard("worker");
    await session.start();
    expect(asked).toContain("Debugger.setSkipAllPauses");
    expect(asked).not.toContain("Page.addScriptToEvaluateOnNewDocument");
    session.stop();
    expect(asked.slice(-3)).toEqual(["Debugger.disable", "Runtime.evaluate", "Runtime.removeBinding"]);
  });

  it("is not looked for in a worker that runs nothing: its page is kept for Back", async () => {
    const awake = heard("worker");
    const began = performance.now();
    void awake.session.start();
    await vi.waitFor(() => expect(awake.asked).toContain("Runtime.queryObjects"), 10_000);
    const took = performance.now() - began;
    awake.session.stop();
    const frozen = heard("worker", true);
    void frozen.session.start();
    await new Promise((resolve) => setTimeout(resolve, 2 * took + 50));
    frozen.session.stop();
    expect(frozen.asked).not.toContain("Runtime.queryObjects");
  });

  it("is not looked for in a worker before its script is there", async () => {
    const { session, asked, answer } = heard("worker");
    session.event("Network.webSocketCreated", { requestId: "7.1", url: LIVE });
    answer("7.1");
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(asked).toEqual([]);
    await session.start();
    await vi.waitFor(() => expect(asked).toContain("Runtime.queryObjects"));
    session.stop();
  });
});
