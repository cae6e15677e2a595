import { TooLarge } from "../sources/next.ts";
import { readPieces } from "../sources/pieces.ts";
import type { Store } from "../store/store.ts";
import { bytes } from "../view/amounts.ts";
import { t } from "../view/text.ts";
import { inTimeSlices, pause } from "./time-slicing.ts";

/** Reports and transcripts are read whole; HARs and network logs of any size piece by piece. Bytes. */
const MOST_WHOLE = 1 << 26;

/** Longest time of reading before the page is drawn again, in milliseconds. */
const TURN_MS = 40;

/** The file itself could not be read: the browser's own words say little. */
class Unreadable extends Error {}

/** What reading files needs of the panel. */
interface ImportsWorld {
  /** Epoch milliseconds. */
  now(): number;
  /** Whether somebody sees the panel. */
  isVisible(): boolean;
}

const PANEL: ImportsWorld = { now: () => Date.now(), isVisible: () => document.visibilityState === "visible" };

/** Reads files one after the other, while everything else goes on. */
export class FileImports {
  readonly #store: Store;
  readonly #world: ImportsWorld;
  #waiting: File[] = [];
  /** Stops the reading of the file that is being read; a file that is chosen later has its own. */
  #cancel = new AbortController();
  #isRunning = false;
  #done = 0;

  constructor(store: Store, world: ImportsWorld = PANEL) {
    this.#store = store;
    this.#world = world;
  }

  start(files: readonly File[]): void {
    this.#waiting.push(...files);
    if (!this.#isRunning) void this.#run();
  }

  /** Files that were not read whole are forgotten. */
  cancel(): void {
    this.#waiting = [];
    this.#cancel.abort();
  }

  async #run(): Promise<void> {
    const { imports } = this.#store;
    imports.dismissNotes();
    this.#isRunning = true;
    this.#done = 0;
    for (let file = this.#waiting.shift(); file !== undefined; file = this.#waiting.shift()) {
      this.#cancel = new AbortController();
      await this.#read(file, this.#cancel.signal);
      this.#done++;
    }
    imports.progress.value = null;
    this.#isRunning = false;
  }

  async #read(file: File, signal: AbortSignal): Promise<void> {
    const { imports } = this.#store;
    try {
      const reading = await readPieces(this.#piecesOf(file, signal), imports.next, MOST_WHOLE, {
        countsNames: this.#store.settings.peek().countNames,
      });
      await inTimeSlices(imports.addSteps(file.name, reading, this.#world.now()), signal, pause);
    } catch (error) {
      if (!signal.aborted) imports.failures.value = [...imports.failures.value, { name: file.name, why: whyOf(error) }];
    }
  }

  #piecesOf(file: File, signal: AbortSignal): () => Promise<Uint8Array | null> {
    const reader = file.stream().getReader();
    let read = 0;
    let drawnAt = 0;
    return async () => {
      if (performance.now() - drawnAt > TURN_MS) {
        const files = this.#done + 1 + this.#waiting.length;
        this.#store.imports.progress.value = { name: file.name, read, size: file.size, file: this.#done + 1, files };
        // A hidden panel need not be drawn, and its timers are slowed down.
        if (this.#world.isVisible()) await new Promise((resolve) => setTimeout(resolve));
        drawnAt = performance.now();
      }
      if (signal.aborted) {
        void reader.cancel();
        throw new Error(t("importCancelled"));
      }
      const { done, value } = await reader.read().catch(() => {
        throw new Unreadable();
      });
      if (done) return null;
      read += value.length;
      return value;
    };
  }
}

/** One sentence for the user, and what to do. The readers' own words quote nothing of the file. */
function whyOf(error: unknown): string {
  if (error instanceof Unreadable) return t("importUnreadable");
  if (error instanceof TooLarge) return t("importTooLarge", bytes(MOST_WHOLE));
  return `${error instanceof Error ? error.message : String(error)} ${t("importHow")}`;
}
