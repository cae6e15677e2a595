import { type LiveSocket, PageSockets, type Send, type SocketClose } from "./page-sockets.ts";

/**
 * Schedules snapshots of the page's live sockets: CDP has neither the close code nor the URL of a connection that is older
 * than the session. `Runtime.queryObjects` forces a garbage collection: so it is asked seldom, and less often where it takes
 * long.
 */

/** Events of the watch. An execution context keeps its number as long as it lives; no later one has it. */
export interface SocketWatchListener {
  /** All live sockets of one execution context, at one moment. */
  snapshotTaken(context: number, sockets: readonly LiveSocket[]): void;
  /** A socket received a message. */
  messageReceived(context: number, socket: number, url: string): void;
  closed(context: number, socket: number, event: SocketClose): void;
}

/** Least time between two snapshots, in milliseconds. */
const LEAST_MS = 500;

/** Delay before what is known is read again, in milliseconds: many sockets may open at once. */
const READ_MS = 100;

/** Snapshots hold the page up for at most one part in this many of the time. */
const SHARE = 20;

interface ExecutionContext {
  readonly number: number;
  readonly sockets: PageSockets;
  /** Whether something waited to be sent at the last snapshot. */
  waits: boolean;
}

/** The sockets of one session: a page with its same-process frames, an out-of-process frame, or a worker. */
export class SocketWatch {
  readonly #send: Send;
  readonly #listener: SocketWatchListener;
  /** By execution context. The browser gives a context's id again: to the next page's, in another process. */
  readonly #contexts = new Map<number, ExecutionContext>();
  #count = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;
  /** By `performance.now()`, which nobody sets. */
  #notBefore = 0;
  /** Milliseconds of the last snapshot in which the page was collecting garbage for it. */
  #collectedMs = 0;
  #isTakingSnapshot = false;
  /** Whether something new came while a snapshot was taken. */
  #again = false;
  #stopped = false;
  #reading: ReturnType<typeof setTimeout> | null = null;
  readonly #hearing: string | null;

  /** @param hearing name of the variable in which sockets that are heard are remembered (hearing-script.ts); null: none are */
  constructor(send: Send, listener: SocketWatchListener, hearing: string | null = null) {
    this.#send = send;
    this.#listener = listener;
    this.#hearing = hearing;
  }

  /**
   * An execution context was created (CDP `Runtime.executionContextCreated`); isolated ones have no sockets of the page.
   *
   * @returns its number
   */
  addContext(id: number): number {
    const number = ++this.#count;
    const listener = {
      messageReceived: (socket: number, url: string) => this.#listener.messageReceived(number, socket, url),
      closed: (socket: number, event: SocketClose) => this.#listener.closed(number, socket, event),
    };
    const sockets = new PageSockets(this.#send, id, listener, this.#hearing);
    this.removeContext(id);
    this.#contexts.set(id, { number, sockets, waits: false });
    return number;
  }

  /** @returns the number of a context; null when nothing is known of it */
  numberOf(id: number): number | null {
    return this.#contexts.get(id)?.number ?? null;
  }

  /** @returns the number of the context that is no more; null when nothing was known of it */
  removeContext(id: number): number | null {
    const context = this.#contexts.get(id);
    context?.sockets.leave();
    this.#contexts.delete(id);
    return context?.number ?? null;
  }

  clearContexts(): void {
    for (const id of [...this.#contexts.keys()]) this.removeContext(id);
  }

  /** There may be new sockets: takes a snapshot at once when that is allowed, else as soon as it is. */
  snapshotSoon(): void {
    // A snapshot that is being taken may have missed what is new.
    if (this.#isTakingSnapshot) this.#again = true;
    if (this.#timer !== null || this.#stopped) return;
    this.#timer = setTimeout(() => void this.#takeSnapshot(), Math.max(0, this.#notBefore - performance.now()));
  }

  /** A socket that is heard has opened: reads soon what is known. */
  readSoon(): void {
    if (this.#stopped) return;
    this.#reading ??= setTimeout(() => {
      this.#reading = null;
      void this.snapshotAgain(true);
    }, READ_MS);
  }

  /**
   * Takes a snapshot of the sockets that are known, without searching for new ones.
   *
   * @param reportsAll whether contexts in which nothing waits to be sent are reported as well
   * @returns whether something that was sent still waits in the browser
   */
  async snapshotAgain(reportsAll = false): Promise<boolean> {
    for (const [id, context] of [...this.#contexts]) {
      try {
        const sockets = await context.sockets.snapshotAgain();
        if (this.#contexts.get(id) !== context) continue;
        const waited = context.waits;
        context.waits = sockets.some(({ bufferedAmount }) => bufferedAmount > 0);
        // What has drained since is reported once more.
        if (context.waits || waited || reportsAll) this.#listener.snapshotTaken(context.number, sockets);
      } catch {
        // The frame or worker went away while it was asked.
        context.waits = false;
      }
    }
    return [...this.#contexts.values()].some(({ waits }) => waits);
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    if (this.#reading !== null) clearTimeout(this.#reading);
    this.#timer = null;
    this.#reading = null;
    this.clearContexts();
  }

  async #takeSnapshot(): Promise<void> {
    this.#collectedMs = 0;
    this.#isTakingSnapshot = true;
    this.#again = false;
    for (const [id, context] of [...this.#contexts]) {
      try {
        const sockets = await context.sockets.snapshot((milliseconds) => {
          this.#collectedMs += milliseconds;
        });
        if (this.#contexts.get(id) === context) this.#listener.snapshotTaken(context.number, sockets);
      } catch {
        // The frame or worker went away while it was asked: its sockets are gone with it.
        if (this.#contexts.get(id) === context) this.removeContext(id);
      }
    }
    this.#notBefore = performance.now() + Math.max(LEAST_MS, this.#collectedMs * SHARE);
    this.#timer = null;
    this.#isTakingSnapshot = false;
    if (this.#again) this.snapshotSoon();
  }
}
