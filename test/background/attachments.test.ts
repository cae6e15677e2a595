import { describe, expect, it } from "vitest";
import type { Runtime } from "webextension-polyfill";
import { Attachments } from "../../src/background/attachments.ts";
import { PORT_NAME } from "../../src/capture/background-port.ts";
import { FakeEvent, FakePort } from "../capture/fake-port.ts";

const ATTACHED = "attached";

/** Lets everything that waits for the browser go on. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A service worker that starts with these sessions in its storage. */
function background({ stored = [], refuses = null, has = true }: Partial<Start> = {}) {
  const calls: string[] = [];
  const memory: Record<string, unknown> = { [ATTACHED]: stored };
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
          onDetach: detached,
        }
      : undefined,
    onConnect: connected,
    storage: {
      get: async (key) => ({ [key]: memory[key] }),
      set: async (items) => void Object.assign(memory, items),
    },
    wait: () =>
      new Promise((resolve) => {
        endGrace = resolve;
      }),
  }).listen();
  return {
    calls,
    detached,
    stored: () => memory[ATTACHED],
    open(name = PORT_NAME) {
      const port = new FakePort(name);
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
  readonly stored: unknown;
  readonly refuses: string | null;
  readonly has: boolean;
}

const TAB = { type: "attach", tabId: 7 };
const WORKER = { type: "attach-worker", targetId: "W" };

describe("a panel", () => {
  it("gets the tab and the workers that it asks for, and they are remembered", async () => {
    const { open, calls, stored } = background();
    const port = open();
    port.hear(TAB);
    port.hear(WORKER);
    await settle();
    expect(calls).toEqual(['attach {"tabId":7} 1.3', 'attach {"targetId":"W"} 1.3']);
    expect(port.posted).toEqual([{ type: "attached" }, { type: "worker-attached", targetId: "W" }]);
    expect(stored()).toEqual([{ tabId: 7 }, { targetId: "W" }]);
  });

  it.each(["closes", "detaches"])("that %s lets go of all it had", async (how) => {
    const { open, calls, stored } = background();
    const port = open();
    port.hear(TAB);
    port.hear(WORKER);
    await settle();
    if (how === "closes") port.disconnect();
    else port.hear({ type: "detach" });
    await settle();
    expect(calls.slice(2)).toEqual(['detach {"tabId":7}', 'detach {"targetId":"W"}']);
    expect(stored()).toEqual([]);
  });

  it("that closes while Chrome attaches leaves nothing attached, and is told nothing", async () => {
    const { open, calls, slow, stored } = background();
    const attach = slow();
    const port = open();
    port.hear(TAB);
    port.disconnect();
    attach();
    await settle();
    expect(calls.at(-1)).toBe('detach {"tabId":7}');
    expect([port.posted, stored()]).toEqual([[], []]);
  });

  it("is told Chrome's words when the tab is refused, and nothing of a worker that is", async () => {
    const { open, stored } = background({ refuses: "Cannot access a chrome:// URL" });
    const port = open();
    port.hear(TAB);
    port.hear(WORKER);
    await settle();
    expect(port.posted).toEqual([{ type: "refused", message: "Cannot access a chrome:// URL" }]);
    port.disconnect();
    await settle();
    expect(stored()).toEqual([]);
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
    const { open, detached, stored } = background();
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
    expect(stored()).toEqual([]);
  });
});

it("a port of another name is not served", async () => {
  const { open, calls } = background();
  const port = open("someone-else");
  port.hear(TAB);
  await settle();
  expect([calls, port.posted, port.message.hasListeners()]).toEqual([[], [], false]);
});

describe("a service worker that was killed and started again", () => {
  it("lets go of what no panel claims in time, and keeps what one does", async () => {
    const { open, calls, endGrace } = background({ stored: [{ tabId: 7 }, { targetId: "W" }] });
    const port = open();
    port.hear(TAB);
    await endGrace();
    expect(calls).toEqual(['attach {"tabId":7} 1.3', 'detach {"targetId":"W"}']);
  });

  it.each([["nonsense"], [[{ tabId: "7" }]], [undefined]])(
    "and finds %j in its storage lets go of nothing",
    async (stored) => {
      const { calls, endGrace } = background({ stored });
      await endGrace();
      expect(calls).toEqual([]);
    },
  );
});
