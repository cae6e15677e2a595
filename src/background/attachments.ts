import * as v from "valibot";
import type { Runtime } from "webextension-polyfill";
import { onPanelMessage, type PanelMessage, PORT_NAME, sendToPanel } from "../capture/background-port.ts";

/** Delay before a restarted service worker detaches from what no panel claims, in milliseconds. */
const GRACE = 5000;

/** Our own earlier session on the same target: Chrome allows one per extension and target, so it is used again. */
const ALREADY_OURS = /already attached/i;

/** A tab, or a worker that belongs to no tab. */
const Debuggee = v.union([v.strictObject({ tabId: v.number() }), v.strictObject({ targetId: v.string() })]);
type Debuggee = v.InferOutput<typeof Debuggee>;

/** One of the browser's targets (`chrome.debugger.TargetInfo`). */
interface ListedTarget {
  readonly id: string;
  readonly tabId?: number;
  /** Whether anybody debugs it, not only this extension. */
  readonly attached: boolean;
}

/** What the attachments need of Chrome's debugger API. */
export interface DebuggerApi {
  attach(debuggee: Debuggee, protocolVersion: string): Promise<void>;
  detach(debuggee: Debuggee): Promise<void>;
  getTargets(): Promise<readonly ListedTarget[]>;
  readonly onDetach: { addListener(listener: (source: object, reason: string) => void): void };
}

/** What the attachments need of the browser. */
export interface AttachmentsWorld {
  /** Missing without the permission granted by policy, or in a hardened build. */
  readonly debugger: DebuggerApi | undefined;
  readonly onConnect: { addListener(listener: (port: Runtime.Port) => void): void };
  /** The address of our own panel: nobody else is served. */
  readonly panelUrl: string;
  wait(milliseconds: number): Promise<void>;
}

/**
 * Owns the debugger's sessions: attaches for the panel that asks, and detaches the moment its port closes. The service
 * worker must do it: a session attached by the panel page itself outlives DevTools.
 */
export class Attachments {
  /** What each open panel has asked for, by its name. */
  readonly #claims = new Map<Runtime.Port, Map<string, Debuggee>>();
  readonly #world: AttachmentsWorld;

  constructor(world: AttachmentsWorld) {
    this.#world = world;
  }

  /** Starts to serve panels; call it synchronously when the service worker starts. */
  listen(): void {
    this.#world.onConnect.addListener((port) => {
      if (port.name === PORT_NAME && port.sender?.url === this.#world.panelUrl) this.#serve(port);
    });
    this.#world.debugger?.onDetach.addListener((source, reason) => {
      const debuggee = v.safeParse(Debuggee, source);
      if (debuggee.success) this.#detached(debuggee.output, reason);
    });
    void this.#releaseLeftovers();
  }

  #serve(port: Runtime.Port): void {
    this.#claims.set(port, new Map());
    onPanelMessage(port, (message) => void this.#respond(port, message));
    port.onDisconnect.addListener(() => {
      const released = this.#release(port);
      this.#claims.delete(port);
      void released;
    });
  }

  async #respond(port: Runtime.Port, message: PanelMessage): Promise<void> {
    if (message.type === "detach") return this.#release(port);
    const isTab = message.type === "attach";
    const problem = await this.#attach(port, isTab ? { tabId: message.tabId } : { targetId: message.targetId });
    if (!this.#claims.has(port)) return;
    if (problem === null)
      sendToPanel(port, isTab ? { type: "attached" } : { type: "worker-attached", targetId: message.targetId });
    else if (isTab) sendToPanel(port, { type: "refused", message: problem });
    else sendToPanel(port, { type: "worker-refused", targetId: message.targetId });
  }

  /** @returns Chrome's words when it refused, null when it is attached */
  async #attach(port: Runtime.Port, debuggee: Debuggee): Promise<string | null> {
    const name = nameOf(debuggee);
    this.#claims.get(port)?.set(name, debuggee);
    try {
      if (this.#world.debugger === undefined) throw new Error("chrome.debugger is not available");
      await this.#world.debugger.attach(debuggee, "1.3");
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (!ALREADY_OURS.test(message)) {
        this.#claims.get(port)?.delete(name);
        return message;
      }
    }
    // The panel may have closed, or have thought better of it, while Chrome was attaching.
    if (this.#claims.get(port)?.has(name) !== true) await this.#detach(debuggee);
    return null;
  }

  async #release(port: Runtime.Port): Promise<void> {
    const claims = this.#claims.get(port);
    const released = [...(claims?.values() ?? [])];
    claims?.clear();
    for (const debuggee of released) await this.#detach(debuggee);
  }

  async #detach(debuggee: Debuggee): Promise<void> {
    const name = nameOf(debuggee);
    if ([...this.#claims.values()].some((claims) => claims.has(name))) return;
    try {
      await this.#world.debugger?.detach(debuggee);
    } catch {
      // It was detached already: by the banner, or because the target is gone.
    }
  }

  #detached(debuggee: Debuggee, reason: string): void {
    const name = nameOf(debuggee);
    for (const [port, claims] of this.#claims) {
      if (claims.delete(name) && "tabId" in debuggee) sendToPanel(port, { type: "detached", reason });
    }
  }

  /**
   * A service worker that was killed and started again holds sessions that it knows nothing of. Chrome is asked for them: what
   * the service worker would have written down itself may not have been written when it was killed.
   */
  async #releaseLeftovers(): Promise<void> {
    await this.#world.wait(GRACE);
    // Where there is no debugger, or no list of its targets, there is nothing to let go of.
    const targets = (await this.#world.debugger?.getTargets().catch(() => [])) ?? [];
    // Those of others refuse, and stay as they are.
    for (const { id, tabId } of targets.filter(({ attached }) => attached)) {
      await this.#detach(tabId === undefined ? { targetId: id } : { tabId });
    }
  }
}

function nameOf(debuggee: Debuggee): string {
  return "tabId" in debuggee ? `tab ${debuggee.tabId}` : `target ${debuggee.targetId}`;
}
