import type { ProtocolMapping } from "devtools-protocol/types/protocol-mapping.js";
import type { Observation, Target } from "../../upgrade/observation.ts";
import { BackgroundLink } from "./background-link.ts";
import { Clocks } from "./clocks.ts";
import { DebugSession, type SessionListener } from "./debug-session.ts";
import type { Send } from "./page-sockets.ts";
import { type ProbeResult, probe } from "./probe.ts";
import { PendingRequests } from "./requests/pending-requests.ts";
import { WebTransports } from "./requests/web-transports.ts";
import { attachedChild, type Child, detachedChild, mainFrameUrl } from "./targets.ts";
import { isAlive, WorkerSearch, workerKind } from "./worker-search.ts";

/** Observations are handed on in batches: thousands of messages may arrive in a second. In milliseconds. */
const BATCH_MS = 50;

/** A navigation ends the page's workers and frames just before it is told: so long it is waited for, in milliseconds. */
const NAVIGATION_MS = 250;

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
  readonly #link: BackgroundLink;
  readonly #search: WorkerSearch;
  readonly #clocks = new Clocks();
  readonly #requests = new PendingRequests((observation) => this.#enqueue(observation));
  readonly #transports = new WebTransports(this.#clocks);
  readonly #sessions = new Map<string | null, DebugSession>();
  readonly #children = new Map<string, Child>();
  /** Sessions with workers that belong to no tab, by target id. */
  readonly #workers = new Map<string, DebugSession>();
  /** Sessions that ended a moment ago, by what may be a navigation. */
  #gone: DebugSession[] = [];
  #sessionCount = 0;
  #hearsCloseEvents = true;
  #queue: Observation[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;
  #wanted = false;
  #running = false;

  constructor(tabId: number, listener: LiveListener) {
    this.#tabId = tabId;
    this.#listener = listener;
    this.#search = new WorkerSearch(tabId, (targetId) => this.#foundWorker(targetId));
    chrome.debugger?.onEvent.addListener((source, method, params) => {
      // Events of everything that the extension debugs come to every panel.
      if (source.tabId === tabId) this.#event(source.sessionId ?? null, method, params);
      else if (source.targetId !== undefined) this.#workerEvent(source.targetId, method, params);
    });
    chrome.debugger?.onDetach.addListener(({ targetId }) => {
      if (targetId !== undefined) this.#endWorker(targetId);
    });
    this.#link = new BackgroundLink({
      said: (message) => {
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
      },
      reconnected: () => {
        if (!this.#wanted) return;
        this.#link.say({ type: "attach", tabId });
        for (const targetId of this.#workers.keys()) this.#link.say({ type: "attach-worker", targetId });
      },
      lost: () => {
        this.#wanted = false;
        this.#end();
        this.#listener.orphaned();
      },
    });
  }

  /**
   * Asks the background to attach; the answer comes to the listener.
   *
   * @param hearsCloseEvents whether close codes are wanted, at the cost of a garbage collection in the page now and then
   */
  start(hearsCloseEvents: boolean): void {
    this.#hearsCloseEvents = hearsCloseEvents;
    this.#wanted = true;
    this.#link.say({ type: "attach", tabId: this.#tabId });
  }

  /** Detaches at once; what was counted stays. */
  stop(): void {
    this.#wanted = false;
    this.#link.say({ type: "detach" });
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
    this.#listener.started();
    await this.#search.start();
  }

  #foundWorker(targetId: string): void {
    if (!this.#isOpen(targetId)) this.#link.say({ type: "attach-worker", targetId });
  }

  /** A service worker is auto-attached as well: two sessions with one worker would count everything twice. */
  #isOpen(targetId: string): boolean {
    return this.#workers.has(targetId) || [...this.#children.values()].some((child) => child.targetId === targetId);
  }

  async #openWorker(targetId: string): Promise<void> {
    const send: Send = (method, params) => chrome.debugger.sendCommand({ targetId }, method, { ...params });
    const target = await workerKind(send);
    if (this.#isOpen(targetId) || !this.#wanted) return;
    const session = this.#newSession(target, send);
    this.#workers.set(targetId, session);
    session.start().catch(() => this.#workers.delete(targetId));
  }

  #workerEvent(targetId: string, method: string, params: unknown): void {
    if (method === "Inspector.targetCrashed") this.#endWorker(targetId);
    else this.#workers.get(targetId)?.event(method, params);
  }

  #endWorker(targetId: string): void {
    const session = this.#workers.get(targetId);
    this.#workers.delete(targetId);
    session?.stop();
    session?.end("target-gone");
  }

  #openChild(child: Child): void {
    if (this.#isOpen(child.targetId)) return;
    this.#children.set(child.sessionId, child);
    // A worker may be gone before the answer comes: nothing is lost by that.
    this.#open(child.sessionId, child.target).catch(() => undefined);
  }

  /** A child session ended: with what it was about, or because the browser counts it to this page no more. */
  #closeChild(sessionId: string): void {
    const session = this.#sessions.get(sessionId);
    const child = this.#children.get(sessionId);
    this.#sessions.delete(sessionId);
    this.#children.delete(sessionId);
    if (session === undefined) return;
    session.stop();
    if (child?.target === "service-worker") {
      void isAlive(child.targetId).then((alive) => (alive ? session.pause() : session.end("target-gone")));
      return;
    }
    this.#gone.push(session);
    setTimeout(() => {
      if (this.#gone.includes(session)) session.end("target-gone");
      this.#gone = this.#gone.filter((one) => one !== session);
    }, NAVIGATION_MS);
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
      requests: this.#requests,
      transports: this.#transports,
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
      if (child !== null) this.#openChild(child);
      return;
    }
    if (method === "Target.detachedFromTarget") {
      const gone = detachedChild(params);
      if (gone !== null) this.#closeChild(gone);
      return;
    }
    if (method === "Page.frameNavigated" && sessionId === null) {
      const url = mainFrameUrl(params);
      if (url !== null) this.#navigated(url);
      return;
    }
    if (method === "Inspector.targetCrashed" && sessionId === null) {
      this.#flush();
      this.#listener.crashed();
      return;
    }
    this.#sessions.get(sessionId)?.event(method, params);
  }

  #navigated(url: string): void {
    // What ended with the page is ended by the navigation.
    this.#gone = [];
    this.#flush();
    this.#listener.navigated(url);
    void this.#search.search();
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
    this.#search.stop();
    for (const session of [...this.#sessions.values(), ...this.#workers.values()]) session.stop();
    this.#sessions.clear();
    this.#children.clear();
    this.#workers.clear();
    this.#gone = [];
    this.#requests.stop();
    this.#transports.stop();
  }
}
