import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Store } from "../../store/store.ts";
import { type Lifespan, lifespanOf, type TimeRange } from "../../upgrade/lifespan.ts";
import { wasCut } from "../../upgrade/lifetime.ts";
import { type Drop, dropsIn, type Timed } from "../../upgrade/series/drops.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { type Lanes, lanesOf } from "./lanes.ts";
import { extentOf } from "./scale.ts";

/** Number of connections from which on there is a pattern to see. */
const LEAST = 2;

/** Height of the panel from which on the timeline is shown unasked, in CSS pixels. */
const ROOM = 300;

const NO_LANES: Lanes = { lines: [], rows: 0 };

/** The lifeline that is looked at, and whether a key went there: only then it is spoken. */
interface Pointed {
  readonly id: string;
  readonly by: "pointer" | "key";
}

/** What the timeline alone needs to know. Follows the lives of the connections, never their messages. */
export class TimelineState {
  readonly #store: Store;
  readonly #lives = new WeakMap<Upgrade, Timed | null>();
  #extent: TimeRange | null = null;

  /** Whether the user wants it; null: never said. */
  readonly chosen: Signal<boolean | null>;
  /** Height of the whole panel, in CSS pixels. */
  readonly panelHeight: Signal<number> = signal(0);
  /** Width of the drawing, in CSS pixels. */
  readonly width: Signal<number> = signal(0);
  /** The stretch that the user looks at; null: all of it. */
  readonly zoom: Signal<TimeRange | null> = signal(null);
  readonly pointed: Signal<Pointed | null> = signal(null);

  /** The connections that pass the filter at any time, as far as any moment of them is known. */
  readonly timed: ReadonlySignal<readonly Timed[]> = computed(() => this.#allTimed(this.#store.filter.atAnyTime.value));
  /** How many pass the filter and have no moment that is known: pasted text has none. */
  readonly untimed: ReadonlySignal<number> = computed(
    () => this.#store.filter.atAnyTime.value.length - this.timed.value.length,
  );
  readonly byId: ReadonlySignal<ReadonlyMap<string, Timed>> = computed(
    () => new Map(this.timed.value.map((timed) => [timed.id, timed])),
  );
  readonly lanes: ReadonlySignal<Lanes> = computed(() => lanesOf(this.timed.value));
  /**
   * What is drawn pale, and cannot be pointed at, while nothing passes the filter: all that it keeps out, so that the strip goes
   * on showing when something was there.
   */
  readonly pale: ReadonlySignal<Lanes> = computed(() => {
    const { atAnyTime, listed } = this.#store.filter;
    return atAnyTime.value.length > 0 ? NO_LANES : lanesOf(this.#allTimed(listed.value));
  });
  readonly drops: ReadonlySignal<readonly Drop[]> = computed(() => dropsIn(this.timed.value));

  readonly #drawn: ReadonlySignal<readonly Timed[]> = computed(() =>
    this.timed.value.length > 0 ? this.timed.value : this.pale.value.lines,
  );

  /** Until when what lives has lived, epoch milliseconds; stands still when nothing does. */
  readonly now: ReadonlySignal<number> = computed(() =>
    this.#drawn.value.some(({ life }) => life.to === null) ? this.#store.now.value : 0,
  );

  /** All that there is to see; null: nothing. The same object as long as it is the same. */
  readonly extent: ReadonlySignal<TimeRange | null> = computed(() => {
    const extent = extentOf(this.#drawn.value, this.now.value);
    if (extent?.from !== this.#extent?.from || extent?.to !== this.#extent?.to) this.#extent = extent;
    return this.#extent;
  });

  /** The stretch that is seen. */
  readonly view: ReadonlySignal<TimeRange | null> = computed(() => {
    const extent = this.extent.value;
    return extent === null ? null : (this.zoom.value ?? extent);
  });

  /** A range that is set is never hidden. */
  readonly isShown: ReadonlySignal<boolean> = computed(() => {
    const chosen = this.chosen.value;
    if (this.#store.filter.range.value !== null || chosen !== null) return chosen !== false;
    return this.panelHeight.value >= ROOM && this.#store.filter.listed.value.length >= LEAST;
  });

  /** @param chosen how it was left the last time */
  constructor(store: Store, chosen: boolean | null) {
    this.#store = store;
    this.chosen = signal(chosen);
  }

  /** The user shows or hides it; what is hidden filters nothing. */
  choose(isShown: boolean): void {
    if (!isShown) this.#store.filter.range.value = null;
    this.chosen.value = isShown;
  }

  #allTimed(ids: readonly string[]): readonly Timed[] {
    const folds = this.#store.folds.value;
    return ids.flatMap((id) => this.#timed(id, folds.get(id)?.key ?? id) ?? []);
  }

  /** One connection as it is drawn; null when it is gone or no moment of it is known. */
  #timed(id: string, key: string): Timed | null {
    const upgrade = this.#store.life(id);
    if (upgrade === null) return null;
    const known = this.#lives.get(upgrade);
    if (known === null || known?.key === key) return known;
    const life = lifespanOf(upgrade);
    const timed = life === null ? null : { id, key, life: this.#ended(id, life), isCut: wasCut(upgrade) };
    this.#lives.set(upgrade, timed);
    return timed;
  }

  /** In a file the time stands still: nothing of it goes on. */
  #ended(id: string, life: Lifespan): Lifespan {
    const file = this.#store.fileOf(id);
    return file === null || life.to !== null ? life : { ...life, to: Math.max(life.from, file.now) };
  }
}
