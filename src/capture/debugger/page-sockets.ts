import type { ProtocolMapping } from "devtools-protocol/types/protocol-mapping.js";
import * as v from "valibot";
import { knownScript } from "./hearing-script.ts";

/**
 * Asks one context of scripts for its live sockets, and hears their events, without touching the page's `WebSocket`.
 * `Runtime.queryObjects` finds them; what is remembered of them is out of the page's reach.
 */

type Commands = ProtocolMapping.Commands;

/** Sends a CDP command in one session and gives its result, not yet trusted. */
export type Send = <Method extends keyof Commands>(
  method: Method,
  params: Commands[Method]["paramsType"][0],
) => Promise<unknown>;

/** A live socket as the page's own object shows it. */
export interface LiveSocket {
  /** Counts the socket objects of one context; stays the same from snapshot to snapshot. */
  readonly number: number;
  readonly url: string;
  readonly readyState: number;
  readonly protocol: string;
  readonly extensions: string;
  readonly bufferedAmount: number;
}

/** A socket's close event (WHATWG WebSockets). */
export interface SocketClose {
  readonly url: string;
  readonly code: number;
  readonly reason: string;
  readonly wasClean: boolean;
}

/** Number of messages of a socket that are reported, so that it can be learned which connection it is. */
const MOST_MESSAGES = 50;

/** Name of the group under which the objects that a snapshot makes in the page's heap are released. */
const GROUP = "upgrades";

const ObjectId = v.object({ result: v.object({ objectId: v.string() }) });
const Objects = v.object({ objects: v.object({ objectId: v.string() }) });
const Numbers = v.object({ result: v.object({ value: v.array(v.number()) }) });
const Url = v.object({ result: v.object({ value: v.string() }) });
/** A page may put getters of its own over these properties: what no WebSocket can have tells nothing of one. */
const Socket = v.object({
  number: v.number(),
  url: v.string(),
  readyState: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(3)),
  protocol: v.string(),
  extensions: v.string(),
  bufferedAmount: v.pipe(v.number(), v.finite(), v.minValue(0)),
});
const Sockets = v.object({
  result: v.object({
    value: v.pipe(
      v.array(v.fallback(v.nullable(Socket), null)),
      v.transform((list) => list.filter((socket) => socket !== null)),
    ),
  }),
});
const CloseEvent = v.object({
  result: v.object({
    value: v.object({ url: v.string(), code: v.number(), reason: v.string(), wasClean: v.boolean() }),
  }),
});

/**
 * Numbers the sockets that are new, outside the page's reach, and leaves those in the list: tells their numbers. What was found
 * has the prototypes of the page's own classes in it, too (docs/chromium.md#close-code).
 */
const NUMBER_NEW = `function (known) {
  const isPrototype = (one) => {
    const maker = Object.getOwnPropertyDescriptor(one, "constructor")?.value;
    return typeof maker === "function" && maker.prototype === one;
  };
  const fresh = this.filter((one) => !isPrototype(one) && one.readyState < 3 && !known.numbers.has(one));
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

/** The same, of those that were found before; the dead are forgotten. Nothing is searched for, no garbage is collected. */
const READ_KNOWN = `function () {
  const found = [];
  for (const [number, reference] of this.sockets) {
    const socket = reference.deref();
    if (socket === undefined || socket.readyState === 3) this.sockets.delete(number);
    else found.push(socket);
  }
  return (${READ}).call(found, this);
}`;

/** Settles with the first event of a kind. An async function's promise is intrinsic, whatever the page made of \`Promise\`. */
const awaitEvent = (type: "message" | "close", emit: string) => `async function (number) {
  const socket = this.sockets.get(number).deref();
  return await { then: (settle) => socket.addEventListener("${type}", (event) => settle(${emit}), { once: true }) };
}`;

const AWAIT_MESSAGE = awaitEvent("message", "socket.url");
const AWAIT_CLOSE = awaitEvent(
  "close",
  "{ url: socket.url, code: event.code, reason: event.reason, wasClean: event.wasClean }",
);

/** Expression for the memory of a context's sockets: weak, and out of the page's reach. */
const KNOWN = "({ numbers: new WeakMap(), sockets: new Map(), next: 1 })";

/** Events of the sockets of one execution context. */
export interface PageSocketsListener {
  /** A socket received one of its first messages, just now. */
  messageReceived(socket: number, url: string): void;
  closed(socket: number, event: SocketClose): void;
}

/** The live sockets of one execution context. */
export class PageSockets {
  readonly #send: Send;
  readonly #contextId: number;
  readonly #listener: PageSocketsListener;
  readonly #hearing: string | null;
  /** The object in the page's process in which its sockets are remembered. */
  #known: string | null = null;
  #left = false;

  /** @param hearing name of the variable in which sockets that are heard are remembered (hearing-script.ts); null: none are */
  constructor(send: Send, contextId: number, listener: PageSocketsListener, hearing: string | null = null) {
    this.#hearing = hearing;
    this.#send = send;
    this.#contextId = contextId;
    this.#listener = listener;
  }

  /** Listens no more. */
  leave(): void {
    this.#left = true;
  }

  /**
   * Takes a snapshot of all of them, and listens to those that are new.
   *
   * @param onCollected called with how many milliseconds the page was collecting garbage for it
   * @throws when the context is gone
   */
  async snapshot(onCollected: (milliseconds: number) => void): Promise<readonly LiveSocket[]> {
    const prototype = await this.#ask(ObjectId, "Runtime.evaluate", {
      expression: "WebSocket.prototype",
      contextId: this.#contextId,
      objectGroup: GROUP,
    });
    const prototypeObjectId = prototype.result.objectId;
    const asked = performance.now();
    const { objects } = await this.#ask(Objects, "Runtime.queryObjects", { prototypeObjectId, objectGroup: GROUP });
    onCollected(performance.now() - asked);
    const known = await this.#memory();
    const call = { objectId: objects.objectId, arguments: [{ objectId: known }], returnByValue: true };
    const fresh = await this.#ask(Numbers, "Runtime.callFunctionOn", { functionDeclaration: NUMBER_NEW, ...call });
    for (const number of fresh.result.value) {
      void this.#awaitClose(known, number);
      void this.#awaitMessage(known, number);
    }
    const read = await this.#ask(Sockets, "Runtime.callFunctionOn", { functionDeclaration: READ, ...call });
    // Let go of the list, so that a socket that the page drops can still be collected.
    await this.#send("Runtime.releaseObjectGroup", { objectGroup: GROUP });
    return read.result.value;
  }

  /**
   * Takes a snapshot of those that are known, without searching for new ones: that costs the page next to nothing.
   *
   * @throws when the context is gone
   */
  async snapshotAgain(): Promise<readonly LiveSocket[]> {
    if (this.#known === null && this.#hearing === null) return [];
    const objectId = await this.#memory();
    const call = { functionDeclaration: READ_KNOWN, objectId, returnByValue: true };
    return (await this.#ask(Sockets, "Runtime.callFunctionOn", call)).result.value;
  }

  async #memory(): Promise<string> {
    if (this.#known !== null) return this.#known;
    const expression = this.#hearing === null ? KNOWN : knownScript(this.#hearing, KNOWN);
    const made = await this.#ask(ObjectId, "Runtime.evaluate", { expression, contextId: this.#contextId });
    this.#known = made.result.objectId;
    return this.#known;
  }

  async #awaitClose(objectId: string, socket: number): Promise<void> {
    try {
      const { result } = await this.#ask(CloseEvent, "Runtime.callFunctionOn", waitFor(AWAIT_CLOSE, objectId, socket));
      if (!this.#left) this.#listener.closed(socket, result.value);
    } catch {
      // The context is gone, or the session: then the code stays unknown.
    }
  }

  async #awaitMessage(objectId: string, socket: number): Promise<void> {
    try {
      // When several spoke at once, the next message may tell.
      for (let count = 0; count < MOST_MESSAGES && !this.#left; count++) {
        const { result } = await this.#ask(Url, "Runtime.callFunctionOn", waitFor(AWAIT_MESSAGE, objectId, socket));
        if (!this.#left) this.#listener.messageReceived(socket, result.value);
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
