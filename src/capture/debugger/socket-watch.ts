import type { ProtocolMapping } from "devtools-protocol/types/protocol-mapping.js";
import * as v from "valibot";

/**
 * Reads the page's live sockets, and hears their `close` events, without touching the page's `WebSocket`: CDP has neither
 * the close code nor the URL of a connection that is older than the session. `Runtime.queryObjects` finds them, and forces
 * a garbage collection: so it is asked seldom, and less often where it takes long.
 */

type Commands = ProtocolMapping.Commands;

/** Sends a CDP command in one session and gives its result, not yet trusted. */
export type Send = <Method extends keyof Commands>(
  method: Method,
  params: Commands[Method]["paramsType"][0],
) => Promise<unknown>;

/** A live socket as the page's own object shows it. */
export interface LiveSocket {
  /** Counts the socket objects of one context; stays the same from look to look. */
  readonly number: number;
  readonly url: string;
  readonly readyState: number;
  readonly protocol: string;
  readonly extensions: string;
  readonly bufferedAmount: number;
}

/** What the watch tells. */
export interface SocketWatchListener {
  /** All live sockets of one context, at one moment. */
  looked(context: number, sockets: readonly LiveSocket[]): void;
  /**
   * A socket received a message, just now.
   *
   * @returns whether it is known by that which connection it is; else its next message is told too
   */
  spoke(context: number, socket: number, url: string): boolean;
  closed(context: number, socket: number, event: SocketClose): void;
}

/** A socket's close event (WHATWG WebSockets). */
export interface SocketClose {
  readonly url: string;
  readonly code: number;
  readonly reason: string;
  readonly wasClean: boolean;
}

/** Between two looks at least this long, in milliseconds. */
const LEAST_MS = 500;

/** A look may hold the page up for at most one part in so many of the time. */
const SHARE = 20;

/** How many messages of a socket are waited for to learn which connection it is. */
const TRIES = 50;

/** The objects that a look makes in the page's heap are released together under this name. */
const GROUP = "upgrades";

const ObjectId = v.object({ result: v.object({ objectId: v.string() }) });
const Objects = v.object({ objects: v.object({ objectId: v.string() }) });
const Numbers = v.object({ result: v.object({ value: v.array(v.number()) }) });
const Url = v.object({ result: v.object({ value: v.string() }) });
const Sockets = v.object({
  result: v.object({
    value: v.array(
      v.object({
        number: v.number(),
        url: v.string(),
        readyState: v.number(),
        protocol: v.string(),
        extensions: v.string(),
        bufferedAmount: v.number(),
      }),
    ),
  }),
});
const CloseEvent = v.object({
  result: v.object({
    value: v.object({ url: v.string(), code: v.number(), reason: v.string(), wasClean: v.boolean() }),
  }),
});

/** Numbers the sockets that are new, outside the page's reach, and leaves those in the list: tells their numbers. */
const NUMBER_NEW = `function (known) {
  const fresh = this.filter((socket) => socket.readyState < 3 && !known.numbers.has(socket));
  for (const socket of fresh) {
    known.numbers.set(socket, known.next);
    known.sockets.set(known.next++, new WeakRef(socket));
  }
  return fresh.map((socket) => known.numbers.get(socket));
}`;

/** All live sockets, as values. */
const READ = `function (known) {
  return this.filter((socket) => known.numbers.has(socket) && socket.readyState < 3).map(
    (socket) => ({
      number: known.numbers.get(socket),
      url: socket.url,
      readyState: socket.readyState,
      protocol: socket.protocol,
      extensions: socket.extensions,
      bufferedAmount: socket.bufferedAmount,
    }),
  );
}`;

/** Settles with the first event of a kind. An async function's promise is intrinsic, whatever the page made of \`Promise\`. */
const awaitEvent = (type: "message" | "close", tell: string) => `async function (number) {
  const socket = this.sockets.get(number).deref();
  return await { then: (settle) => socket.addEventListener("${type}", (event) => settle(${tell}), { once: true }) };
}`;

const AWAIT_MESSAGE = awaitEvent("message", "socket.url");
const AWAIT_CLOSE = awaitEvent(
  "close",
  "{ url: socket.url, code: event.code, reason: event.reason, wasClean: event.wasClean }",
);

/** What is remembered of a context's sockets: weakly, and out of the page's reach. */
const KNOWN = "({ numbers: new WeakMap(), sockets: new Map(), next: 1 })";

/** The sockets of one session: a page with its same-process frames, an out-of-process frame, or a worker. */
export class SocketWatch {
  readonly #send: Send;
  readonly #listener: SocketWatchListener;
  /** By execution context, the set of sockets that somebody waits for. */
  readonly #known = new Map<number, string>();
  #timer: ReturnType<typeof setTimeout> | null = null;
  #notBefore = 0;
  /** Milliseconds of the last look in which the page was collecting garbage for us. */
  #held = 0;
  #stopped = false;

  constructor(send: Send, listener: SocketWatchListener) {
    this.#send = send;
    this.#listener = listener;
  }

  /** A world of scripts is there (CDP `Runtime.executionContextCreated`); isolated ones have no sockets of the page. */
  addContext(id: number): void {
    this.#known.set(id, "");
  }

  removeContext(id: number): void {
    this.#known.delete(id);
  }

  clearContexts(): void {
    this.#known.clear();
  }

  /** There may be new sockets: looks at once when that is allowed, else as soon as it is. */
  lookSoon(): void {
    if (this.#timer !== null || this.#stopped) return;
    this.#timer = setTimeout(() => void this.#look(), Math.max(0, this.#notBefore - Date.now()));
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #look(): Promise<void> {
    this.#held = 0;
    for (const context of [...this.#known.keys()]) {
      try {
        const sockets = await this.#lookIn(context);
        if (!this.#stopped) this.#listener.looked(context, sockets);
      } catch {
        // The frame or worker went away while it was asked: its sockets are gone with it.
        this.#known.delete(context);
      }
    }
    this.#notBefore = Date.now() + Math.max(LEAST_MS, this.#held * SHARE);
    this.#timer = null;
  }

  async #lookIn(contextId: number): Promise<readonly LiveSocket[]> {
    const prototype = await this.#ask(ObjectId, "Runtime.evaluate", {
      expression: "WebSocket.prototype",
      contextId,
      objectGroup: GROUP,
    });
    const prototypeObjectId = prototype.result.objectId;
    const asked = Date.now();
    const { objects } = await this.#ask(Objects, "Runtime.queryObjects", { prototypeObjectId, objectGroup: GROUP });
    this.#held += Date.now() - asked;
    const known = await this.#knownIn(contextId);
    const call = { objectId: objects.objectId, arguments: [{ objectId: known }], returnByValue: true };
    const fresh = await this.#ask(Numbers, "Runtime.callFunctionOn", { functionDeclaration: NUMBER_NEW, ...call });
    for (const number of fresh.result.value) {
      void this.#awaitClose(contextId, known, number);
      void this.#awaitMessage(contextId, known, number);
    }
    const read = await this.#ask(Sockets, "Runtime.callFunctionOn", { functionDeclaration: READ, ...call });
    // Let go of the list, so that a socket that the page drops can still be collected.
    await this.#send("Runtime.releaseObjectGroup", { objectGroup: GROUP });
    return read.result.value;
  }

  async #knownIn(contextId: number): Promise<string> {
    const known = this.#known.get(contextId);
    if (known) return known;
    const made = await this.#ask(ObjectId, "Runtime.evaluate", { expression: KNOWN, contextId });
    this.#known.set(contextId, made.result.objectId);
    return made.result.objectId;
  }

  async #awaitClose(context: number, objectId: string, socket: number): Promise<void> {
    try {
      const { result } = await this.#ask(CloseEvent, "Runtime.callFunctionOn", waitFor(AWAIT_CLOSE, objectId, socket));
      this.#listener.closed(context, socket, result.value);
    } catch {
      // The context is gone, or the session: then the code stays unknown.
    }
  }

  async #awaitMessage(context: number, objectId: string, socket: number): Promise<void> {
    try {
      // When several spoke at once, the next message may tell.
      for (let tries = 0; tries < TRIES && !this.#stopped; tries++) {
        const { result } = await this.#ask(Url, "Runtime.callFunctionOn", waitFor(AWAIT_MESSAGE, objectId, socket));
        if (this.#listener.spoke(context, socket, result.value)) return;
      }
    } catch {
      // As above: nothing was said that anybody could hear.
    }
  }

  async #ask<Schema extends v.GenericSchema, Method extends keyof Commands>(
    schema: Schema,
    method: Method,
    params: Commands[Method]["paramsType"][0],
  ): Promise<v.InferOutput<Schema>> {
    return v.parse(schema, await this.#send(method, params));
  }
}

function waitFor(functionDeclaration: string, objectId: string, socket: number) {
  return { functionDeclaration, objectId, arguments: [{ value: socket }], awaitPromise: true, returnByValue: true };
}
