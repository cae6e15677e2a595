import { Batches } from "../capture/batches.ts";
import type { LiveCapture, LiveListener } from "../capture/debugger/live-capture.ts";
import type { NetworkListener, NetworkLog } from "../capture/network/network-log.ts";
import type { CaptureState } from "../store/capture-state.ts";
import type { Settings } from "../store/settings.ts";
import type { Store } from "../store/store.ts";
import type { Logged, Target } from "../upgrade/observation.ts";
import { isWatchedOpen } from "../upgrade/state.ts";
import type { Actions } from "../view/actions.ts";
import { t } from "../view/text.ts";
import { isRestrictedPage, isRestriction, refusalText } from "./refusal.ts";

/** Number and distance (milliseconds) of the questions for the tab's address after a session has ended, or was refused. */
const ADDRESS_TRIES = 5;
const ADDRESS_MS = 300;

/**
 * Most polls of the log in a row that are asked for because the one before left connections undecided, and their distance in
 * milliseconds: a connection is told after three, and a page that has one more message for it should get to say it.
 */
const MOST_POLLS_AGAIN = 3;
const POLL_AGAIN_MS = 2000;

/**
 * Where messages came here so shortly before a page was left, its last ones may still have been on their way, in milliseconds.
 * Not their own times count: in a flood on a busy machine they come here seconds late.
 */
const UNDER_WAY_MS = 500;

/** Most navigations that are remembered until the log reports them too. */
const MOST_REPORTED = 16;

/** Where sockets may live, for notes, which are English in every language. */
const PLACES: Readonly<Record<Target, string>> = {
  page: "the page",
  iframe: "a frame",
  worker: "a worker",
  "shared-worker": "a shared worker",
  "service-worker": "a service worker",
};
const LIST = new Intl.ListFormat("en");

/** What the control needs of the browser. */
export interface CaptureWorld {
  openLog(listener: NetworkListener): Pick<NetworkLog, "leavePage" | "pollSoon" | "setLive">;
  openLive(listener: LiveListener): Pick<LiveCapture, "start" | "stop" | "probe">;
  /** The tab's address; null when the browser does not report it. */
  pageUrl(): Promise<string | null>;
  /** Changes settings and remembers them for the next panel. */
  choose(chosen: Partial<Settings>): void;
  /** Epoch milliseconds. */
  now(): number;
  /** The time of day for the user, for notes about gaps. */
  time(): string;
  wait(milliseconds: number): Promise<void>;
}

/**
 * What the capture is doing: passive → starting → live → refused, canceled or dead. Everything that may change it comes in
 * here: the user's choices, the debugger's news, and the network log's. Only a start leads out of passive, refused and
 * canceled, but for a reload of the extension, which leads to dead from anywhere; nothing leads out of that.
 */
export class CaptureControl {
  readonly #store: Store;
  readonly #world: CaptureWorld;
  readonly #log: ReturnType<CaptureWorld["openLog"]>;
  readonly #live: ReturnType<CaptureWorld["openLive"]>;
  /** Ends of which the log tells one by one, however many there are: each look at a long list costs time. */
  readonly #ends = new Batches<Logged>((ends) => this.#store.page.observe(ends));
  /** Whether live counts are to be started again with the next page: this one may not be debugged. */
  #startsWithNextPage = false;
  /** Number of times that a start which came with a new page may be tried again. */
  #triesLeft = 0;
  /** Whether live counting only rests, because nobody sees DevTools. */
  #isResting = false;
  /** Number of polls in a row that were asked for because the one before left connections undecided. */
  #pollsAgain = 0;
  /** When the last message came here, epoch milliseconds. */
  #messageAt = Number.NEGATIVE_INFINITY;
  /** The pages that the debugger reported while it was starting: the log reports the same navigations a moment later. */
  #reportedPages: readonly string[] = [];

  constructor(store: Store, world: CaptureWorld) {
    this.#store = store;
    this.#world = world;
    this.#log = world.openLog(this.#logListener());
    this.#live = world.openLive(this.#liveListener());
  }

  /** Starts what the user chose the last time. */
  resume(): void {
    if (this.#store.hasDebugger && this.#store.settings.value.live === true) this.#start();
  }

  /** The user wants live counts. */
  start(): void {
    this.#world.choose({ live: true });
    this.#start();
  }

  /** The user wants no live counts. */
  stop(): void {
    this.#world.choose({ live: false });
    this.#startsWithNextPage = false;
    this.#isResting = false;
    if (!this.#isAttaching) return;
    this.#live.stop();
    this.#endLive();
    this.#set({ kind: "passive" });
  }

  /** Nobody has seen DevTools for a while: lets go of the debugger until somebody does. */
  rest(): void {
    if (!this.#isAttaching) return;
    this.#live.stop();
    this.#endLive(t("noteLiveRested", this.#world.time()));
    this.#set({ kind: "passive" });
    this.#isResting = true;
  }

  /** Somebody sees DevTools again: goes on with what only rested. */
  wake(): void {
    if (this.#isResting) this.#start();
  }

  /** The user wants messages counted by their names, or no longer does. */
  countNames(countNames: boolean): void {
    this.#world.choose({ countNames });
    this.#log.pollSoon();
  }

  /**
   * Asks the http(s) counterpart of a socket's address, without cookies, and keeps the response as evidence about its host.
   *
   * @throws Error while the debugger does not count
   */
  async probe(url: string): ReturnType<Actions["probe"]> {
    const result = await this.#live.probe(url, false);
    if (result.kind === "failed") return result;
    const { status, headers } = result.response;
    this.#store.page.hostResponses.addProbed(result.response);
    return { kind: "response", status, headers };
  }

  get #kind(): CaptureState["kind"] {
    return this.#store.capture.peek().kind;
  }

  /** Whether the debugger is attached, or asked to attach. News of it at any other time are late ones. */
  get #isAttaching(): boolean {
    return this.#kind === "starting" || this.#kind === "live";
  }

  #set(state: CaptureState): void {
    this.#store.capture.value = state;
  }

  #start(): void {
    if (this.#isAttaching || this.#kind === "dead") return;
    this.#startsWithNextPage = false;
    this.#isResting = false;
    this.#reportedPages = [];
    this.#set({ kind: "starting" });
    this.#live.start(this.#store.settings.value.closeCodes);
  }

  #endLive(note = t("noteLiveStopped", this.#world.time())): void {
    if (this.#kind === "live") this.#store.note(note);
    this.#store.page.pause(this.#world.now());
    this.#log.setLive(false);
    this.#log.pollSoon();
  }

  #refuse(why: string): void {
    this.#endLive();
    this.#set({ kind: "refused", why });
  }

  #logListener(): NetworkListener {
    const { page } = this.#store;
    return {
      countsNames: () => this.#store.settings.peek().countNames,
      polled: (logged, hostResponses, polledAt) => {
        this.#ends.flush();
        page.poll(logged, hostResponses, polledAt);
        // A page that says nothing more would leave to the next ordinary poll what this one did not decide.
        if (page.awaitsPoll && this.#pollsAgain++ < MOST_POLLS_AGAIN) this.#log.pollSoon(POLL_AGAIN_MS);
      },
      finished: (logged) => this.#ends.add(logged),
      hostResponse: (hostResponse) => page.hostResponses.add([hostResponse]),
      navigated: (url, ofNewPage, ofOldPage) => {
        if (this.#startsWithNextPage) {
          this.#triesLeft = ADDRESS_TRIES;
          this.#start();
        }
        this.#ends.flush();
        // While the debugger counts, its own event says it earlier and in order with all others.
        const reported = this.#reportedPages.indexOf(url);
        const isReported = this.#kind === "live" || reported >= 0;
        // What the log reports first, it will not report again.
        const isExpected = reported >= 0 || this.#kind === "starting";
        this.#reportedPages = isExpected ? this.#reportedPages.slice(reported + 1) : [];
        if (isReported) page.leftInLog(ofOldPage, this.#world.now());
        else page.navigated(url, this.#world.now(), ofNewPage);
      },
      failed: (message) => {
        void this.#isRestricted().then((restricted) => {
          if (!restricted) this.#store.note(t("noteLogUnread", this.#world.time(), message));
        });
      },
    };
  }

  #liveListener(): LiveListener {
    const { page } = this.#store;
    return {
      countsNames: () => this.#store.settings.peek().countNames,
      observed: (batch) => {
        page.observe([...this.#ends.take(), ...batch]);
        for (const one of batch) if (one.type === "message") this.#messageAt = one.arrivedAt ?? one.at;
        this.#pollsAgain = 0;
        if (page.awaitsPoll) this.#log.pollSoon();
      },
      started: (unheard) => {
        if (this.#kind !== "starting") return;
        this.#reportedPages = [];
        this.#set({ kind: "live", since: this.#world.now() });
        if (unheard.length > 0)
          this.#store.note(t("noteUnheard", this.#world.time(), LIST.format(unheard.map((one) => PLACES[one]))));
        this.#log.setLive(true);
        this.#log.pollSoon();
      },
      refused: (message) => {
        if (!this.#isAttaching) return;
        this.#refuse(refusalText(message));
        if (isRestriction(message)) void this.#startAgain();
      },
      stopped: (reason) => {
        if (!this.#isAttaching) return;
        if (reason !== "canceled_by_user") return void this.#sessionEnded();
        this.#endLive();
        this.#set({ kind: "canceled" });
        this.#world.choose({ live: false });
      },
      navigated: (url) => {
        if (this.#kind === "starting") this.#reportedPages = [...this.#reportedPages, url].slice(-MOST_REPORTED);
        this.#ends.flush();
        if (this.#leavesInFlood()) this.#store.note(t("noteLeftInFlood", this.#world.time()));
        page.navigated(url, this.#world.now());
        this.#log.leavePage();
      },
      notRestored: (why) => page.notRestored(why),
      crashed: () => {
        this.#ends.flush();
        page.end("target-gone", this.#world.now());
        this.#store.note(t("noteCrashed", this.#world.time()));
      },
      lost: () => {
        this.#endLive();
        this.#set({ kind: "dead", why: t("deadReloaded") });
      },
    };
  }

  /** What the page's process had still to tell is lost with it (docs/chromium.md#left-in-flood). */
  #leavesInFlood(): boolean {
    const isFlood = this.#world.now() - this.#messageAt <= UNDER_WAY_MS;
    return isFlood && this.#store.settings.peek().keepLog && this.#store.page.all.some(isWatchedOpen);
  }

  /** Chrome ends the session also when the tab is led to a page that no extension may look into. */
  async #sessionEnded(): Promise<void> {
    this.#refuse(t("stoppedTargetClosed"));
    // The tab has its new address a moment later.
    for (let i = 0; i < ADDRESS_TRIES && !(await this.#isRestricted()); i++) await this.#world.wait(ADDRESS_MS);
  }

  /**
   * Tries once more to start what was to start with the next page: the news of that page can come while Chrome still refuses for
   * the one before (docs/chromium.md#after-a-restricted-page).
   */
  async #startAgain(): Promise<void> {
    for (; this.#triesLeft > 0; this.#triesLeft--) {
      await this.#world.wait(ADDRESS_MS);
      if (this.#kind !== "refused" || this.#store.settings.value.live !== true) return;
      if (await this.#isRestricted()) continue;
      this.#triesLeft--;
      return this.#start();
    }
  }

  /** Finds out whether the tab shows such a page: no event tells of it, and what the page before it had open has ended. */
  async #isRestricted(): Promise<boolean> {
    const url = await this.#world.pageUrl();
    if (url === null || !isRestrictedPage(url)) return false;
    if (url !== this.#store.page.url.value) {
      this.#store.page.navigated(url, this.#world.now());
      this.#store.note(t("noteRestricted", this.#world.time()));
    }
    if (this.#kind === "refused" && this.#store.settings.value.live === true) {
      this.#set({ kind: "refused", why: t("stoppedRestricted"), seesNothing: true });
      this.#startsWithNextPage = true;
    }
    return true;
  }
}
