import browser, { type Runtime } from "webextension-polyfill";
import {
  type BackgroundMessage,
  onBackgroundMessage,
  type PanelMessage,
  PORT_NAME,
  sendToBackground,
} from "../background-port.ts";

/** A service worker that went away is woken at once; one that goes away again so soon is given this time. Milliseconds. */
const RECONNECT_MS = 1000;

/** What the link tells its owner. */
export interface LinkListener {
  said(message: BackgroundMessage): void;
  /** The service worker had been stopped and is there again: it knows nothing of what it was asked before. */
  reconnected(): void;
  /** The extension itself was reloaded or removed: nothing works any more in this page. */
  lost(): void;
}

/** What the link needs of the browser. */
export interface LinkWorld {
  /** @throws Error when the extension was reloaded or removed under an open page */
  connect(): Runtime.Port;
  isExtensionAlive(): boolean;
}

/** The extension's own runtime. */
const RUNTIME: LinkWorld = { connect: () => browser.runtime.connect({ name: PORT_NAME }), isExtensionAlive };

/** The port to the background, which owns the debugger's sessions; made again whenever the service worker was stopped. */
export class BackgroundLink {
  readonly #listener: LinkListener;
  readonly #world: LinkWorld;
  #port: Runtime.Port | null = null;
  /** By `performance.now()`, which nobody sets. */
  #reconnectedAt = Number.NEGATIVE_INFINITY;

  constructor(listener: LinkListener, world: LinkWorld = RUNTIME) {
    this.#world = world;
    this.#listener = listener;
    this.#connect();
  }

  send(message: PanelMessage): void {
    if (this.#port !== null) sendToBackground(this.#port, message);
  }

  #connect(): void {
    let port: Runtime.Port;
    try {
      port = this.#world.connect();
    } catch {
      this.#listener.lost();
      return;
    }
    this.#port = port;
    onBackgroundMessage(port, (message) => this.#listener.said(message));
    port.onDisconnect.addListener(() => {
      this.#port = null;
      if (!this.#world.isExtensionAlive()) this.#listener.lost();
      // Connecting wakes the service worker, and it takes the session over again. At once, because while nobody owns the
      // session, nobody would release it if DevTools closed.
      else if (performance.now() - this.#reconnectedAt > RECONNECT_MS) this.#reconnect();
      else setTimeout(() => this.#reconnect(), RECONNECT_MS);
    });
  }

  #reconnect(): void {
    this.#reconnectedAt = performance.now();
    this.#connect();
    if (this.#port !== null) this.#listener.reconnected();
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
