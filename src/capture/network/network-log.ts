import { HarEntries, readHarEntry } from "../../sources/har/entries.ts";
import type { HarOptions } from "../../sources/har/options.ts";
import { newestTransport } from "../../sources/har/web-transport.ts";
import type { HostResponse } from "../../upgrade/http/host-response.ts";
import type { Logged } from "../../upgrade/observation.ts";
import type { Clock, NetworkSource } from "./devtools-network.ts";
import { type LogEntry, LogNames } from "./log-names.ts";
import { CHROMES_PACE, FIREFOXES_PACE } from "./pace.ts";
import { isDocument, isOfPageLoad, newestPageLoad, type PageLoad, pageOf } from "./page-loads.ts";
import { PollSchedule } from "./poll-schedule.ts";

/** Time before the news of a navigation in which the new page may have opened something, where the log does not name its pages. */
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
 * Reads DevTools' own network log: no banner, nothing sent to the page. Open sockets are reported only when asked for, so it asks
 * gently, and only while the panel can be seen.
 */
export class NetworkLog {
  readonly #listener: NetworkListener;
  readonly #source: NetworkSource;
  readonly #clock: Clock;
  readonly #names = new LogNames();
  readonly #schedule: PollSchedule;
  /** Time since which ends are reported, epoch milliseconds. */
  readonly #since: number;
  /** The newest WebTransport of the first poll, by the browser's monotonic clock; null before it. */
  #transportsSince: number | null = null;
  /** How many navigations were reported, by either side. */
  #navigations = 0;
  /** Time at which the debugger reported a navigation that the log has not reported yet; null: it is not behind. */
  #behindSince: number | null = null;
  /** Time at which the log reported a navigation that the debugger has not reported yet, by `Clock.passed`, as all times below. */
  #aheadSince = Number.NEGATIVE_INFINITY;
  /** What ended while the log was behind: of which page, the navigation's time shows. */
  #pendingEntries: PendingEntry[] = [];
  /** The page that the log had last, as of the last navigation; undefined before the first poll. */
  #page: string | null | undefined;
  /** The poll under way; polls never overlap, since each is compared with the one before it. */
  #polling: Promise<unknown> = Promise.resolve();
  #isPolling = false;
  /** What Firefox's log has, by name, as far as it was reported: by the last poll, and since. */
  #reported = new Map<string, Logged>();
  #failing = false;

  constructor(listener: NetworkListener, source: NetworkSource, clock: Clock) {
    this.#listener = listener;
    this.#source = source;
    this.#clock = clock;
    this.#since = clock.now();
    const pace = source.isFirefoxes ? FIREFOXES_PACE : CHROMES_PACE;
    this.#schedule = new PollSchedule(
      pace,
      clock,
      () => source.isVisible(),
      () => void this.poll(),
    );
    source.onFinished((entry) => this.#finished(entry));
    source.onNavigated((url) => void this.#navigated(url));
    source.onVisible(() => this.pollSoon(0));
    void this.poll();
  }

  /** The new page may have opened sockets before this news came: a poll shows which are its own. */
  async #navigated(url: string): Promise<void> {
    this.#navigations++;
    const heardAt = this.#schedule.heard();
    if (this.#source.isFirefoxes) return this.#navigatedInFirefox(url);
    const since = (this.#behindSince ?? this.#clock.now()) - NAVIGATION_MS;
    if (this.#behindSince === null) this.#aheadSince = heardAt;
    let poll: Poll | null = null;
    try {
      poll = await this.#poll();
      // Of what ended with the page no end will be reported.
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
    this.#schedule.burst(heardAt);
    this.pollSoon();
  }

  /** Firefox reports it when the page has loaded, and may be about to open more: a poll now would cost entries. */
  async #navigatedInFirefox(url: string): Promise<void> {
    const since = (await this.#source.pageStart()) ?? this.#clock.now() - NAVIGATION_MS;
    const isOfNewPage = ({ startedAt }: Logged) => startedAt !== null && startedAt >= since;
    this.#reported = new Map([...this.#reported].filter(([, logged]) => isOfNewPage(logged)));
    this.#listener.navigated(url, [...this.#reported.values()], []);
    this.pollSoon();
  }

  /**
   * Says that the debugger reported a navigation. The log reports it separately, mostly a moment later; what it lists
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
    this.#schedule.setLive(live);
  }

  /**
   * Polls again after a moment.
   *
   * @param after milliseconds; by default the usual delay after a reason to poll
   */
  pollSoon(after?: number): void {
    this.#schedule.soon(after);
  }

  /** Polls now; two calls never overlap. */
  async poll(): Promise<void> {
    if (this.#isPolling) return;
    this.#isPolling = true;
    const polledAt = this.#clock.now();
    const began = this.#schedule.began();
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
      this.#isPolling = false;
      this.#schedule.ended(began);
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
    const reportedBefore = new Set(this.#reported.values());
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
      // Of what its log has no more, Firefox reports no end.
      this.#names.forgetGone();
      const reportedMeanwhile = [...this.#reported.values()].filter((one) => !reportedBefore.has(one));
      this.#reported = new Map([...logged, ...reportedMeanwhile].map((one) => [one.sourceId, one]));
    }
    return { logged, hostResponses, pageLoad, pages };
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
    const heardAt = this.#schedule.heard();
    if (isDocument(entry)) this.#schedule.burst(heardAt);
    const read = readHarEntry(entry, this.#options(this.#clock.now()));
    if (read === null) return;
    if (!("type" in read)) {
      this.#listener.hostResponse(read);
      return;
    }
    const named = this.#names.end(entry, read, heardAt);
    if (named !== null && this.#source.isFirefoxes) this.#reported.set(named.sourceId, named);
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
