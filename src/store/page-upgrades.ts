import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Context } from "../knowledge/explanation/explanation.ts";
import { type MarkedCapture, markedCapture } from "../knowledge/intermediaries/marked-capture.ts";
import type { HostResponse } from "../upgrade/http/host-response.ts";
import type { NotRestored } from "../upgrade/not-restored.ts";
import type { EndedBy, Logged, Observation } from "../upgrade/observation.ts";
import { isSameLife } from "../upgrade/same-life.ts";
import { outlivesPage, stateOf } from "../upgrade/state.ts";
import { ConnectionTracker } from "../upgrade/tracking/tracker.ts";
import type { Upgrade } from "../upgrade/upgrade.ts";
import { HostResponses } from "./host-responses.ts";
import { Visits } from "./visits.ts";

/** Number of upgrades that are kept; the oldest that are over go first, and the loss is reported. */
export const MOST_UPGRADES = 10_000;

/** What the page's upgrades ask of the component that shows them. */
interface Around {
  /** The id of the one that is looked at: it is never dropped. */
  selected(): string | null;
  /** Whether what has ended stays in the list when the page is left. */
  keepsLog(): boolean;
  /** There was no room for all: the oldest that had ended are gone. */
  dropped(): void;
}

/** The page and its own upgrades: a tracker of them, and a signal for each. All changes go through here, so the signals follow. */
export class PageUpgrades {
  /** The page's address; null while it is not known. */
  readonly url: Signal<string | null> = signal(null);
  /** Whether a navigation took connections out of the list, since it was last cleared. */
  readonly hasLeft: Signal<boolean> = signal(false);
  /** Ordinary responses of hosts. */
  readonly hostResponses = new HostResponses();
  readonly #around: Around;
  readonly #tracker = new ConnectionTracker();
  readonly #visits = new Visits();
  readonly #signals = new Map<string, Signal<Upgrade>>();
  readonly #ids: Signal<readonly string[]> = signal([]);
  readonly #lives: Signal<number> = signal(0);
  #sorted = markedCapture([]);

  /** The page's upgrades and the responses of hosts, sorted: made again when a life changes, not when a message comes. */
  readonly capture: ReadonlySignal<MarkedCapture> = computed(() => {
    this.#lives.value;
    this.#ids.value;
    this.#sorted = this.#sorted.next(this.all, this.hostResponses.all.value);
    return this.#sorted;
  });

  constructor(around: Around) {
    this.#around = around;
  }

  /** In the order in which they were first seen. */
  get ids(): ReadonlySignal<readonly string[]> {
    return this.#ids;
  }

  /** Rises when the life of an upgrade changed (`isSameLife`): messages alone do not. */
  get lives(): ReadonlySignal<number> {
    return this.#lives;
  }

  /** All of them now, in order. */
  get all(): Upgrade[] {
    return [...this.#tracker.upgrades.values()];
  }

  /** Whether unidentified connections wait for a poll of the network log. */
  get awaitsPoll(): boolean {
    return this.#tracker.awaitsPoll;
  }

  /**
   * What the page's upgrades are explained with, as it is now: nothing that is seen later changes it. Followed are the page's
   * address, what the browser says of the page, and probes, whose response the user waits for; the lives of other upgrades
   * count from the next look on.
   *
   * @param now epoch milliseconds
   */
  contextAt(now: number): Context {
    this.hostResponses.probed.value;
    const notRestored = this.#visits.reasons;
    return { now, page: this.url.value, capture: this.capture.peek(), notRestored };
  }

  has(id: string): boolean {
    return this.#signals.has(id);
  }

  /** One upgrade, followed by the computation or component that reads it. */
  follow(id: string): Upgrade | null {
    return this.#signals.get(id)?.value ?? null;
  }

  /** One upgrade as it is now. */
  get(id: string): Upgrade | null {
    return this.#tracker.upgrades.get(id) ?? null;
  }

  observe(observations: readonly Observation[]): void {
    this.#publish(this.#tracker.observe(observations));
  }

  /** A whole poll of the network log. */
  poll(entries: readonly Logged[], hostResponses: readonly HostResponse[], polledAt: number): void {
    this.hostResponses.add(hostResponses, true);
    this.#publish(this.#tracker.poll(entries, polledAt));
  }

  /**
   * What the page had has ended.
   *
   * @param at epoch milliseconds
   */
  end(by: EndedBy, at: number): void {
    this.#publish(this.#tracker.endAll(by, at));
  }

  /**
   * The page was left: what lived there has ended. Without Keep log the list starts again.
   *
   * @param url the new page
   * @param at epoch milliseconds
   * @param ofNewPage entries of the network log that are the new page's already
   */
  navigated(url: string, at: number, ofNewPage: readonly Logged[] = []): void {
    batch(() => {
      this.#visits.leave(this.url.peek());
      this.url.value = url;
      this.observe(ofNewPage);
      const kept = this.#tracker.idsOf(ofNewPage);
      this.#publish(this.#tracker.endAll("navigation", at, kept));
      if (this.#around.keepsLog()) return;
      this.#leave(this.all.flatMap((upgrade) => (kept.has(upgrade.id) || livesOn(upgrade) ? [] : upgrade.id)));
    });
  }

  /** The browser loaded the page again, though somebody came back to it. */
  notRestored(why: NotRestored): void {
    this.#visits.notRestored(this.url.peek(), why);
  }

  /**
   * The page was left before, and the network log still lists what was there: with Keep log it has ended with the page,
   * without it nothing of it is listed again.
   *
   * @param at epoch milliseconds
   */
  leftInLog(ofOldPage: readonly Logged[], at: number): void {
    batch(() => {
      const before = new Set(this.#tracker.upgrades.keys());
      this.observe(ofOldPage);
      this.#publish(this.#tracker.endAll("navigation", at, before));
      if (this.#around.keepsLog()) return;
      this.#leave(this.all.flatMap((upgrade) => (before.has(upgrade.id) || livesOn(upgrade) ? [] : upgrade.id)));
    });
  }

  /** Live counting stopped. */
  pause(at: number): void {
    this.#publish(this.#tracker.pauseAll(at));
  }

  /** Forgets all of them: open connections stay forgotten. */
  clear(): void {
    this.#tracker.forgetUnlisted();
    this.hasLeft.value = false;
    this.#forget([...this.#signals.keys()]);
  }

  /** Forgets what belongs to a page that was left; reports say so, not how many: the log may list one of them again. */
  #leave(ids: readonly string[]): void {
    if (ids.length > 0) this.hasLeft.value = true;
    this.#forget(ids);
  }

  #forget(ids: readonly string[]): void {
    batch(() => {
      this.#tracker.forget(ids);
      for (const id of ids) this.#drop(id);
      this.#ids.value = [...this.#tracker.upgrades.keys()];
    });
  }

  #publish(changed: ReadonlySet<string>): void {
    if (changed.size === 0) return;
    batch(() => {
      let listChanged = false;
      for (const id of changed) {
        const upgrade = this.#tracker.upgrades.get(id);
        const known = this.#signals.get(id);
        if (upgrade === undefined) {
          // Two rows were found to be one connection.
          listChanged = this.#drop(id) || listChanged;
        } else if (known !== undefined) {
          if (!isSameLife(known.peek(), upgrade)) this.#lives.value = this.#lives.peek() + 1;
          known.value = upgrade;
        } else {
          this.#signals.set(id, signal(upgrade));
          this.#visits.add(id);
          listChanged = true;
        }
      }
      if (listChanged) this.#list();
    });
  }

  /** @returns whether it was listed */
  #drop(id: string): boolean {
    this.#visits.forget(id);
    return this.#signals.delete(id);
  }

  #list(): void {
    const ids = [...this.#tracker.upgrades.keys()];
    const surplus = ids.length - MOST_UPGRADES;
    if (surplus > 0) {
      const selected = this.#around.selected();
      const over = ids.filter((id) => id !== selected && isOver(this.get(id))).slice(0, surplus);
      this.#tracker.forget(over);
      for (const id of over) this.#drop(id);
      if (over.length > 0) this.#around.dropped();
    }
    this.#ids.value = [...this.#tracker.upgrades.keys()];
  }
}

/** Whether a worker that no page ends still has it. */
function livesOn(upgrade: Upgrade): boolean {
  return outlivesPage(upgrade) && !isOver(upgrade) && upgrade.unwatchedSince === null;
}

function isOver(upgrade: Upgrade | null): boolean {
  if (upgrade === null) return false;
  const state = stateOf(upgrade);
  return state === "closed" || state === "failed" || state === "blocked";
}
