import type { ProtocolMapping } from "devtools-protocol/types/protocol-mapping.js";
import { Clocks } from "../../sources/cdp/clocks.ts";
import { decodeNotRestored } from "../../sources/cdp/not-restored.ts";
import { attachedChild, detachedChild, isWorkerScript, mainFrameUrl } from "../../sources/cdp/targets.ts";
import { WebTransports } from "../../sources/cdp/web-transports.ts";
import type { NotRestored } from "../../upgrade/not-restored.ts";
import type { Observation, Target } from "../../upgrade/observation.ts";
import { Batches } from "../batches.ts";
import { BackgroundLink, type LinkListener, type LinkWorld } from "./background-link.ts";
import { DebugSession, type SessionListener } from "./debug-session.ts";
import { CHROME_DEBUGGER, type DebuggerApi } from "./debugger-api.ts";
import { type DevToolsEval, devToolsEval, Hearing } from "./hearing.ts";
import { HearingStart } from "./hearing-start.ts";
import { PageSessions } from "./page-sessions.ts";
import type { Send } from "./page-sockets.ts";
import { PendingRequests } from "./pending-requests.ts";
import { type ProbeResult, probe } from "./probe.ts";
import { isAlive, WorkerSearch } from "./worker-search.ts";
import { WorkerSessions } from "./worker-sessions.ts";

type Commands = ProtocolMapping.Commands;

/** Longest wait until all that is there is heard before live counting is said to have begun, in milliseconds. */
const HEARING_MS = 5000;

/** What comes for as long as a connection is open, and changes the numbers of its row alone. */
const NUMBERS: ReadonlySet<Observation["type"]> = new Set(["message", "body", "socket-message"]);

/** Chrome's reason for the end of a session by the banner's Cancel button (chrome.debugger DetachReason). */
const CANCELED = "canceled_by_user";

/** What the live capture tells its owner. */
export interface LiveListener {
  /** Whether messages are to be counted by their names now: asked again and again. */
  countsNames(): boolean;
  observed(batch: readonly Observation[]): void;
  /**
   * The debugger counts, and it is heard how the sockets end of all that is there.
   *
   * @param unheard the kinds of targets of which some are not heard, though that was waited for
   */
  started(unheard: readonly Target[]): void;
  /** Chrome refused to attach, in Chrome's words. */
  refused(message: string): void;
  /** It counted and no longer does; "canceled_by_user" is the banner's Cancel button. */
  stopped(reason: string): void;
  /** The page was left for another one. */
  navigated(url: string): void;
  /** The page that was navigated to was loaded again, though somebody came back to it. */
  notRestored(why: NotRestored): void;
  /** The page's process crashed. */
  crashed(): void;
  /** The extension itself was reloaded or removed: nothing works any more in this panel. */
  lost(): void;
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
  readonly #batches: Batches<Observation>;
  readonly #clocks = new Clocks();
  readonly #requests = new PendingRequests(
    (observation) => this.#observed(observation),
    this.#clocks,
    () => this.#listener.countsNames(),
  );
  readonly #transports = new WebTransports(this.#clocks);
  readonly #debugger: DebuggerApi;
  readonly #sessions: PageSessions;
  readonly #workers: WorkerSessions;
  #sessionCount = 0;
  #hearsCloseEvents = true;
  readonly #evaluate: DevToolsEval;
  #hearing: Hearing | null = null;
  #wanted = false;
  #running = false;
  /** What is there, until live counting was said to have begun; null: it was, or close events are not wanted. */
  #hearingStart: HearingStart | null = null;
  /** Workers that the background was asked to attach, by target id: ends the wait for each. */
  readonly #attaching = new Map<string, (isHeard: boolean) => void>();
  /** Whether live counting was said to have begun. */
  #isTold = false;
  #isListening = false;

  /**
   * @param tabId the inspected tab
   * @param runtime the way to the background; the extension's own when left out
   * @param evaluate the console of the DevTools around the panel
   */
  constructor(
    tabId: number,
    listener: LiveListener,
    api: DebuggerApi = CHROME_DEBUGGER,
    runtime?: LinkWorld,
    evaluate: DevToolsEval = devToolsEval,
  ) {
    this.#evaluate = evaluate;
    this.#debugger = api;
    this.#tabId = tabId;
    this.#listener = listener;
    this.#batches = new Batches((batch) => listener.observed(batch));
    this.#search = new WorkerSearch(tabId, (targetId) => this.#foundWorker(targetId), api);
    this.#workers = new WorkerSessions((target, send) => this.#newSession(target, send), api);
    this.#sessions = new PageSessions(
      (sessionId, target) => this.#newSession(target, (method, params) => this.#command(method, params, sessionId)),
      (targetId) => isAlive(targetId, api),
    );
    const link: LinkListener = {
      said: (message) => {
        if (message.type === "attached") void this.#begin();
        else if (message.type === "worker-attached") this.#openWorker(message.targetId);
        else if (message.type === "worker-refused") this.#settleWorker(message.targetId);
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
        this.#link.send({ type: "attach", tabId });
        for (const targetId of this.#workers.targets) this.#link.send({ type: "attach-worker", targetId });
      },
      lost: () => {
        this.#wanted = false;
        this.#end();
        this.#listener.lost();
      },
    };
    this.#link = new BackgroundLink(link, runtime);
  }

  /**
   * Asks the background to attach; the response comes to the listener.
   *
   * @param hearsCloseEvents whether close codes are wanted; sockets that are older cost the page a garbage collection
   */
  start(hearsCloseEvents: boolean): void {
    this.#hearsCloseEvents = hearsCloseEvents;
    this.#wanted = true;
    this.#link.send({ type: "attach", tabId: this.#tabId });
  }

  /** Detaches at once; what was counted stays. */
  stop(): void {
    this.#wanted = false;
    this.#link.send({ type: "detach" });
    this.#end();
  }

  /**
   * Asks the http(s) counterpart of a socket's address; only while the debugger counts.
   *
   * @throws Error when it does not, or when the browser does not know the command
   */
  async probe(url: string, includeCredentials: boolean): Promise<ProbeResult> {
    return probe((method, params) => this.#command(method, params), url, includeCredentials);
  }

  /** Events of everything that the extension debugs come to every panel. */
  #listen(): void {
    if (this.#isListening) return;
    this.#debugger.onEvent.addListener((source, method, params) => {
      if (source.tabId === this.#tabId) this.#event(source.sessionId ?? null, method, params);
      else if (source.targetId !== undefined) this.#workers.event(source.targetId, method, params);
    });
    // Of workers that belong to no tab alone: the tab's own end comes from the background.
    this.#debugger.onDetach.addListener(({ targetId }, reason) => {
      if (targetId === undefined) return;
      // The banner's Cancel ends all sessions; the worker and its sockets live on.
      if (reason === CANCELED) this.#workers.release(targetId);
      else this.#workers.end(targetId);
    });
    this.#isListening = true;
  }

  async #begin(): Promise<void> {
    try {
      this.#listen();
      this.#hearing?.end();
      this.#hearing = this.#hearsCloseEvents ? new Hearing(this.#evaluate) : null;
      this.#endAttaching();
      if (!this.#isTold) this.#hearingStart = this.#hearing === null ? null : new HearingStart();
      await Promise.all([
        this.#command("Page.enable", undefined),
        this.#command("Inspector.enable", undefined),
        this.#sessions.openPage(),
      ]);
    } catch (error) {
      // It was stopped meanwhile, and its owner knows why.
      if (!this.#wanted) return;
      this.#listener.refused(error instanceof Error ? error.message : String(error));
      this.stop();
      return;
    }
    if (!this.#wanted) return;
    const searched = this.#running ? null : this.#search.start();
    this.#running = true;
    await this.#tellStart(searched);
  }

  /** Messages are counted by now: what is waited for is that no socket ends unheard once live counting is said to have begun. */
  async #tellStart(searched: Promise<void> | null): Promise<void> {
    if (this.#isTold) return;
    const start = this.#hearingStart;
    let unheard: readonly Target[] = [];
    if (start !== null) {
      // A worker that is found is waited for too.
      if (searched !== null)
        start.add(
          "shared-worker",
          searched.then(() => true),
        );
      unheard = await start.settled(HEARING_MS);
      // It was stopped meanwhile, or begun anew.
      if (this.#hearingStart !== start) return;
    }
    this.#hearingStart = null;
    this.#isTold = true;
    this.#listener.started(unheard);
  }

  #foundWorker(targetId: string): void {
    if (this.#isOpen(targetId)) return;
    this.#link.send({ type: "attach-worker", targetId });
    if (this.#hearingStart === null || this.#attaching.has(targetId)) return;
    this.#hearingStart.add("shared-worker", new Promise((resolve) => this.#attaching.set(targetId, resolve)));
  }

  #settleWorker(targetId: string): void {
    this.#attaching.get(targetId)?.(true);
    this.#attaching.delete(targetId);
  }

  /** A service worker is auto-attached as well: two sessions with one worker would count everything twice. */
  #isOpen(targetId: string): boolean {
    return this.#workers.has(targetId) || this.#sessions.hasTarget(targetId);
  }

  #endAttaching(): void {
    for (const targetId of [...this.#attaching.keys()]) this.#settleWorker(targetId);
  }

  #openWorker(targetId: string): void {
    // One that is gone by now answers nothing.
    this.#workers
      .open(targetId, () => this.#wanted && !this.#isOpen(targetId))
      .catch(() => undefined)
      .finally(() => this.#settleWorker(targetId));
  }

  #newSession(target: Target, send: Send): DebugSession {
    const listener: SessionListener = {
      observed: (observation) => this.#observed(observation),
      countsNames: () => this.#listener.countsNames(),
      requests: this.#requests,
      transports: this.#transports,
    };
    const id = String(++this.#sessionCount);
    const session = new DebugSession(id, target, send, this.#clocks, listener, this.#hearing);
    this.#hearingStart?.add(target, session.hears);
    return session;
  }

  #observed(observation: Observation): void {
    if (NUMBERS.has(observation.type)) this.#batches.addNumber(observation);
    else this.#batches.add(observation);
  }

  async #command<Method extends keyof Commands>(
    method: Method,
    params: Commands[Method]["paramsType"][0],
    sessionId: string | null = null,
  ): Promise<unknown> {
    const target = sessionId === null ? { tabId: this.#tabId } : { tabId: this.#tabId, sessionId };
    return this.#debugger.sendCommand(target, method, { ...params });
  }

  #event(sessionId: string | null, method: string, params: unknown): void {
    if (method === "Target.attachedToTarget") {
      const child = attachedChild(params);
      if (child === null) return;
      if (!this.#isOpen(child.targetId)) this.#sessions.openChild(child);
      else if (child.isHeld) this.#letRun(child.sessionId);
      return;
    }
    if (method === "Target.detachedFromTarget") {
      const gone = detachedChild(params);
      if (gone !== null) this.#sessions.closeChild(gone);
      return;
    }
    if (method === "Page.frameNavigated" && sessionId === null) {
      const url = mainFrameUrl(params);
      if (url !== null) this.#navigated(url);
      return;
    }
    if (method === "Page.backForwardCacheNotUsed" && sessionId === null) {
      const why = decodeNotRestored(params);
      if (why !== null) this.#listener.notRestored(why);
      return;
    }
    if (method === "Inspector.targetCrashed" && sessionId === null) {
      this.#batches.flush();
      this.#listener.crashed();
      return;
    }
    if (method === "Network.requestWillBeSent" && isWorkerScript(params)) this.#search.searchSoon();
    this.#sessions.get(sessionId)?.event(method, params);
  }

  /** Of what is debugged by another session already. */
  #letRun(sessionId: string): void {
    // One that is gone by now is not held.
    this.#command("Runtime.runIfWaitingForDebugger", undefined, sessionId).catch(() => undefined);
  }

  #navigated(url: string): void {
    this.#sessions.navigated();
    this.#batches.flush();
    this.#listener.navigated(url);
    void this.#search.search();
  }

  #end(): void {
    this.#batches.flush();
    this.#hearing?.end();
    this.#hearing = null;
    this.#running = false;
    this.#isTold = false;
    this.#hearingStart = null;
    this.#endAttaching();
    this.#search.stop();
    this.#sessions.stop();
    this.#workers.stop();
    this.#requests.stop();
    this.#transports.stop();
  }
}
