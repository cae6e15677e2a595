import type { ProtocolMapping } from "devtools-protocol/types/protocol-mapping.js";
import * as v from "valibot";
import browser, { type Runtime } from "webextension-polyfill";
import type { Observation, Target } from "../../upgrade/observation.ts";
import { onBackgroundMessage, PORT_NAME, sayToBackground } from "../session.ts";
import { Clocks } from "./clocks.ts";
import { DebugSession, type SessionListener } from "./debug-session.ts";
import { type ProbeResult, probe } from "./probe.ts";
import type { Send } from "./socket-watch.ts";
import { attachedChild, detachedChild, mainFrameUrl } from "./targets.ts";

/** Observations are handed on in batches: thousands of messages may arrive in a second. In milliseconds. */
const BATCH_MS = 50;

/** A service worker that went away is woken at once; one that goes away again so soon is given this time. Milliseconds. */
const RECONNECT_MS = 1000;

/** How often it looks for shared workers, of which no event tells, in milliseconds. */
const SEARCH_MS = 3000;

const WorkerScope = v.object({ result: v.object({ value: v.string() }) });

type Commands = ProtocolMapping.Commands;

/** What the live capture tells its owner. */
export interface LiveListener {
  observed(batch: readonly Observation[]): void;
  /** Two names that were observed speak of one connection. */
  same(ref: string, other: string): void;
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
  readonly #sessions = new Map<string | null, DebugSession>();
  /** Sessions with workers that belong to no tab, by target id. */
  readonly #workers = new Map<string, DebugSession>();
  #origin: string | null = null;
  #search: ReturnType<typeof setInterval> | null = null;
  #sessionCount = 0;
  #hearsCloseEvents = true;
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
      // Events of everything that the extension debugs come to every panel.
      if (source.tabId === tabId) this.#event(source.sessionId ?? null, method, params);
      else if (source.targetId !== undefined) this.#workers.get(source.targetId)?.event(method, params);
    });
    this.#connect();
  }

  /**
   * Asks the background to attach; the answer comes to the listener.
   *
   * @param hearsCloseEvents whether close codes are wanted, at the cost of a garbage collection in the page now and then
   */
  start(hearsCloseEvents: boolean): void {
    this.#hearsCloseEvents = hearsCloseEvents;
    this.#wanted = true;
    this.#say({ type: "attach", tabId: this.#tabId });
  }

  /** Detaches at once; what was counted stays. */
  stop(): void {
    this.#wanted = false;
    this.#say({ type: "detach" });
    this.#end();
  }

  /**
   * Asks the http(s) twin of a socket's address; only while the debugger counts.
   *
   * @throws Error when it does not, or when the browser does not know the command
   */
  async probe(url: string, includeCredentials: boolean): Promise<ProbeResult> {
    return probe((method, params) => this.#command(method, params), url, includeCredentials);
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
      else if (message.type === "worker-attached") void this.#openWorker(message.targetId);
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
      await this.#command("Page.enable", undefined);
      await this.#command("Inspector.enable", undefined);
      await this.#open(null, "page");
    } catch (error) {
      this.#listener.refused(error instanceof Error ? error.message : String(error));
      this.stop();
      return;
    }
    if (!this.#wanted || this.#running) return;
    this.#running = true;
    this.#search = setInterval(() => void this.#searchWorkers(), SEARCH_MS);
    this.#listener.started();
    await this.#searchWorkers();
  }

  /** Shared workers are not auto-attached, and belong to no tab: those of the page's origin are taken for the page's. */
  async #searchWorkers(): Promise<void> {
    const targets = await chrome.debugger.getTargets();
    const page = targets.find(({ tabId }) => tabId === this.#tabId);
    this.#origin = originOf(page?.url ?? "");
    if (this.#origin === null) return;
    for (const { id, type, url } of targets) {
      if (type !== "worker" || originOf(url) !== this.#origin || this.#workers.has(id)) continue;
      this.#say({ type: "attach-worker", targetId: id });
    }
  }

  async #openWorker(targetId: string): Promise<void> {
    if (this.#workers.has(targetId) || !this.#wanted) return;
    const send: Send = (method, params) => chrome.debugger.sendCommand({ targetId }, method, { ...params });
    const target = await workerKind(send);
    // A service worker of the page has its own child session already, if the browser auto-attached it.
    const session = this.#newSession(target, send);
    this.#workers.set(targetId, session);
    session.start().catch(() => this.#workers.delete(targetId));
  }

  async #open(sessionId: string | null, target: Target): Promise<void> {
    this.#sessions.get(sessionId)?.stop();
    const session = this.#newSession(target, (method, params) => this.#command(method, params, sessionId));
    this.#sessions.set(sessionId, session);
    await session.start();
  }

  #newSession(target: Target, send: Send): DebugSession {
    const listener: SessionListener = {
      observed: (observation) => this.#enqueue(observation),
      same: (ref, other) => {
        this.#flush();
        this.#listener.same(ref, other);
      },
    };
    return new DebugSession(String(++this.#sessionCount), target, send, this.#clocks, listener, this.#hearsCloseEvents);
  }

  async #command<Method extends keyof Commands>(
    method: Method,
    params: Commands[Method]["paramsType"][0],
    sessionId: string | null = null,
  ): Promise<unknown> {
    const target = sessionId === null ? { tabId: this.#tabId } : { tabId: this.#tabId, sessionId };
    return chrome.debugger.sendCommand(target, method, { ...params });
  }

  #event(sessionId: string | null, method: string, params: unknown): void {
    if (method === "Target.attachedToTarget") {
      const child = attachedChild(params);
      // A worker may be gone before the answer comes: nothing is lost by that.
      if (child !== null) this.#open(child.sessionId, child.target).catch(() => undefined);
      return;
    }
    if (method === "Target.detachedFromTarget") {
      const gone = detachedChild(params);
      if (gone === null) return;
      this.#sessions.get(gone)?.stop();
      this.#sessions.delete(gone);
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
    this.#sessions.get(sessionId)?.event(method, params);
  }

  #enqueue(observation: Observation): void {
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
    if (this.#search !== null) clearInterval(this.#search);
    for (const session of [...this.#sessions.values(), ...this.#workers.values()]) session.stop();
    this.#sessions.clear();
    this.#workers.clear();
  }
}

function originOf(url: string): string | null {
  const origin = URL.canParse(url) ? new URL(url).origin : "null";
  return origin === "null" ? null : origin;
}

/** The list of targets calls both kinds of worker the same; their global scopes do not. */
async function workerKind(send: Send): Promise<Target> {
  const asked = await send("Runtime.evaluate", { expression: "self.constructor.name", returnByValue: true });
  const scope = v.safeParse(WorkerScope, asked);
  return scope.success && scope.output.result.value === "ServiceWorkerGlobalScope" ? "service-worker" : "shared-worker";
}

/** `chrome.runtime.id` disappears when the extension is reloaded or removed under an open panel. */
function isExtensionAlive(): boolean {
  try {
    return browser.runtime.id !== undefined;
  } catch {
    return false;
  }
}
