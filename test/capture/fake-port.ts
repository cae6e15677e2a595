import type { Events, Runtime } from "webextension-polyfill";

/** An event of the browser that a test fires. */
export class FakeEvent<Parameters extends unknown[]> {
  readonly #listeners = new Set<(...parameters: Parameters) => void>();

  addListener(listener: (...parameters: Parameters) => void): void {
    this.#listeners.add(listener);
  }

  removeListener(listener: (...parameters: Parameters) => void): void {
    this.#listeners.delete(listener);
  }

  hasListener(listener: (...parameters: Parameters) => void): boolean {
    return this.#listeners.has(listener);
  }

  hasListeners(): boolean {
    return this.#listeners.size > 0;
  }

  fire(...parameters: Parameters): void {
    for (const listener of this.#listeners) listener(...parameters);
  }
}

/** One end of a port, whose other end is the test. */
export class FakePort implements Runtime.Port {
  readonly name: string;
  /** What was posted at this end. */
  readonly posted: unknown[] = [];
  readonly message = new FakeEvent<[message: unknown, port: Runtime.Port]>();
  readonly closed = new FakeEvent<[port: Runtime.Port]>();
  readonly onMessage: Events.Event<(message: unknown, port: Runtime.Port) => void> = this.message;
  readonly onDisconnect: Events.Event<(port: Runtime.Port) => void> = this.closed;

  readonly sender?: Runtime.MessageSender;

  constructor(name: string, sender?: Runtime.MessageSender) {
    this.name = name;
    if (sender !== undefined) this.sender = sender;
  }

  postMessage(message: unknown): void {
    this.posted.push(message);
  }

  disconnect(): void {
    this.closed.fire(this);
  }

  /** The other end says something. */
  hear(message: unknown): void {
    this.message.fire(message, this);
  }
}
