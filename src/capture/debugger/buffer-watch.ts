/**
 * Schedule for reading whether what a page sends piles up in the browser (WHATWG WebSockets: `bufferedAmount`): no event tells
 * of that. Only after the page has sent something, seldom, and on as long as something waits: a page that sends nothing is
 * never asked.
 */

/** Least time between two readings, in milliseconds: what ordinary sending leaves in the buffer is gone by then. */
const PACE_MS = 2000;

/** Readings take at most one part in this many of the time. */
const SHARE = 50;

/** Paces the readings of the buffers of one session. */
export class BufferWatch {
  readonly #read: () => Promise<boolean>;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #tookMs = 0;
  #stopped = false;

  /** @param read reads the buffers, and tells whether something waits in one of them */
  constructor(read: () => Promise<boolean>) {
    this.#read = read;
  }

  /** The page has sent a message, or some of what it sent waits: a while later it is read whether it is gone. */
  readLater(): void {
    if (this.#timer !== null || this.#stopped) return;
    this.#timer = setTimeout(() => void this.#run(), Math.max(PACE_MS, this.#tookMs * SHARE));
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #run(): Promise<void> {
    const asked = performance.now();
    const waits = await this.#read();
    this.#tookMs = performance.now() - asked;
    this.#timer = null;
    if (waits) this.readLater();
  }
}
