import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LiveCapture } from "../../src/capture/debugger/live-capture.ts";
import { FakeDebugger } from "./fake-debugger.ts";
import { FakePort } from "./fake-port.ts";

// The real runtime throws where there is no extension; the capture gets its own here.
vi.mock("webextension-polyfill", () => ({ default: {} }));

const TAB = 7;
const PAGE = { tabId: TAB };
const SOCKET = { requestId: "7.1", url: "wss://a.test/chat" };

beforeEach(() => {
  vi.useFakeTimers({ now: 1_800_000_000_000 });
  vi.spyOn(crypto, "randomUUID").mockReturnValue("1-1-1-1-");
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** Lets all that was asked be answered; no batch is due by then. */
const settle = () => vi.advanceTimersByTimeAsync(1);

function capture({ isThere = true } = {}) {
  const api = new FakeDebugger();
  const ports: FakePort[] = [];
  const told: string[] = [];
  const seen: string[] = [];
  let isAlive = isThere;
  let hears: boolean | null = null;
  const live = new LiveCapture(
    TAB,
    {
      countsNames: () => false,
      observed: (batch) => {
        told.push("observed");
        for (const one of batch) seen.push(`${one.type} ${one.sourceId}`);
      },
      started: (unheard) => void told.push(unheard.length === 0 ? "started" : `started without ${unheard.join(", ")}`),
      refused: (message) => void told.push(`refused: ${message}`),
      stopped: (reason) => void told.push(`stopped: ${reason}`),
      navigated: (url) => void told.push(`navigated: ${url}`),
      notRestored: ({ reasons }) => void told.push(`not restored: ${reasons.map(({ name }) => name).join()}`),
      crashed: () => void told.push("crashed"),
      lost: () => void told.push("lost"),
    },
    api,
    {
      connect: () => {
        if (!isAlive) throw new Error("Extension context invalidated.");
        const port = new FakePort("link");
        ports.push(port);
        return port;
      },
      isExtensionAlive: () => isAlive,
    },
    async () => hears,
  );
  const hear = (message: object) => ports.at(-1)?.hear(message);
  return {
    api,
    live,
    ports,
    told,
    seen,
    hear,
    posted: () => ports.at(-1)?.posted,
    /** It counts. */
    async run(closeEvents = false) {
      live.start(closeEvents);
      hear({ type: "attached" });
      await settle();
    },
    /** The page's document says that it is not heard when the script comes into it. */
    bear() {
      api.onSent = (method) => {
        if (method !== "Page.addScriptToEvaluateOnNewDocument") return;
        api.onEvent.fire(PAGE, "Runtime.executionContextCreated", { context: { id: 3 } });
        const said = { name: "upgrades_1111_say", payload: "born false https://a.test/", executionContextId: 3 };
        api.onEvent.fire(PAGE, "Runtime.bindingCalled", said);
      };
    },
    /** The console of DevTools finds the page from now on. */
    letHear: () => {
      hears = true;
    },
    reload: () => {
      isAlive = false;
    },
  };
}

/** A worker or frame that the browser attaches by itself. */
const child = (sessionId: string, type: string, targetId = `target of ${sessionId}`) => ({
  sessionId,
  targetInfo: { type, targetId, url: "https://a.test/" },
});

describe("LiveCapture starts", () => {
  it("when the background has attached, and not before", async () => {
    const { api, live, told, posted, hear } = capture();
    live.start(false);
    await settle();
    expect([posted(), api.sent, told]).toEqual([[{ type: "attach", tabId: TAB }], [], []]);
    hear({ type: "attached" });
    await settle();
    expect(api.sent.slice(0, 3)).toEqual(["tab 7 Page.enable", "tab 7 Inspector.enable", "tab 7 Network.enable"]);
    expect(told).toEqual(["started"]);
  });

  it("not when the background was refused", () => {
    const { live, told, hear } = capture();
    live.start(false);
    hear({ type: "refused", message: "Another debugger is already attached" });
    expect(told).toEqual(["refused: Another debugger is already attached"]);
  });

  it("not when the page refuses a command, and lets go of the page then", async () => {
    const { api, run, told, posted } = capture();
    api.refusals.set("Network.enable", "Not allowed");
    await run();
    expect(told).toEqual(["refused: Not allowed"]);
    expect(posted()).toEqual([{ type: "attach", tabId: TAB }, { type: "detach" }]);
  });

  it("where the API was missing at first and is there by now", async () => {
    const { api, run, told, seen } = capture();
    api.isMissing = true;
    await run();
    expect(told).toEqual(["refused: chrome.debugger is not available"]);
    api.isMissing = false;
    await run();
    api.onEvent.fire(PAGE, "Network.webSocketCreated", SOCKET);
    vi.advanceTimersByTime(50);
    expect(told.slice(1)).toEqual(["started", "observed"]);
    expect(seen).toEqual(["created debugger:7.1"]);
  });

  it("and is refused nothing when it was stopped before the page's answer came", async () => {
    const { api, live, told, hear } = capture();
    const answer = api.slow();
    api.refusals.set("Page.enable", "Debugger is not attached");
    live.start(false);
    hear({ type: "attached" });
    live.stop();
    answer();
    await settle();
    expect(told).toEqual([]);
  });

  it("again after it was stopped, and hears each event once", async () => {
    const { api, live, run, told, seen } = capture();
    await run();
    live.stop();
    await run();
    api.onEvent.fire(PAGE, "Network.webSocketCreated", SOCKET);
    vi.advanceTimersByTime(50);
    expect(told).toEqual(["started", "started", "observed"]);
    expect(seen).toEqual(["created debugger:7.1"]);
  });
});

describe("LiveCapture that hears how sockets end", () => {
  const worker = [
    { id: "page", type: "page", url: "https://a.test/", tabId: TAB },
    { id: "w1", type: "worker", url: "https://a.test/shared.js" },
  ];

  it("starts when each document is heard that was there, and counts messages before", async () => {
    const { api, run, bear, told, seen, letHear } = capture();
    bear();
    await run(true);
    api.onEvent.fire(PAGE, "Network.webSocketCreated", SOCKET);
    await vi.advanceTimersByTimeAsync(500);
    expect([told, seen]).toEqual([["observed"], ["created debugger:7.1"]]);
    letHear();
    await vi.advanceTimersByTimeAsync(1000);
    expect(told).toEqual(["observed", "started"]);
  });

  it("starts after five seconds all the same, and says what is not heard", async () => {
    const { api, run, bear, told } = capture();
    bear();
    api.targets = worker;
    await run(true);
    await vi.advanceTimersByTimeAsync(4900);
    expect(told).toEqual([]);
    await vi.advanceTimersByTimeAsync(200);
    expect(told).toEqual(["started without page, shared-worker"]);
  });

  it.each([
    ["is attached", { type: "worker-attached", targetId: "w1" }],
    ["is gone again", { type: "worker-refused", targetId: "w1" }],
  ])("waits for a shared worker until it %s", async (_, news) => {
    const { api, run, hear, told } = capture();
    api.targets = worker;
    await run(true);
    expect(told).toEqual([]);
    hear(news);
    await settle();
    expect(told).toEqual(["started"]);
  });

  it("says nothing more when it is stopped meanwhile, and starts once where the background comes again", async () => {
    const { live, run, bear, hear, told, letHear } = capture();
    bear();
    await run(true);
    live.stop();
    await vi.advanceTimersByTimeAsync(6000);
    expect(told).toEqual([]);
    await run(true);
    hear({ type: "attached" });
    await settle();
    letHear();
    await vi.advanceTimersByTimeAsync(6000);
    expect(told).toEqual(["started"]);
  });
});

describe("LiveCapture while it counts", () => {
  it("hears the page's events and no other tab's", async () => {
    const { api, run, seen } = capture();
    await run();
    api.onEvent.fire({ tabId: 8 }, "Network.webSocketCreated", SOCKET);
    vi.advanceTimersByTime(50);
    expect(seen).toEqual([]);
    api.onEvent.fire(PAGE, "Network.webSocketCreated", SOCKET);
    vi.advanceTimersByTime(1);
    expect(seen).toEqual(["created debugger:7.1"]);
  });

  it("opens a session with each child, hears it by its name, and ends what lived there", async () => {
    const { api, run, seen } = capture();
    await run();
    api.onEvent.fire(PAGE, "Target.attachedToTarget", child("w", "worker"));
    await settle();
    expect(api.sentTo("Network.enable")).toEqual(["tab 7", "tab 7 w"]);
    api.onEvent.fire({ tabId: TAB, sessionId: "w" }, "Network.webSocketCreated", SOCKET);
    api.onEvent.fire(PAGE, "Target.detachedFromTarget", { sessionId: "w" });
    api.onEvent.fire({ tabId: TAB, sessionId: "w" }, "Network.webSocketCreated", { ...SOCKET, requestId: "7.2" });
    await vi.advanceTimersByTimeAsync(400);
    expect(seen).toEqual(["created debugger:7.1", "ended debugger:7.1"]);
  });

  it("lets a child run when all was asked of it, among that its own children", async () => {
    const { api, run } = capture();
    await run(true);
    api.onEvent.fire(PAGE, "Target.attachedToTarget", { ...child("f", "iframe"), waitingForDebugger: true });
    // At once: nothing may be waited for, since what is held responds only later.
    const asked = api.sent.filter((line) => line.startsWith("tab 7 f ")).map((line) => line.slice("tab 7 f ".length));
    expect(asked.at(-1)).toBe("Runtime.runIfWaitingForDebugger");
    for (const method of ["Network.enable", "Page.addScriptToEvaluateOnNewDocument", "Target.setAutoAttach"])
      expect(asked).toContain(method);
    await settle();
    api.onEvent.fire(PAGE, "Target.attachedToTarget", child("g", "iframe"));
    await settle();
    expect(api.sentTo("Runtime.runIfWaitingForDebugger")).toEqual(["tab 7 f"]);
  });

  it("tells of the page's navigation, after all that was before it, and of no frame's", async () => {
    const { api, run, told } = capture();
    await run();
    const frame = { id: "f", url: "https://b.test/" };
    api.onEvent.fire(PAGE, "Network.webSocketCreated", SOCKET);
    api.onEvent.fire(PAGE, "Page.frameNavigated", { frame: { ...frame, parentId: "root" } });
    api.onEvent.fire({ tabId: TAB, sessionId: "f" }, "Page.frameNavigated", { frame });
    expect(told).toEqual(["started"]);
    api.onEvent.fire(PAGE, "Page.frameNavigated", { frame });
    expect(told).toEqual(["started", "observed", "navigated: https://b.test/"]);
  });

  it("tells of the page's crash, after all that was before it, and of no child's", async () => {
    const { api, run, told } = capture();
    await run();
    api.onEvent.fire(PAGE, "Network.webSocketCreated", SOCKET);
    api.onEvent.fire({ tabId: TAB, sessionId: "f" }, "Inspector.targetCrashed", {});
    api.onEvent.fire(PAGE, "Inspector.targetCrashed", {});
    expect(told).toEqual(["started", "observed", "crashed"]);
  });

  it("asks the page for what is probed, and no other target", async () => {
    const { api, live, run } = capture();
    await run();
    api.refusals.set("Network.loadNetworkResource", "Unknown command");
    await expect(live.probe("https://a.test/chat", false)).rejects.toThrow();
    expect(new Set(api.sent.map((line) => line.split(" ", 2).join(" ")))).toEqual(new Set(["tab 7"]));
  });
});

describe("LiveCapture and workers of no tab", () => {
  const listed = [
    { id: "page", type: "page", url: "https://a.test/", tabId: TAB },
    { id: "w1", type: "worker", url: "https://a.test/shared.js" },
  ];
  const ATTACH = { type: "attach-worker", targetId: "w1" };

  async function withWorker() {
    const made = capture();
    made.api.targets = listed;
    await made.run();
    made.hear({ type: "worker-attached", targetId: "w1" });
    await settle();
    return made;
  }

  it("has them attached, hears them, and asks for none twice", async () => {
    const { api, posted, seen } = await withWorker();
    expect(posted()).toEqual([{ type: "attach", tabId: TAB }, ATTACH]);
    expect(api.sentTo("Network.enable")).toEqual(["tab 7", "w1", "w1"]);
    api.onEvent.fire({ targetId: "w1" }, "Network.webSocketCreated", SOCKET);
    api.onEvent.fire({ targetId: "w2" }, "Network.webSocketCreated", { ...SOCKET, requestId: "7.2" });
    await vi.advanceTimersByTimeAsync(7000);
    expect(seen).toEqual(["created debugger:7.1"]);
    expect(posted()).toHaveLength(2);
  });

  it("ends what lived in one when it is detached, and nothing when the tab is", async () => {
    const { api, seen } = await withWorker();
    api.onEvent.fire({ targetId: "w1" }, "Network.webSocketCreated", SOCKET);
    api.onDetach.fire(PAGE, "target_closed");
    api.onDetach.fire({ targetId: "w1" }, "target_closed");
    vi.advanceTimersByTime(50);
    expect(seen).toEqual(["created debugger:7.1", "ended debugger:7.1"]);
  });

  it("ends nothing in one when the banner is canceled: it lives on", async () => {
    const { api, seen } = await withWorker();
    api.onEvent.fire({ targetId: "w1" }, "Network.webSocketCreated", SOCKET);
    api.onDetach.fire({ targetId: "w1" }, "canceled_by_user");
    vi.advanceTimersByTime(50);
    expect(seen).toEqual(["created debugger:7.1"]);
  });

  it("has one session with a service worker that the browser attaches too, whichever is first", async () => {
    const first = await withWorker();
    first.api.onEvent.fire(PAGE, "Target.attachedToTarget", child("s", "service_worker", "w1"));
    await settle();
    expect(first.api.sentTo("Network.enable")).toEqual(["tab 7", "w1", "w1"]);
    // The session that is not used would hold it for good.
    const held = { ...child("t", "service_worker", "w1"), waitingForDebugger: true };
    first.api.onEvent.fire(PAGE, "Target.attachedToTarget", held);
    await settle();
    expect(first.api.sentTo("Runtime.runIfWaitingForDebugger")).toEqual(["tab 7 t"]);
    expect(first.api.sentTo("Network.enable")).toEqual(["tab 7", "w1", "w1"]);

    const second = capture();
    await second.run();
    second.api.onEvent.fire(PAGE, "Target.attachedToTarget", child("s", "service_worker", "w1"));
    second.api.targets = listed;
    await vi.advanceTimersByTimeAsync(3000);
    second.hear({ type: "worker-attached", targetId: "w1" });
    await settle();
    expect(second.posted()).toEqual([{ type: "attach", tabId: TAB }]);
    expect(second.api.sentTo("Network.enable")).toEqual(["tab 7", "tab 7 s"]);
  });

  it("looks for them at once after a navigation", async () => {
    const { api, run, posted } = capture();
    await run();
    api.targets = listed;
    api.onEvent.fire(PAGE, "Page.frameNavigated", { frame: { id: "f", url: "https://a.test/" } });
    await settle();
    expect(posted()).toEqual([{ type: "attach", tabId: TAB }, ATTACH]);
  });

  it("looks for them at once when a page asks for a worker's script", async () => {
    const { api, run, posted } = capture();
    await run();
    api.targets = listed;
    const script = { documentURL: "https://a.test/s.js", type: "Script", request: { url: "https://a.test/s.js" } };
    const ordinary = { ...script, documentURL: "https://a.test/" };
    api.onEvent.fire(PAGE, "Network.requestWillBeSent", ordinary);
    await vi.advanceTimersByTimeAsync(200);
    expect(posted()).toEqual([{ type: "attach", tabId: TAB }]);
    api.onEvent.fire(PAGE, "Network.requestWillBeSent", script);
    await vi.advanceTimersByTimeAsync(0);
    expect(posted()).toEqual([{ type: "attach", tabId: TAB }, ATTACH]);
  });

  it("has all attached again when the background was stopped", async () => {
    const { ports, posted } = await withWorker();
    ports[0]?.disconnect();
    expect(ports).toHaveLength(2);
    expect(posted()).toEqual([{ type: "attach", tabId: TAB }, ATTACH]);
  });
});

describe("LiveCapture ends", () => {
  it("when it is stopped: what was seen is told, and the background lets go", async () => {
    const { api, live, run, told, posted } = capture();
    await run(true);
    api.onEvent.fire(PAGE, "Network.webSocketCreated", SOCKET);
    live.stop();
    expect(told).toEqual(["started", "observed"]);
    expect(posted()).toEqual([{ type: "attach", tabId: TAB }, { type: "detach" }]);
    expect(vi.getTimerCount()).toBe(0);
    api.onEvent.fire(PAGE, "Network.webSocketCreated", { ...SOCKET, requestId: "7.2" });
    expect(vi.getTimerCount()).toBe(0);
  });

  it("when the banner is canceled, and says so after all that was seen", async () => {
    const { api, run, told, hear } = capture();
    await run();
    api.onEvent.fire(PAGE, "Network.webSocketCreated", SOCKET);
    hear({ type: "detached", reason: "canceled_by_user" });
    expect(told).toEqual(["started", "observed", "stopped: canceled_by_user"]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it("and is not attached again when the background is stopped later", async () => {
    const { run, ports, hear, posted } = capture();
    await run();
    hear({ type: "detached", reason: "canceled_by_user" });
    ports[0]?.disconnect();
    expect([ports.length, posted()]).toEqual([2, []]);
  });

  it("when the extension was reloaded, at the start or later", async () => {
    expect(capture({ isThere: false }).told).toEqual(["lost"]);
    const { api, run, reload, ports, told } = capture();
    await run();
    api.onEvent.fire(PAGE, "Network.webSocketCreated", SOCKET);
    reload();
    ports[0]?.disconnect();
    expect(told).toEqual(["started", "observed", "lost"]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
