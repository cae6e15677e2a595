import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { BackgroundLink } from "../../src/capture/debugger/background-link.ts";
import { FakePort } from "./fake-port.ts";

// The real runtime throws where there is no extension; the link gets its own here.
vi.mock("webextension-polyfill", () => ({ default: {} }));

beforeEach(() => void vi.useFakeTimers({ now: 1_800_000_000_000 }));
afterEach(() => void vi.useRealTimers());

/** A link to a background that is there until a test stops it. */
function link({ isThere = true } = {}) {
  const ports: FakePort[] = [];
  const told: string[] = [];
  let isAlive = isThere;
  const made = new BackgroundLink(
    {
      said: (message) => void told.push(message.type),
      reconnected: () => void told.push("reconnected"),
      lost: () => void told.push("lost"),
    },
    {
      connect: () => {
        if (!isAlive) throw new Error("Extension context invalidated.");
        const port = new FakePort("link");
        ports.push(port);
        return port;
      },
      isExtensionAlive: () => isAlive,
    },
  );
  return {
    made,
    told,
    ports,
    /** The service worker stops. */
    stop: () => ports.at(-1)?.disconnect(),
    reload: () => {
      isAlive = false;
    },
  };
}

it("passes on what both ends say, and nothing that is no message of theirs", () => {
  const { made, told, ports } = link();
  made.send({ type: "attach", tabId: 7 });
  ports[0]?.hear({ type: "attached" });
  ports[0]?.hear({ type: "attached?" });
  expect([ports[0]?.posted, told]).toEqual([[{ type: "attach", tabId: 7 }], ["attached"]]);
});

it("is made again at once when the service worker stopped, and a moment later when it stops again so soon", () => {
  const { made, told, ports, stop } = link();
  stop();
  expect([told, ports.length]).toEqual([["reconnected"], 2]);
  stop();
  made.send({ type: "detach" });
  expect([told, ports.length, ports[1]?.posted]).toEqual([["reconnected"], 2, []]);
  vi.advanceTimersByTime(1000);
  expect([told, ports.length]).toEqual([["reconnected", "reconnected"], 3]);
  vi.advanceTimersByTime(1001);
  stop();
  expect(ports.length).toBe(4);
});

it("is lost when the extension was reloaded, at the start, later, and while it waits", () => {
  expect(link({ isThere: false }).told).toEqual(["lost"]);
  const later = link();
  later.reload();
  later.stop();
  expect([later.told, later.ports.length]).toEqual([["lost"], 1]);
  const waiting = link();
  waiting.stop();
  waiting.stop();
  waiting.reload();
  vi.advanceTimersByTime(1000);
  expect(waiting.told).toEqual(["reconnected", "lost"]);
});
