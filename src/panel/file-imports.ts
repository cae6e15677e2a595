import { TooLarge } from "../sources/next.ts";
import { readPieces } from "../sources/pieces.ts";
import { KINDS } from "../sources/recognize.ts";
import { WHAT_TO_PASTE } from "../sources/transcript/transcript.ts";
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

/** What became of a file; `isWhole`: why it failed says already what can be read. */
type End = "listed" | "empty" | "canceled" | { readonly why: string; readonly isWhole: boolean };

interface Waiting {
  readonly file: File;
  /** Takes what became of it. */
  tell(end: End): void;
}

/** Reads files one after the other, while everything else goes on. */
export class FileImports {
  readonly #store: Store;
  readonly #world: ImportsWorld;
  #waiting: Waiting[] = [];
  /** Stops the reading of the file that is being read; a file that is chosen later has its own. */
  #cancel = new AbortController();
  #isRunning = false;
  #done = 0;

  constructor(store: Store, world: ImportsWorld = PANEL) {
    this.#store = store;
    this.#world = world;
  }

  start(files: readonly File[]): void {
    this.#queue(files.map((file) => ({ file, tell: (end) => this.#note(file.name, end) })));
  }

  /**
   * Reads pasted text in its turn.
   *
   * @returns null when its upgrades are listed; else why they are not
   */
  read(text: string): Promise<string | null> {
    const file = new File([text], t("pasteName"), { type: "text/plain" });
    return new Promise((resolve) => {
      this.#queue([
        {
          file,
          tell: (end) => {
            if (end === "listed") resolve(null);
            else if (end === "canceled") resolve(t("importCanceled"));
            else resolve(end === "empty" ? t("importEmpty", file.name) : end.why);
          },
        },
      ]);
    });
  }

  /** Files that were not read whole are forgotten. */
  cancel(): void {
    for (const { tell } of this.#waiting.splice(0)) tell("canceled");
    this.#cancel.abort();
  }

  #queue(files: readonly Waiting[]): void {
    this.#waiting.push(...files);
    if (!this.#isRunning) void this.#run();
  }

  async #run(): Promise<void> {
    const { imports } = this.#store;
    imports.dismissNotes();
    this.#isRunning = true;
    this.#done = 0;
    for (let next = this.#waiting.shift(); next !== undefined; next = this.#waiting.shift()) {
      this.#cancel = new AbortController();
      next.tell(await this.#read(next.file, this.#cancel.signal));
      this.#done++;
    }
    imports.progress.value = null;
    this.#isRunning = false;
  }

  async #read(file: File, signal: AbortSignal): Promise<End> {
    const { imports } = this.#store;
    try {
      const reading = await readPieces(this.#piecesOf(file, signal), imports.next, MOST_WHOLE, {
        countsNames: this.#store.settings.peek().countNames,
      });
      const ready = await inTimeSlices(imports.prepare(file.name, reading, this.#world.now()), signal, pause);
      // Drawing it begins a turn of its own, and does not end one that is long already.
      await pause();
      signal.throwIfAborted();
      return imports.list(ready) === null ? "empty" : "listed";
    } catch (error) {
      return signal.aborted ? "canceled" : whyOf(error);
    }
  }

  /** Says in a line of its own what became of a file, unless all is well. */
  #note(name: string, end: End): void {
    const { imports } = this.#store;
    if (end === "empty") imports.empty.value = [...imports.empty.value, name];
    if (end === "listed" || end === "canceled" || end === "empty") return;
    const why = end.isWhole ? end.why : `${end.why} ${t("importHow")}`;
    imports.failures.value = [...imports.failures.value, { name, why }];
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
        throw new Error(t("importCanceled"));
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

/** One sentence for the user. The readers' own words quote nothing of the file. */
function whyOf(error: unknown): Exclude<End, string> {
  if (error instanceof Unreadable) return { why: t("importUnreadable"), isWhole: true };
  if (error instanceof TooLarge) return { why: t("importTooLarge", bytes(MOST_WHOLE)), isWhole: true };
  const why = error instanceof Error ? error.message : String(error);
  return { why, isWhole: why.includes(KINDS) || why.includes(WHAT_TO_PASTE) };
}
