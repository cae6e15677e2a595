import * as v from "valibot";
import type { Send } from "./page-sockets.ts";

/** Longest wait for a document to be loaded, in milliseconds. */
const LOAD_MS = 10_000;

const State = v.object({ result: v.object({ value: v.picklist(["loading", "interactive"]) }) });

/**
 * Has the browser attach to the frames and workers of one target. To begin that takes every debugger's session with a frame of
 * another site that is just coming away from it, DevTools' own too, and the frame never begins
 * (docs/chromium.md#frames-that-never-begin). So it is begun when no frame can be coming: before the target runs, for which new
 * frames and workers are held until all was asked of them, as DevTools holds them; or where it runs already, when it is loaded.
 */
export class ChildWatch {
  readonly #send: Send;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(send: Send) {
    this.#send = send;
  }

  /**
   * Begins at once with a target that is held or has no frames; with a document that runs, when it is loaded.
   *
   * @returns settles when the browser has attached to what is there, or when that is waited for
   */
  async begin(isSafe: boolean): Promise<void> {
    if (isSafe) return this.#begin();
    this.#timer = setTimeout(() => void this.loaded(), LOAD_MS);
    // Not every target knows both of these.
    const [, state] = await Promise.allSettled([
      this.#send("Page.enable", undefined),
      this.#send("Runtime.evaluate", { expression: "document.readyState", returnByValue: true }),
    ]);
    if (state.status === "fulfilled" && v.is(State, state.value)) return;
    await this.loaded();
  }

  /** The document is loaded, its frames with it (CDP `Page.loadEventFired`): begins unless that was done. */
  async loaded(): Promise<void> {
    if (this.#timer === null) return;
    this.stop();
    await this.#begin().catch(() => undefined);
  }

  /** Nothing is begun any more. */
  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #begin(): Promise<void> {
    await this.#send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: true, flatten: true });
  }
}
