import * as v from "valibot";
import type { Target } from "../../upgrade/observation.ts";
import type { Send } from "./page-sockets.ts";

const FrameTree = v.object({ frameTree: v.object({ frame: v.object({ id: v.string() }) }) });
const OfFrame = v.object({ frameId: v.string() });

/**
 * The frames whose scripts run in one session, and what that makes of the session's own target: network events of a frame in
 * the page's process come as the page's.
 */
export class SessionFrames {
  readonly #target: Target;
  readonly #send: Send;
  /** By the number of an execution context, the frame whose scripts run there (CDP `Page.FrameId`). */
  readonly #frames = new Map<number, string>();
  /** The frame that all others of this session are in; null: not known, or there are none. */
  #rootFrame: string | null = null;

  /** @param target of the session */
  constructor(target: Target, send: Send) {
    this.#target = target;
    this.#send = send;
  }

  /** An execution context of a frame was created. */
  add(context: number, frameId: string): void {
    this.#frames.set(context, frameId);
  }

  delete(context: number): void {
    this.#frames.delete(context);
  }

  /** The session's document is another one. */
  clear(): void {
    this.#frames.clear();
    this.#rootFrame = null;
    this.findRootFrame().catch(() => undefined);
  }

  /** Asks for the frame that all others of this session are in. */
  async findRootFrame(): Promise<void> {
    const tree = v.safeParse(FrameTree, await this.#send("Page.getFrameTree", undefined));
    if (tree.success) this.#rootFrame = tree.output.frameTree.frame.id;
  }

  /** Target of an execution context. Scripts of a frame in the page's own process have a context of their own. */
  targetOf(context: number): Target {
    return this.#targetOfFrame(this.#frames.get(context));
  }

  /** Target of what an event tells: only those of ordinary requests name the frame. null: the page, or a frame in its process. */
  announcedTarget(method: string, params: unknown): Target | null {
    if (this.#target !== "page" || !this.#hasFrames()) return this.#target;
    if (method !== "Network.requestWillBeSent") return null;
    const ofFrame = v.safeParse(OfFrame, params);
    return ofFrame.success && this.#rootFrame !== null ? this.#targetOfFrame(ofFrame.output.frameId) : null;
  }

  #targetOfFrame(frame: string | undefined): Target {
    const isInner = frame !== undefined && this.#rootFrame !== null && frame !== this.#rootFrame;
    return this.#target === "page" && isInner ? "iframe" : this.#target;
  }

  /** Whether scripts run in more frames than one. Every message asks: nothing is made for it. */
  #hasFrames(): boolean {
    let first: string | null = null;
    for (const frame of this.#frames.values()) {
      if (first !== null && frame !== first) return true;
      first = frame;
    }
    return false;
  }
}
