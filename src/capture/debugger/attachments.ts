import browser, { type Runtime } from "webextension-polyfill";
import { onPanelMessage, PORT_NAME, sayToPanel } from "../session.ts";

/** The tabs to which the debugger is attached, kept where a restarted service worker finds them. */
const STORED = "attachedTabs";

/** How long a restarted service worker waits for its panels before it lets go of what nobody claims, in milliseconds. */
const GRACE = 5000;

/** Our own earlier session on the same tab: Chrome allows one per extension and tab, so it is used again. */
const ALREADY_OURS = /already attached/i;

/**
 * Owns the debugger's sessions: attaches for the panel that asks, and detaches the moment its port closes. The service
 * worker must do it: a session attached by the panel page itself outlives DevTools.
 */
export class Attachments {
  readonly #tabs = new Map<Runtime.Port, number>();

  /** Starts to serve panels; call it synchronously when the service worker starts. */
  listen(): void {
    browser.runtime.onConnect.addListener((port) => {
      if (port.name === PORT_NAME) this.#serve(port);
    });
    // Without the permission granted by policy, or in a hardened build, the namespace is missing.
    chrome.debugger?.onDetach.addListener((source, reason) => {
      if (source.tabId !== undefined) this.#detached(source.tabId, reason);
    });
    void this.#releaseLeftovers();
  }

  #serve(port: Runtime.Port): void {
    onPanelMessage(port, (message) => {
      if (message.type === "attach") void this.#attach(port, message.tabId);
      else void this.#release(port);
    });
    port.onDisconnect.addListener(() => void this.#release(port));
  }

  async #attach(port: Runtime.Port, tabId: number): Promise<void> {
    this.#tabs.set(port, tabId);
    try {
      if (chrome.debugger === undefined) throw new Error("chrome.debugger is not available");
      await chrome.debugger.attach({ tabId }, "1.3");
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (!ALREADY_OURS.test(message)) {
        if (this.#tabs.delete(port)) sayToPanel(port, { type: "refused", message });
        return;
      }
    }
    if (!this.#tabs.has(port)) {
      // The panel closed while Chrome was attaching.
      await this.#detach(tabId);
      return;
    }
    await this.#remember();
    sayToPanel(port, { type: "attached" });
  }

  async #release(port: Runtime.Port): Promise<void> {
    const tabId = this.#tabs.get(port);
    this.#tabs.delete(port);
    if (tabId !== undefined) await this.#detach(tabId);
  }

  async #detach(tabId: number): Promise<void> {
    if ([...this.#tabs.values()].includes(tabId)) return;
    try {
      await chrome.debugger.detach({ tabId });
    } catch {
      // It was detached already: by the banner, or because the tab is gone.
    }
    await this.#remember();
  }

  #detached(tabId: number, reason: string): void {
    for (const [port, tab] of this.#tabs) {
      if (tab !== tabId) continue;
      this.#tabs.delete(port);
      sayToPanel(port, { type: "detached", reason });
    }
    void this.#remember();
  }

  async #remember(): Promise<void> {
    await browser.storage.session.set({ [STORED]: [...new Set(this.#tabs.values())] });
  }

  /** A service worker that was killed and started again holds sessions that it knows nothing of. */
  async #releaseLeftovers(): Promise<void> {
    const stored: unknown = (await browser.storage.session.get(STORED))[STORED];
    if (!Array.isArray(stored)) return;
    await new Promise((resolve) => setTimeout(resolve, GRACE));
    for (const tabId of stored) if (typeof tabId === "number") await this.#detach(tabId);
  }
}
