import type { ProtocolMapping } from "devtools-protocol/types/protocol-mapping.js";
import browser, { type Runtime } from "webextension-polyfill";
import type { Observation, Target } from "../../upgrade/observation.ts";
import { onBackgroundMessage, PORT_NAME, sayToBackground } from "../session.ts";
import { Clocks } from "./clocks.ts";
import { decodeEvent } from "./decode.ts";
import { attachedChild, detachedChild, mainFrameUrl } from "./targets.ts";

/** Observations are handed on in batches: thousands of messages may arrive in a second. In milliseconds. */
const BATCH_MS = 50;

/** A service worker that went away is woken at once; one that goes away again so soon is given this time. Milliseconds. */
const RECONNECT_MS = 1000;

/** A second session keeps its own copies of response bodies unless it is told not to. */
const NO_BODIES = { maxTotalBufferSize: 0, maxResourceBufferSize: 0, maxPostDataSize: 0 };

type Commands = ProtocolMapping.Commands;

/** What the live capture tells its owner. */
export interface LiveListener {
  observed(batch: readonly Observation[]): void;
  /** The debugger counts from now on. */
  started(): void;
  /** Chrome refused to attach, in Chrome's words. */
  refused(message: string): void;
  /** It counted and no longer does; "canceled_by_user" is the banner's Cancel button. */
  stopped(reason: string): void;
  /** The page was left for another one. */
  navigated(url: string): void;
  /** The page's process crashed. */
  crashed(): void;
  /** The extension itself was reloaded or removed: nothing works any more in this panel. */
  orphaned(): void;
}

/**
 * Counts live through the debugger API. The background owns the session; its events arrive here directly, without a relay
 * (chrome.debugger.onEvent fires in every page of the extension, so they are filtered by tab).
 */
export class LiveCapture {
  readonly #tabId: number;
  readonly #listener: LiveListener;
  readonly #clocks = new Clocks();
  readonly #children = new Map<string, Target>();
  #port: Runtime.Port | null = null;
  #queue: Observation[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;
  #reconnectedAt = 0;
  #wanted = false;
  #running = false;

  constructor(tabId: number, listener: LiveListener) {
    this.#tabId = tabId;
    this.#listener = listener;
    chrome.debugger?.onEvent.addListener((source, method, params) => {
      // Events of all debugged tabs come to every panel.
      if (source.tabId === tabId) this.#event(source.sessionId ?? null, method, params);
    });
    this.#connect();
  }

  /** Asks the background to attach; the answer comes to the listener. */
  start(): void {
    this.#wanted = true;
    this.#say({ type: "attach", tabId: this.#tabId });
  }

  /** Detaches at once; what was counted stays. */
  stop(): void {
    this.#wanted = false;
    this.#say({ type: "detach" });
    this.#end();
  }

  #connect(): void {
    let port: Runtime.Port;
    try {
      port = browser.runtime.connect({ name: PORT_NAME });
    } catch {
      this.#lose();
      return;
    }
    this.#port = port;
    onBackgroundMessage(port, (message) => {
      if (message.type === "attached") void this.#begin();
      else if (message.type === "refused") {
        this.#wanted = false;
        this.#listener.refused(message.message);
      } else {
        this.#wanted = false;
        this.#end();
        this.#listener.stopped(message.reason);
      }
    });
    port.onDisconnect.addListener(() => {
      this.#port = null;
      if (!isExtensionAlive()) this.#lose();
      // The service worker was stopped: connecting wakes it, and it takes the session over again. At once, because while
      // nobody owns the session, nobody would release it if DevTools closed.
      else if (Date.now() - this.#reconnectedAt > RECONNECT_MS) this.#reconnect();
      else setTimeout(() => this.#reconnect(), RECONNECT_MS);
    });
  }

  #reconnect(): void {
    this.#reconnectedAt = Date.now();
    this.#connect();
    if (this.#wanted) this.#say({ type: "attach", tabId: this.#tabId });
  }

  #lose(): void {
    this.#wanted = false;
    this.#end();
    this.#listener.orphaned();
  }

  #say(message: Parameters<typeof sayToBackground>[1]): void {
    if (this.#port !== null) sayToBackground(this.#port, message);
  }

  async #begin(): Promise<void> {
    try {
      await this.#command("Page.enable", null);
      await this.#command("Inspector.enable", null);
      await this.#observeTarget();
    } catch (error) {
      this.#listener.refused(error instanceof Error ? error.message : String(error));
      this.stop();
      return;
    }
    if (!this.#wanted || this.#running) return;
    this.#running = true;
    this.#listener.started();
  }

  /** Auto-attach is not recursive: every child session asks for its own children. No target is ever paused. */
  async #observeTarget(sessionId?: string): Promise<void> {
    await Promise.all([
      this.#command("Network.enable", NO_BODIES, sessionId),
      this.#command(
        "Target.setAutoAttach",
        { autoAttach: true, waitForDebuggerOnStart: false, flatten: true },
        sessionId,
      ),
    ]);
  }

  async #command<Method extends keyof Commands>(
    method: Method,
    params: Commands[Method]["paramsType"][0] | null,
    sessionId?: string,
  ): Promise<unknown> {
    const target = sessionId === undefined ? { tabId: this.#tabId } : { tabId: this.#tabId, sessionId };
    return chrome.debugger.sendCommand(target, method, { ...params });
  }

  #event(sessionId: string | null, method: string, params: unknown): void {
    if (method === "Target.attachedToTarget") {
      const child = attachedChild(params);
      if (child === null) return;
      this.#children.set(child.sessionId, child.target);
      // A worker may be gone before the answer comes: nothing is lost by that.
      this.#observeTarget(child.sessionId).catch(() => undefined);
      return;
    }
    if (method === "Target.detachedFromTarget") {
      const gone = detachedChild(params);
      if (gone !== null) this.#children.delete(gone);
      return;
    }
    if (method === "Page.frameNavigated" && sessionId === null) {
      const url = mainFrameUrl(params);
      if (url === null) return;
      this.#flush();
      this.#listener.navigated(url);
      return;
    }
    if (method === "Inspector.targetCrashed" && sessionId === null) {
      this.#flush();
      this.#listener.crashed();
      return;
    }
    const target = sessionId === null ? "page" : (this.#children.get(sessionId) ?? "page");
    const observation = decodeEvent(method, params, { target, now: Date.now(), clocks: this.#clocks });
    if (observation === null) return;
    this.#queue.push(observation);
    this.#timer ??= setTimeout(() => this.#flush(), BATCH_MS);
  }

  #flush(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    const batch = this.#queue;
    this.#queue = [];
    if (batch.length > 0) this.#listener.observed(batch);
  }

  #end(): void {
    this.#flush();
    this.#running = false;
    this.#children.clear();
  }
}

/** `chrome.runtime.id` disappears when the extension is reloaded or removed under an open panel. */
function isExtensionAlive(): boolean {
  try {
    return browser.runtime.id !== undefined;
  } catch {
    return false;
  }
}
