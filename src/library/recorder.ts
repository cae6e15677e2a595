import { Clocks } from "../sources/cdp/clocks.ts";
import { decodeEvent } from "../sources/cdp/events.ts";
import type { ReadOptions } from "../sources/options.ts";
import { MessageReader } from "../upgrade/application/message-reader.ts";
import type { Reading } from "../upgrade/reading.ts";
import { ConnectionTracker } from "../upgrade/tracking/tracker.ts";

/** The events of the Chrome DevTools Protocol about WebSockets, and about what ends them silently. */
const EVENTS = [
  "Network.webSocketCreated",
  "Network.webSocketWillSendHandshakeRequest",
  "Network.webSocketHandshakeResponseReceived",
  "Network.webSocketFrameSent",
  "Network.webSocketFrameReceived",
  "Network.webSocketFrameError",
  "Network.webSocketClosed",
] as const;

/** Epoch milliseconds. */
export type Clock = () => number;

/** What is needed of a session with the browser: Puppeteer's `page.createCDPSession()` and Playwright's
 * `context.newCDPSession(page)` both have it. */
export interface CdpSession {
  send(method: "Network.enable"): Promise<unknown>;
  on(event: (typeof EVENTS)[number], listener: (params: unknown) => void): unknown;
}

/** Everything that was seen of a page's WebSockets since recording began. */
export interface Recorder {
  /**
   * What was seen until now, to be explained or made a report of.
   *
   * @param page the page's URL, or null
   */
  reading(page: string | null): Reading;
}

/**
 * Records the WebSockets of one page in a test. Begin before the page is loaded: what was opened earlier is not seen.
 * Frames of other sites and workers have sessions of their own; record those too if they matter.
 *
 * @param session a CDP session with the page
 * @param now the clock; the machine's when left out
 * @param options whether messages are counted by their names too
 */
export async function recordUpgrades(
  session: CdpSession,
  now: Clock = Date.now,
  options: ReadOptions = {},
): Promise<Recorder> {
  const tracker = new ConnectionTracker();
  const clocks = new Clocks();
  const messages = new MessageReader(() => options.countsNames === true);
  const startedAt = now();
  for (const method of EVENTS) {
    session.on(method, (params) => {
      const observation = decodeEvent(method, params, { target: "page", now: now(), clocks, messages });
      if (observation !== null) tracker.observe([observation]);
    });
  }
  await session.send("Network.enable");
  return {
    reading: (page) => ({
      source: "debugger",
      upgrades: [...tracker.upgrades.values()],
      hostResponses: [],
      page,
      browser: null,
      startedAt,
      endedAt: now(),
      lost: [],
    }),
  };
}
