import { describe, expect, it } from "vitest";
import type { Runtime } from "webextension-polyfill";
import { Attachments } from "../../src/background/attachments.ts";
import { PORT_NAME } from "../../src/capture/background-port.ts";
import { FakeEvent, FakePort } from "../capture/fake-port.ts";

const PANEL_URL = "chrome-extension://us/src/panel/index.html";

/** Lets everything that waits for the browser go on. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A service worker that starts with these targets in the browser. */
function background({ targets = [], refuses = null, has = true }: Partial<Start> = {}) {
  const calls: string[] = [];
  const connected = new FakeEvent<[port: Runtime.Port]>();
  const detached = new FakeEvent<[source: object, reason: string]>();
  let refusal = refuses;
  let letAttach = () => {};
  let gate = Promise.resolve();
  let endGrace = () => {};
  new Attachments({
    debugger: has
      ? {
          attach: async (debuggee, version) => {
            await gate;
            if (refusal !== null) throw new Error(refusal);
            calls.push(`attach ${JSON.stringify(debuggee)} ${version}`);
          },
          detach: async (debuggee) => {
            calls.push(`detach ${JSON.stringify(debuggee)}`);
            throw new Error("Debugger is not attached");
          },
          getTargets: async () => {
            if (targets === null) throw new Error("No list.");
            return targets;
          },
          onDetach: detached,
        }
      : undefined,
    onConnect: connected,
    panelUrl: PANEL_URL,
    wait: () =>
      new Promise((resolve) => {
        endGrace = resolve;
      }),
  }).listen();
  return {
    calls,
    detached,
    open(name = PORT_NAME, url = PANEL_URL) {
      const port = new FakePort(name, { id: "us", url });
      connected.fire(port);
      return port;
    },
    refuse: (words: string | null) => {
      refusal = words;
    },
    /** Chrome takes its time to attach, until the returned function is called. */
    slow() {
      gate = new Promise((resolve) => {
        letAttach = resolve;
      });
      return () => letAttach();
    },
    endGrace: async () => {
      await settle();
      endGrace();
      await settle();
    },
  };
}

interface Start {
  /** null: the browser has no list of them. */
  readonly targets: readonly { readonly id: string; readonly tabId?: number; readonly attached: boolean }[] | null;
  readonly refuses: string | null;
  readonly has: boolean;
}

const TAB = { type: "attach", tabId: 7 };
const WORKER = { type: "attach-worker", targetId: "W" };

describe("a panel", () => {
  it("gets the tab and the workers that it asks for", async () => {
    const { open, calls } = background();
    const port = open();
    port.hear(TAB);
    port.hear(WORKER);
    await settle();
    expect(calls).toEqual(['attach {"tabId":7} 1.3', 'attach {"targetId":"W"} 1.3']);
    expect(port.posted).toEqual([{ type: "attached" }, { type: "worker-attached", targetId: "W" }]);
  });

  it.each(["closes", "detaches"])("that %s lets go of all it had", async (how) => {
    const { open, calls } = background();
    const port = open();
    port.hear(TAB);
    port.hear(WORKER);
    await settle();
    if (how === "closes") port.disconnect();
    else port.hear({ type: "detach" });
    await settle();
    expect(calls.slice(2)).toEqual(['detach {"tabId":7}', 'detach {"targetId":"W"}']);
  });

  it("that closes while Chrome attaches leaves nothing attached, and is told nothing", async () => {
    const { open, calls, slow } = background();
    const attach = slow();
    const port = open();
    port.hear(TAB);
    port.disconnect();
    attach();
    await settle();
    expect(calls.at(-1)).toBe('detach {"tabId":7}');
    expect(port.posted).toEqual([]);
  });

  it("is told Chrome's words when the tab is refused, and of a worker that is, that it is", async () => {
    const { open } = background({ refuses: "Cannot access a chrome:// URL" });
    const port = open();
    port.hear(TAB);
    port.hear(WORKER);
    await settle();
    expect(port.posted).toEqual([
      { type: "refused", message: "Cannot access a chrome:// URL" },
      { type: "worker-refused", targetId: "W" },
    ]);
    port.disconnect();
    await settle();
  });

  it("uses a session that is ours already", async () => {
    const { open } = background({ refuses: "Another debugger is already attached to the tab with id: 7." });
    const port = open();
    port.hear(TAB);
    await settle();
    expect(port.posted).toEqual([{ type: "attached" }]);
  });

  it("is refused where there is no debugger API", async () => {
    const { open } = background({ has: false });
    const port = open();
    port.hear(TAB);
    await settle();
    expect(port.posted).toEqual([{ type: "refused", message: "chrome.debugger is not available" }]);
  });

  it("that says what no panel says is not heard", async () => {
    const { open, calls } = background();
    const port = open();
    for (const said of [null, "attach", { type: "attach" }, { type: "attach", tabId: "7" }, { type: "own" }])
      port.hear(said);
    await settle();
    expect([calls, port.posted]).toEqual([[], []]);
  });
});

describe("two panels of one tab", () => {
  it("share the session: it ends with the last of them", async () => {
    const { open, calls } = background();
    const [one, other] = [open(), open()];
    one.hear(TAB);
    other.hear(TAB);
    await settle();
    one.disconnect();
    await settle();
    expect(calls.filter((call) => call.startsWith("detach"))).toEqual([]);
    other.disconnect();
    await settle();
    expect(calls.filter((call) => call.startsWith("detach"))).toEqual(['detach {"tabId":7}']);
  });

  it("are both told that it ended; of a worker's end the debugger's own event tells", async () => {
    const { open, detached } = background();
    const [one, other] = [open(), open()];
    one.hear(TAB);
    other.hear(TAB);
    one.hear(WORKER);
    await settle();
    detached.fire({ tabId: 7 }, "canceled_by_user");
    detached.fire({ targetId: "W" }, "target_closed");
    detached.fire({ extensionId: "x" }, "target_closed");
    await settle();
    const end = { type: "detached", reason: "canceled_by_user" };
    expect([one.posted.at(-1), other.posted.at(-1)]).toEqual([end, end]);
  });
});

it("a port of another name is not served", async () => {
  const { open, calls } = background();
  const port = open("someone-else");
  port.hear(TAB);
  await settle();
  expect([calls, port.posted, port.message.hasListeners()]).toEqual([[], [], false]);
});

it.each([
  "chrome-extension://us/src/devtools/index.html",
  "chrome-extension://us/knowledge.html",
  "https://example.com/src/panel/index.html",
  "",
])("a port of another page than the panel is not served: %j", async (url) => {
  const { open, calls } = background();
  const port = open(PORT_NAME, url);
  port.hear(TAB);
  await settle();
  expect([calls, port.posted, port.message.hasListeners()]).toEqual([[], [], false]);
});

describe("a service worker that was killed and started again", () => {
  it("lets go of what no panel claims in time, and keeps what one does", async () => {
    const targets = [
      { id: "T7", tabId: 7, attached: true },
      { id: "T8", tabId: 8, attached: true },
      { id: "T9", tabId: 9, attached: false },
      { id: "W", attached: true },
    ];
    const { open, calls, endGrace } = background({ targets });
    const port = open();
    port.hear(TAB);
    await endGrace();
    expect(calls).toEqual(['attach {"tabId":7} 1.3', 'detach {"tabId":8}', 'detach {"targetId":"W"}']);
  });

  it.each([{ targets: null }, { has: false }])("lets go of nothing where there is no list: %j", async (start) => {
    const { calls, endGrace } = background(start);
    await endGrace();
    expect(calls).toEqual([]);
  });
});
