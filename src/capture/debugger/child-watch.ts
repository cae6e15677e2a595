import * as v from "valibot";
import type { Send } from "./page-sockets.ts";

/** Longest wait for a document to be loaded, in milliseconds. */
const LOAD_MS = 10_000;

const State = v.object({ result: v.object({ value: v.picklist(["loading", "interactive"]) }) });

/**
 * Has the browser attach to the frames and workers of one target. At the moment when that begins, a frame of another site that
 * any debugger holds, DevTools too, is taken from it, and never begins (docs/chromium.md#frames-that-never-begin). So it begins
 * when there can be no such frame: before a target runs that is held, or when a document that runs already is loaded. New frames
 * and workers are held, as DevTools holds them, until all was asked of them.
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
   * @param isSafe whether the target is held or has no frames
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
