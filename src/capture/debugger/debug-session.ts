import * as v from "valibot";
import { decodeBlocked } from "../../sources/cdp/blocked.ts";
import type { Clocks } from "../../sources/cdp/clocks.ts";
import { decodeEvent } from "../../sources/cdp/events.ts";
import type { WebTransports } from "../../sources/cdp/web-transports.ts";
import { MessageReader } from "../../upgrade/application/message-reader.ts";
import type { EndedBy, Observation, Target } from "../../upgrade/observation.ts";
import { BufferWatch } from "./buffer-watch.ts";
import { ChildWatch } from "./child-watch.ts";
import { HeardSockets } from "./heard-sockets.ts";
import type { Hearing } from "./hearing.ts";
import { decodeHearing } from "./hearing-news.ts";
import { bindingOf, documentScript } from "./hearing-script.ts";
import type { LiveSocket, Send, SocketClose } from "./page-sockets.ts";
import type { PendingRequests } from "./pending-requests.ts";
import { SessionFrames } from "./session-frames.ts";
import { SocketWatch } from "./socket-watch.ts";
import { forgetWorker, hearWorker } from "./worker-hearing.ts";

/** A second session keeps its own copies of response bodies unless it is told not to. */
export const NO_BODIES = { maxTotalBufferSize: 0, maxResourceBufferSize: 0, maxPostDataSize: 0 };

/**
 * Waits for one turn of a worker's event loop. The browser attaches the workers of a page in the back/forward cache too, which
 * answer whatever needs no turn (docs/chromium.md#back-forward-cache).
 */
const ONE_TURN = {
  expression: "(async () => await { then: (settle) => void (self.__zone_symbol__setTimeout ?? setTimeout)(settle) })()",
  awaitPromise: true,
  returnByValue: true,
};

const ContextCreated = v.object({
  context: v.object({
    id: v.number(),
    auxData: v.optional(v.object({ isDefault: v.optional(v.boolean()), frameId: v.optional(v.string()) })),
  }),
});
const ContextDestroyed = v.object({ executionContextId: v.number() });

/** Workers in which Chromium lets no script start another one. */
const CHILDLESS: ReadonlySet<Target> = new Set(["shared-worker", "service-worker"]);

/** Addresses of documents that can be reached: an empty page, or one of the browser's about a failure, is no place for sockets. */
const ADDRESSED = /^(https?|file|blob):/;

/** What a session tells. */
export interface SessionListener {
  /** The ordinary requests and WebTransports of the whole tab: the news of one may come in two sessions. */
  readonly requests: Pick<PendingRequests, "handleEvent" | "log">;
  readonly transports: Pick<WebTransports, "decode" | "log">;
  observed(observation: Observation): void;
  /** Whether messages are to be counted by their names now. */
  countsNames(): boolean;
}

/** One debugger session: the page with its same-process frames, an out-of-process frame, or a worker. */
export class DebugSession {
  readonly #id: string;
  readonly #target: Target;
  readonly #send: Send;
  readonly #clocks: Clocks;
  readonly #messages: MessageReader;
  readonly #listener: SessionListener;
  readonly #now: () => number;
  readonly #watch: SocketWatch;
  /** null: it can have no frames or workers. */
  readonly #children: ChildWatch | null;
  readonly #hearing: Pick<Hearing, "name" | "arm"> | null;
  readonly #heardSockets = new HeardSockets();
  readonly #buffers = new BufferWatch(() => this.#watch.snapshotAgain());
  /** Connections that were seen here and not seen to end. */
  readonly #living = new Set<string>();
  /** Live sockets of the page as the last snapshot showed them, by execution context. */
  readonly #shown = new Map<number, readonly string[]>();
  readonly #frames: SessionFrames;
  /** Whether all was asked for. */
  #isBegun = false;
  /** Whether each document with an address is heard that says, while all is asked for, that it is not; null: all was. */
  #arming: Promise<boolean>[] | null = [];
  #settleHears: (isHeard: boolean) => void = () => undefined;
  /**
   * Settles when it is known whether the sockets of what is there are heard from now on; true also where close events are not
   * wanted, or the target is gone.
   */
  readonly hears = new Promise<boolean>((resolve) => {
    this.#settleHears = resolve;
  });
  /** When the network's events began to come, epoch milliseconds; null: they may not come yet. */
  #watchedSince: number | null = null;

  /**
   * @param id tells sessions apart in names
   * @param hearing how close events are heard; null: they are not, and the page's sockets are not looked for either
   * @param now the clock, epoch milliseconds
   */
  constructor(
    id: string,
    target: Target,
    send: Send,
    clocks: Clocks,
    listener: SessionListener,
    hearing: Pick<Hearing, "name" | "arm"> | null,
    now: () => number = Date.now,
  ) {
    this.#now = now;
    this.#id = id;
    this.#target = target;
    this.#send = send;
    this.#clocks = clocks;
    this.#listener = listener;
    this.#hearing = hearing;
    this.#frames = new SessionFrames(target, send);
    this.#messages = new MessageReader(() => listener.countsNames());
    const watching = {
      snapshotTaken: (context: number, sockets: readonly LiveSocket[]) => this.#snapshotTaken(context, sockets),
      messageReceived: (context: number, socket: number, url: string) => this.#messageReceived(context, socket, url),
      closed: (context: number, socket: number, event: SocketClose) => this.#closed(context, socket, event),
    };
    this.#children = CHILDLESS.has(target) ? null : new ChildWatch(send);
    this.#watch = new SocketWatch(send, watching, hearing?.name ?? null);
    if (hearing === null) this.stop();
  }

  /**
   * Asks for everything at once and waits for nothing in between: a target that is held responds only later. Auto-attach is
   * not recursive, so every session asks for its own children.
   *
   * @param isHeld whether the browser holds the target until it is told to let it run
   */
  async start(isHeld = false): Promise<void> {
    const network = this.#send("Network.enable", NO_BODIES);
    // Not every kind of target knows all of these; what one lacks is not seen there.
    await Promise.allSettled([
      this.#send("Runtime.enable", undefined),
      // What is gone by now has nothing to be heard.
      this.#beginHearing().catch(() => this.#settleHears(true)),
      this.#children?.begin(isHeld || this.#isWorker),
      this.#send("Log.enable", undefined),
      this.#frames.findRootFrame(),
      isHeld ? this.#send("Runtime.runIfWaitingForDebugger", undefined) : null,
    ]);
    await network;
    this.#watchedSince ??= this.#now();
    this.#isBegun = true;
    // One that belongs to a page kept for Back runs nothing: its sockets are not the page's that is shown.
    if (this.#target === "worker" && this.#hearing !== null) await this.#send("Runtime.evaluate", ONE_TURN);
    this.#watch.snapshotSoon();
  }

  stop(): void {
    this.#settleHears(true);
    this.#children?.stop();
    if (this.#isBegun && this.#isWorker && this.#hearing !== null) forgetWorker(this.#send, this.#hearing.name);
    this.#watch.stop();
    this.#buffers.stop();
  }

  get #isWorker(): boolean {
    return this.#target !== "page" && this.#target !== "iframe";
  }

  /** A document's script runs before its own ones; other worlds of scripts stay as they are. */
  async #beginHearing(): Promise<void> {
    const hearing = this.#hearing;
    if (hearing === null) return;
    if (this.#isWorker) {
      const isHeard = await hearWorker(this.#send, hearing.name, this.#target);
      return this.#settleHears(isHeard !== false);
    }
    const script = { source: documentScript(hearing.name), runImmediately: true };
    await Promise.all([
      this.#send("Page.enable", undefined),
      this.#send("Runtime.addBinding", { name: bindingOf(hearing.name), executionContextName: "" }),
      this.#send("Page.addScriptToEvaluateOnNewDocument", script),
    ]);
    // Each document that was there has spoken before the response came.
    const arming = this.#arming ?? [];
    this.#arming = null;
    void Promise.all(arming).then((heard) => this.#settleHears(heard.every(Boolean)));
  }

  /** What lived here is gone, and no event told of it (docs/chromium.md#navigation). */
  end(by: EndedBy): void {
    const at = this.#now();
    const gone = [...this.#living, ...[...this.#shown.values()].flat()];
    this.#living.clear();
    this.#shown.clear();
    for (const sourceId of gone) this.#listener.observed({ type: "ended", sourceId, at, by });
  }

  /** It is not known what becomes of what lives here: nothing is told of it any more. */
  pause(): void {
    const at = this.#now();
    for (const sourceId of this.#living) this.#listener.observed({ type: "paused", sourceId, at });
  }

  /** Takes one CDP event of this session. */
  event(method: string, params: unknown): void {
    switch (method) {
      case "Log.entryAdded": {
        this.#listener.requests.log(params);
        const blocked = decodeBlocked(params, this.#frames.announcedTarget(method, params));
        const observation = blocked ?? this.#listener.transports.log(params, this.#now());
        if (observation === null) return;
        if (observation.type === "blocked") this.#living.delete(observation.sourceId);
        this.#listener.observed(observation);
        return;
      }
      case "Runtime.executionContextCreated": {
        const created = v.safeParse(ContextCreated, params);
        // Extensions' isolated worlds share the document and not its scripts; workers have no such mark.
        if (created.success && created.output.context.auxData?.isDefault !== false) {
          const { id, auxData } = created.output.context;
          const context = this.#watch.addContext(id);
          if (auxData?.frameId !== undefined) this.#frames.add(context, auxData.frameId);
        }
        return;
      }
      case "Runtime.executionContextDestroyed": {
        const destroyed = v.safeParse(ContextDestroyed, params);
        if (destroyed.success) this.#left(this.#watch.removeContext(destroyed.output.executionContextId));
        return;
      }
      case "Runtime.bindingCalled":
        this.#hear(params);
        return;
      case "Page.loadEventFired":
        void this.#children?.loaded();
        return;
      case "Runtime.executionContextsCleared":
        this.#watch.clearContexts();
        // The frame was navigated; the page's own navigation is told by another event, in order with the next page's.
        if (this.#target === "iframe") this.end("navigation");
        this.#heardSockets.clear();
        this.#shown.clear();
        this.#frames.clear();
        return;
    }
    const now = this.#now();
    const target = this.#frames.announcedTarget(method, params);
    this.#listener.requests.handleEvent(method, params, target, now);
    const clocks = this.#clocks;
    const messages = this.#messages;
    const observation = decodeEvent(method, params, { target, now, clocks, messages });
    if (observation !== null) this.#emit(observation);
    else for (const one of this.#listener.transports.decode(method, params, target, now)) this.#emit(one);
  }

  #emit(observation: Observation): void {
    this.#follow(observation);
    const session = this.#id;
    if (observation.type !== "message") this.#listener.observed({ ...observation, session });
    else this.#listener.observed({ ...observation, session, watchedSince: this.#watchedSince ?? observation.at });
  }

  #follow(observation: Observation): void {
    const { sourceId } = observation;
    if (["closed", "request-ended", "blocked"].includes(observation.type)) this.#living.delete(sourceId);
    else this.#living.add(sourceId);
    if (observation.type === "created" && observation.kind === "websocket")
      this.#heardSockets.created(sourceId, observation.url);
    else if (observation.type === "closed") this.#heardSockets.ended(sourceId);
    else if (observation.type === "response") this.#opened(sourceId);
    else if (observation.type === "message" && observation.message.direction === "sent") this.#buffers.readLater();
  }

  /** A garbage collection only where nothing was heard of the socket. */
  #opened(sourceId: string): void {
    if (this.#heardSockets.isHeard(sourceId)) this.#watch.readSoon();
    // What is remembered of sockets is in one place: a look before the script is there would make another.
    else if (this.#isBegun || !this.#isWorker) this.#watch.snapshotSoon();
  }

  #hear(params: unknown): void {
    const hearing = this.#hearing === null ? null : decodeHearing(this.#hearing.name, params);
    const context = hearing === null ? null : this.#watch.numberOf(hearing.contextId);
    if (hearing === null || context === null) return;
    const { news } = hearing;
    if (news.type === "heard") this.#heard(context, news.url);
    else if (news.type === "closed") this.#closed(context, news.number, news);
    else if (news.type === "born" && !news.hears) this.#arm(news.url);
  }

  #arm(url: string): void {
    const armed = this.#hearing?.arm(this.#target === "page" ? null : url);
    if (armed !== undefined && ADDRESSED.test(url)) this.#arming?.push(armed);
  }

  #heard(context: number, url: string): void {
    const sourceId = this.#heardSockets.heard(url);
    if (sourceId === null) return;
    this.#listener.observed({ type: "located", sourceId, at: this.#now(), target: this.#frames.targetOf(context) });
  }

  #snapshotTaken(context: number, sockets: readonly LiveSocket[]): void {
    this.#shown.set(
      context,
      sockets.map(({ number }) => this.#sourceIdOf(context, number)),
    );
    if (sockets.some(({ bufferedAmount }) => bufferedAmount > 0)) this.#buffers.readLater();
    const target = this.#frames.targetOf(context);
    for (const { number, ...state } of sockets) {
      const sourceId = this.#sourceIdOf(context, number);
      const at = this.#now();
      const watchedSince = this.#watchedSince ?? at;
      this.#listener.observed({ type: "socket-state", sourceId, at, target, watchedSince, ...state });
    }
  }

  /**
   * Ends the sockets of a context that is gone: nothing else reports the end of those that were never announced. The network
   * may have told that they closed; the page's own event came for those alone that had ended before.
   */
  #left(context: number | null): void {
    if (context === null) return;
    const shown = this.#shown.get(context) ?? [];
    this.#shown.delete(context);
    this.#frames.delete(context);
    for (const sourceId of shown)
      this.#listener.observed({ type: "ended", sourceId, at: this.#now(), by: "target-gone" });
  }

  #messageReceived(context: number, socket: number, url: string): void {
    const sourceId = this.#sourceIdOf(context, socket);
    this.#listener.observed({ type: "socket-message", sourceId, at: this.#now(), url, session: this.#id });
  }

  #closed(context: number, socket: number, { url, code, reason, wasClean }: SocketClose): void {
    const sourceId = this.#sourceIdOf(context, socket);
    const session = this.#id;
    this.#listener.observed({ type: "closed-by", sourceId, at: this.#now(), url, code, reason, wasClean, session });
  }

  #sourceIdOf(context: number, socket: number): string {
    return `socket:${this.#id}:${context}:${socket}`;
  }
}
