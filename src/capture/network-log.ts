import browser from "webextension-polyfill";
import { type HarReading, readHar, readHarEntry } from "../sources/har/entries.ts";
import type { HarOptions } from "../sources/har/options.ts";
import { isListedAlone, newestTransport } from "../sources/har/web-transport.ts";
import type { Neighbour } from "../upgrade/http/host-response.ts";
import type { Logged } from "../upgrade/observation.ts";

/** How often the log is read while nothing else counts, in milliseconds. */
const PASSIVE_MS = 2000;

/** How often it is read while the debugger counts: only for what the debugger does not tell. */
const LIVE_MS = 10_000;

/** How soon after a reason to look (a new connection of unknown origin, an end) it is read again. */
const SOON_MS = 300;

/** Reading serialises the whole log with all payloads: it may take this share of the time at most. */
const SHARE = 20;

/** The same where somebody waits for it, because a count depends on it. */
const SHARE_SOON = 4;

/** How long before the news of a navigation a socket of the new page may have been opened, in milliseconds. */
const NAVIGATION_MS = 1000;

/** What a look at the network log gives. */
export interface NetworkListener {
  looked(logged: readonly Logged[], neighbours: readonly Neighbour[], lookedAt: number): void;
  finished(logged: Logged): void;
  neighbour(neighbour: Neighbour): void;
  /**
   * The page was left for another one.
   *
   * @param ofNewPage the entries that already belong to the new page
   */
  navigated(url: string, ofNewPage: readonly Logged[]): void;
  /** The log could not be read, in words. */
  failed(message: string): void;
}

/**
 * Reads DevTools' own network log: no banner, nothing sent to the page. Open sockets are told only by asking, so it asks
 * gently, and only while the panel can be seen.
 */
export class NetworkLog {
  readonly #listener: NetworkListener;
  /** Since when it hears of ends, epoch milliseconds. */
  readonly #since = Date.now();
  /** The newest WebTransport of the first look, by the browser's monotonic clock; null before it. */
  #transportsSince: number | null = null;
  /** Their names in the newest look. */
  #transports: ReadonlySet<string> = new Set();
  #generation = 0;
  #length = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #due = 0;
  #live = false;
  #looking = false;
  #took = 0;
  #failing = false;

  constructor(listener: NetworkListener) {
    this.#listener = listener;
    const { network } = browser.devtools;
    network.onRequestFinished.addListener((entry) => this.#finished(entry));
    network.onNavigated.addListener((url) => void this.#navigated(url));
    document.addEventListener("visibilitychange", () => {
      if (isVisible()) this.lookSoon();
    });
    void this.look();
  }

  /** The new page may have opened sockets before this news came: a look tells which are its own. */
  async #navigated(url: string): Promise<void> {
    this.#generation++;
    const since = Date.now() - NAVIGATION_MS;
    let logged: readonly Logged[] = [];
    try {
      logged = (await this.#read()).logged;
    } catch {
      // Then all that is listed counts as the old page's, and the next look brings back what is not.
    }
    this.#listener.navigated(
      url,
      logged.filter((entry) => entry.startedAt !== null && entry.startedAt >= since),
    );
    this.lookSoon();
  }

  /** Says whether the debugger counts: then the log is needed less often. */
  setLive(live: boolean): void {
    this.#live = live;
    this.#schedule();
  }

  /** Looks again after a moment. */
  lookSoon(): void {
    this.#schedule(SOON_MS, SHARE_SOON);
  }

  /** Looks now; two looks never overlap. */
  async look(): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    const lookedAt = Date.now();
    try {
      const { logged, neighbours } = await this.#read();
      this.#listener.looked(logged, neighbours, lookedAt);
      this.#failing = false;
    } catch (error) {
      // One gap, however often it is tried meanwhile.
      if (!this.#failing) this.#listener.failed(error instanceof Error ? error.message : String(error));
      this.#failing = true;
    } finally {
      this.#took = Date.now() - lookedAt;
      this.#looking = false;
      this.#schedule();
    }
  }

  async #read(): Promise<HarReading> {
    const at = Date.now();
    const har: unknown = await browser.devtools.network.getHAR();
    const reading = readHar(har, this.#options(at, har));
    this.#transports = new Set(reading.logged.filter(isTransport).map(({ ref }) => ref));
    return reading;
  }

  /** The next look is the earliest that anybody asked for: a stream of reasons never puts it off. */
  #schedule(after = this.#live ? LIVE_MS : PASSIVE_MS, share = SHARE): void {
    const due = Date.now() + Math.max(after, this.#took * share);
    if (this.#timer !== null) {
      if (due >= this.#due) return;
      clearTimeout(this.#timer);
    }
    this.#due = due;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      if (isVisible()) void this.look();
      else this.#schedule();
    }, due - Date.now());
  }

  /** A log that became shorter was cleared: entries without a key get new names. */
  #options(at: number, har: unknown): HarOptions {
    const entries: readonly unknown[] =
      typeof har === "object" && har !== null && "entries" in har && Array.isArray(har.entries) ? har.entries : [];
    if (entries.length < this.#length) this.#generation++;
    this.#length = entries.length;
    this.#transportsSince ??= newestTransport(entries);
    return this.#optionsAt(at);
  }

  #optionsAt(at: number): HarOptions {
    return {
      at,
      fromFile: false,
      generation: this.#generation,
      requestsSince: this.#since,
      transportsSince: this.#transportsSince ?? 0,
    };
  }

  #finished(entry: unknown): void {
    const read = readHarEntry(entry, this.#optionsAt(Date.now()));
    if (read === null) return;
    // Of several WebTransports that were asked for within a millisecond, the whole log alone tells which one ended.
    if ("type" in read && isTransport(read) && !isListedAlone(read.ref, this.#transports)) this.lookSoon();
    else if ("type" in read) this.#listener.finished(read);
    else this.#listener.neighbour(read);
  }
}

function isTransport({ kind }: Logged): boolean {
  return kind === "webtransport";
}

/** A panel that is not shown has no size, though its document may call itself visible. */
function isVisible(): boolean {
  return document.visibilityState === "visible" && innerHeight > 0;
}
