import { HarEntries, readHarEntry } from "../../sources/har/entries.ts";
import type { HarOptions } from "../../sources/har/options.ts";
import { newestTransport } from "../../sources/har/web-transport.ts";
import type { HostResponse } from "../../upgrade/http/host-response.ts";
import type { Logged } from "../../upgrade/observation.ts";
import type { Clock, NetworkSource } from "./devtools-network.ts";
import { type LogEntry, LogNames } from "./log-names.ts";
import { CHROMES_PACE, FIREFOXES_PACE, type Pace } from "./pace.ts";
import { isDocument, isOfPageLoad, newestPageLoad, type PageLoad, pageOf } from "./page-loads.ts";

/** Interval at which the log is polled while nothing else counts, in milliseconds. */
const PASSIVE_MS = 2000;

/** Interval while the debugger counts: the log is needed only for what the debugger does not tell. */
const LIVE_MS = 10_000;

/** Delay after a reason to poll (a new connection of unknown origin, an end), in milliseconds. */
const SOON_MS = 300;

/** Time before the news of a navigation in which the new page may have opened something, where the log does not tell its pages. */
const NAVIGATION_MS = 1000;

/** Longest time that the log may be behind the debugger's news of a navigation, in milliseconds. */
const BEHIND_MS = 3000;

/** What a poll of the network log gives. */
export interface NetworkListener {
  /** Whether messages are to be counted by their names now: asked at each poll. */
  countsNames(): boolean;
  polled(logged: readonly Logged[], hostResponses: readonly HostResponse[], polledAt: number): void;
  finished(logged: Logged): void;
  hostResponse(hostResponse: HostResponse): void;
  /**
   * The page was left for another one.
   *
   * @param ofNewPage the entries that already belong to the new page
   * @param ofOldPage the entries that a log which is preserved still has of pages before
   */
  navigated(url: string, ofNewPage: readonly Logged[], ofOldPage: readonly Logged[]): void;
  /** The log could not be read, in words. */
  failed(message: string): void;
}

interface Poll {
  readonly logged: readonly Logged[];
  readonly hostResponses: readonly HostResponse[];
  readonly pageLoad: PageLoad | null;
  /** By name, the page of each entry. */
  readonly pages: ReadonlyMap<string, string | null>;
}

/** An end that waits until it is known of which page it is. */
interface PendingEntry {
  readonly logged: Logged;
  readonly page: string | null;
}

/**
 * Reads DevTools' own network log: no banner, nothing sent to the page. Open sockets are told only by asking, so it asks
 * gently, and only while the panel can be seen.
 */
export class NetworkLog {
  readonly #listener: NetworkListener;
  readonly #source: NetworkSource;
  readonly #clock: Clock;
  readonly #names = new LogNames();
  readonly #pace: Pace;
  /** Time since which ends are told, epoch milliseconds. */
  readonly #since: number;
  /** The newest WebTransport of the first poll, by the browser's monotonic clock; null before it. */
  #transportsSince: number | null = null;
  /** How many navigations were told, by either side. */
  #navigations = 0;
  /** Time at which the debugger told of a navigation that the log has not told yet; null: it is not behind. */
  #behindSince: number | null = null;
  /** Time at which the log told of a navigation that the debugger has not told yet, by `Clock.passed`, as all times below. */
  #aheadSince = Number.NEGATIVE_INFINITY;
  /** What ended while the log was behind: of which page, the navigation's time tells. */
  #pendingEntries: PendingEntry[] = [];
  /** The page that the log had last, as of the last navigation; undefined before the first poll. */
  #page: string | null | undefined;
  /** The poll under way; polls never overlap, since each is compared with the one before it. */
  #polling: Promise<unknown> = Promise.resolve();
  #cancel: (() => void) | null = null;
  #due = 0;
  /** When the page last became likely to connect. */
  #burstFrom: number;
  #live = false;
  #isPolling = false;
  /** Time at which the last poll began. */
  #polledAt = Number.NEGATIVE_INFINITY;
  /** Time at which the log last told something of itself. */
  #heardAt = Number.NEGATIVE_INFINITY;
  /** What Firefox's log has, by name, as far as it was told: by the last poll, and since. */
  #told = new Map<string, Logged>();
  #took = 0;
  #failing = false;

  constructor(listener: NetworkListener, source: NetworkSource, clock: Clock) {
    this.#listener = listener;
    this.#source = source;
    this.#clock = clock;
    this.#since = clock.now();
    this.#burstFrom = clock.passed();
    this.#pace = source.isFirefoxes ? FIREFOXES_PACE : CHROMES_PACE;
    source.onFinished((entry) => this.#finished(entry));
    source.onNavigated((url) => void this.#navigated(url));
    source.onVisible(() => this.#schedule(0, this.#pace.shareSoon));
    void this.poll();
  }

  /** The new page may have opened sockets before this news came: a poll tells which are its own. */
  async #navigated(url: string): Promise<void> {
    this.#navigations++;
    const heardAt = this.#clock.passed();
    this.#heardAt = heardAt;
    if (this.#source.isFirefoxes) return this.#navigatedInFirefox(url);
    const since = (this.#behindSince ?? this.#clock.now()) - NAVIGATION_MS;
    if (this.#behindSince === null) this.#aheadSince = heardAt;
    let poll: Poll | null = null;
    try {
      poll = await this.#poll();
      // Of what ended with the page no end will be told.
      this.#names.forgetGone();
    } catch {
      // Then all that is listed counts as the old page's, and the next poll brings back what is not.
    }
    // One that comes out of the back/forward cache is no new one of the log.
    const load = poll?.pageLoad == null || poll.pageLoad.id === this.#page ? null : poll.pageLoad;
    this.#page = poll?.pageLoad?.id ?? null;
    const isOfNewPage = (entry: Logged) => isOfPageLoad(entry, poll?.pages.get(entry.sourceId) ?? null, load, since);
    const logged = poll?.logged ?? [];
    this.#catchUp(load);
    this.#listener.navigated(
      url,
      logged.filter(isOfNewPage),
      logged.filter((entry) => !isOfNewPage(entry)),
    );
    this.#burst(heardAt);
    this.pollSoon();
  }

  /** Firefox tells of it when the page has loaded, and may be about to open more: a poll now would cost entries. */
  async #navigatedInFirefox(url: string): Promise<void> {
    const since = (await this.#source.pageStart()) ?? this.#clock.now() - NAVIGATION_MS;
    const isOfNewPage = ({ startedAt }: Logged) => startedAt !== null && startedAt >= since;
    this.#told = new Map([...this.#told].filter(([, logged]) => isOfNewPage(logged)));
    this.#listener.navigated(url, [...this.#told.values()], []);
    this.pollSoon();
  }

  /**
   * Says that the debugger told of a navigation. The log tells of it on another way, mostly a moment later; what it lists
   * until then is the old page's, which would be listed as the new one's.
   */
  leavePage(): void {
    if (this.#clock.passed() - this.#aheadSince < BEHIND_MS) {
      this.#aheadSince = Number.NEGATIVE_INFINITY;
      return;
    }
    const now = this.#clock.now();
    this.#navigations++;
    this.#behindSince = now;
    this.#clock.after(BEHIND_MS, () => {
      if (this.#behindSince === now) this.#catchUp();
    });
  }

  #catchUp(load: PageLoad | null = null): void {
    const left = this.#behindSince;
    this.#behindSince = null;
    if (left === null) return;
    for (const { logged, page } of this.#pendingEntries.splice(0)) {
      if (isOfPageLoad(logged, page, load, left - NAVIGATION_MS)) this.#listener.finished(logged);
    }
    this.pollSoon();
  }

  /** Says whether the debugger counts: then the log is needed less often. */
  setLive(live: boolean): void {
    this.#live = live;
    this.#schedule();
  }

  /**
   * Polls again after a moment.
   *
   * @param after milliseconds
   */
  pollSoon(after = SOON_MS): void {
    this.#schedule(after, this.#pace.shareSoon);
  }

  /** Polls several times within the next seconds: the page is likely to connect. */
  #burst(from: number): void {
    this.#burstFrom = from;
    this.#schedule();
  }

  /** Delay until the next poll of the burst, in milliseconds; infinite where none is left. The debugger tells by itself what begins. */
  #untilBurst(now: number): number {
    const next = this.#live ? undefined : this.#pace.burst.find((after) => this.#burstFrom + after > now);
    return next === undefined ? Number.POSITIVE_INFINITY : this.#burstFrom + next - now;
  }

  /** Polls now; two calls never overlap. */
  async poll(): Promise<void> {
    if (this.#isPolling) return;
    this.#isPolling = true;
    const polledAt = this.#clock.now();
    const began = this.#clock.passed();
    this.#polledAt = began;
    const navigations = this.#navigations;
    try {
      const { logged, hostResponses } = await this.#poll();
      // What was asked for at the page before would be listed as the new page's.
      if (navigations === this.#navigations && this.#behindSince === null)
        this.#listener.polled(logged, hostResponses, polledAt);
      this.#failing = false;
    } catch (error) {
      // One gap, however often it is tried meanwhile.
      if (!this.#failing) this.#listener.failed(error instanceof Error ? error.message : String(error));
      this.#failing = true;
    } finally {
      this.#took = this.#clock.passed() - began;
      this.#isPolling = false;
      this.#schedule();
    }
  }

  #poll(): Promise<Poll> {
    const poll = this.#polling.then(() => this.#read());
    // What a poll read is not kept for the next one: of a flood it has an object for each message.
    this.#polling = poll.then(
      () => undefined,
      () => undefined,
    );
    return poll;
  }

  async #read(): Promise<Poll> {
    const at = this.#clock.now();
    const began = this.#clock.passed();
    const toldBefore = new Set(this.#told.values());
    const har = await this.#source.getHar();
    const raws = entriesOf(har);
    const pageLoad = newestPageLoad(har, raws);
    if (this.#page === undefined) this.#page = pageLoad?.id ?? null;
    this.#transportsSince ??= newestTransport(raws);
    const reader = new HarEntries(this.#options(at));
    const hostResponses: HostResponse[] = [];
    const entries = raws.map((raw): LogEntry => {
      const entry = reader.read(raw);
      if (entry === null || entry === "unreadable") return { raw, logged: null };
      if ("sourceId" in entry) return { raw, logged: entry };
      hostResponses.push(entry);
      return { raw, logged: null };
    });
    const logged = this.#names.name(entries, began);
    const tracked = entries.filter((entry) => entry.logged !== null);
    // Names come in the order of the entries; then what the log has no more.
    const pages = new Map(tracked.map(({ raw }, i) => [logged[i]?.sourceId ?? "", pageOf(raw)]));
    if (this.#source.isFirefoxes) {
      // Of what its log has no more, Firefox tells no end.
      this.#names.forgetGone();
      const toldMeanwhile = [...this.#told.values()].filter((one) => !toldBefore.has(one));
      this.#told = new Map([...logged, ...toldMeanwhile].map((one) => [one.sourceId, one]));
    }
    return { logged, hostResponses, pageLoad, pages };
  }

  /** The next poll is the earliest that anybody asked for: a stream of reasons never puts it off. */
  #schedule(after = this.#live ? LIVE_MS : PASSIVE_MS, share = this.#pace.share): void {
    const now = this.#clock.passed();
    const due = now + Math.max(Math.min(after, this.#untilBurst(now)), this.#took * share);
    if (this.#cancel !== null) {
      if (due >= this.#due) return;
      this.#cancel();
    }
    this.#due = due;
    this.#cancel = this.#clock.after(due - now, () => {
      this.#cancel = null;
      const restless = this.#quietAt - this.#clock.passed();
      if (!this.#source.isVisible()) this.#schedule();
      else if (restless > 0) this.#schedule(restless, 0);
      else void this.poll();
    });
  }

  /** The time from which the log may be polled, as far as its own news go. */
  get #quietAt(): number {
    const { quietMs, patienceMs } = this.#pace;
    return Math.min(this.#heardAt + quietMs, this.#polledAt + patienceMs);
  }

  #options(at: number): HarOptions {
    return {
      at,
      fromFile: false,
      // Names are given here, by the place in the log.
      generation: 0,
      isFirefoxes: this.#source.isFirefoxes,
      requestsSince: this.#since,
      transportsSince: this.#transportsSince ?? 0,
      countsNames: this.#listener.countsNames(),
    };
  }

  #finished(entry: unknown): void {
    const heardAt = this.#clock.passed();
    this.#heardAt = heardAt;
    if (isDocument(entry)) this.#burst(heardAt);
    const read = readHarEntry(entry, this.#options(this.#clock.now()));
    if (read === null) return;
    if (!("type" in read)) {
      this.#listener.hostResponse(read);
      return;
    }
    const named = this.#names.end(entry, read, heardAt);
    if (named !== null && this.#source.isFirefoxes) this.#told.set(named.sourceId, named);
    if (named === null) this.pollSoon();
    else if (this.#behindSince !== null) this.#pendingEntries.push({ logged: named, page: pageOf(entry) });
    else this.#listener.finished(named);
  }
}

/** @throws Error with one clear sentence when it is no log */
function entriesOf(har: unknown): readonly unknown[] {
  if (typeof har === "object" && har !== null && "entries" in har && Array.isArray(har.entries)) return har.entries;
  throw new Error("DevTools returned no list of requests.");
}
