import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { explain } from "../knowledge/explanation/explain.ts";
import type { Context, Explanation } from "../knowledge/explanation/explanation.ts";
import type { Neighbour } from "../upgrade/http/host-response.ts";
import type { Logged, Observation } from "../upgrade/observation.ts";
import { isOrdinaryRequest } from "../upgrade/requests/kind.ts";
import { stateOf, type Upgrade } from "../upgrade/upgrade.ts";
import type { CaptureState } from "./capture-state.ts";
import { Exports } from "./exports.ts";
import { type Filter, matchesFilter, namesKind, parseFilter, type StateChip } from "./filter.ts";
import { type Fold, foldsOf } from "./folding.ts";
import { contextOf, type Import, Imports } from "./imports.ts";
import { Neighbours } from "./neighbours.ts";
import { MOST_UPGRADES, PageUpgrades } from "./page-upgrades.ts";
import { defaultSettings, type Settings } from "./settings.ts";

export type Tab = "explanation" | "handshake" | "messages" | "timing";

/** The state behind the panel: signals, no JSX, no browser. */
export class Store {
  readonly #own = new PageUpgrades({
    selected: () => this.selected.value,
    dropped: () =>
      this.note(`Only the newest ${MOST_UPGRADES} upgrades are kept; older ones that had ended were dropped.`),
  });
  readonly #neighbours = new Neighbours();

  /** Files that were imported, beside what the page does. */
  readonly imports = new Imports();
  /** Reports that are on their way out. */
  readonly exports = new Exports();
  /** Ids of all rows: those of files first, so that new ones of the page come at the end and move nothing. */
  readonly ids: ReadonlySignal<readonly string[]> = computed(() => {
    const imported = this.imports.ids.value;
    const own = this.#own.ids.value;
    return imported.length === 0 ? own : [...imported, ...own];
  });
  /** Whose upgrades are listed: all, the page's own, or those of the file with this number. */
  readonly source: Signal<"all" | "page" | number> = signal("all");
  /** Epoch milliseconds; ticks once a second while the panel is visible. */
  readonly now: Signal<number> = signal(Date.now());
  readonly page: Signal<string | null> = signal(null);
  readonly capture: Signal<CaptureState> = signal({ kind: "passive" });
  readonly settings: Signal<Settings> = signal(defaultSettings);
  /** Gaps of the capture, in words: they go into the status bar and the report. */
  readonly lost: Signal<readonly string[]> = signal([]);
  readonly startedAt: Signal<number> = signal(Date.now());

  readonly selected: Signal<string | null> = signal(null);
  readonly tab: Signal<Tab> = signal("explanation");
  readonly filterText: Signal<string> = signal("");
  readonly chip: Signal<StateChip> = signal("all");

  readonly #filter: ReadonlySignal<Filter> = computed(() => parseFilter(this.filterText.value, this.chip.value));

  /** The ids of what is to be listed: ordinary requests only where they are wanted. Their kind never changes that. */
  readonly listed: ReadonlySignal<readonly string[]> = computed(() => {
    const ids = this.ids.value;
    if (this.settings.value.otherPending) return ids;
    const some = ids.filter((id) => !isOrdinaryRequest(this.#own.get(id)?.kind ?? "websocket"));
    return some.length === ids.length ? ids : some;
  });

  /** How many are kept out of the list because they are ordinary requests. */
  readonly unlisted: ReadonlySignal<number> = computed(() => this.ids.value.length - this.listed.value.length);

  /** The ids that pass the filter. Reads every upgrade, so it follows their changes. */
  readonly shown: ReadonlySignal<readonly string[]> = computed(() => {
    const filter = this.#filter.value;
    const ids = namesKind(filter) ? this.ids.value : this.listed.value;
    return ids.filter((id) => {
      const upgrade = this.upgrade(id);
      return upgrade !== null && this.#isOfSource(id) && matchesFilter(upgrade, filter, this.fileOf(id)?.name ?? null);
    });
  });

  /** The series of attempts that each upgrade is in, by its id. */
  readonly folds: ReadonlySignal<ReadonlyMap<string, Fold>> = computed(() => {
    this.#own.lives.value;
    this.ids.value;
    const own = foldsOf(this.all());
    const files = this.imports.all.value;
    return files.length === 0 ? own : new Map([...own, ...files.flatMap(({ upgrades }) => [...foldsOf(upgrades)])]);
  });

  /** The whole series of the selected upgrade as it is now, whichever of its attempts is selected. */
  readonly series: ReadonlySignal<readonly Upgrade[] | null> = computed(() => {
    const fold = this.folds.value.get(this.selected.value ?? "");
    return fold?.ids.flatMap((id) => this.upgrade(id) ?? []) ?? null;
  });

  /** How many upgrades are in each state of the chips; `saved` are those of files among the pending. */
  readonly counts: ReadonlySignal<Record<StateChip | "saved", number>> = computed(() => {
    const counts = { all: 0, pending: 0, closed: 0, failed: 0, saved: 0 };
    for (const id of this.listed.value) {
      if (!this.#isOfSource(id)) continue;
      const upgrade = this.upgrade(id);
      if (upgrade === null) continue;
      counts.all++;
      const state = stateOf(upgrade);
      if (state === "closed") counts.closed++;
      else if (state === "failed" || state === "blocked") counts.failed++;
      else {
        counts.pending++;
        if (this.fileOf(id) !== null) counts.saved++;
      }
    }
    return counts;
  });

  /** The explanation of the selected upgrade; follows its changes and the clock. */
  readonly explanation: ReadonlySignal<Explanation | null> = computed(() => {
    const id = this.selected.value;
    return id === null ? null : this.explainOne(id);
  });

  /** One upgrade, followed by whoever reads it inside a computation or component. */
  upgrade(id: string): Upgrade | null {
    return this.#own.follow(id) ?? this.imports.upgrade(id);
  }

  /** The file that an upgrade was read from; null for one of the page. */
  fileOf(id: string): Import | null {
    return this.#own.has(id) ? null : this.imports.fileOf(id);
  }

  /** The moment as of which an upgrade is shown, epoch milliseconds: of a file it stands still. */
  nowOf(id: string): number {
    return this.fileOf(id)?.now ?? this.now.value;
  }

  #isOfSource(id: string): boolean {
    const source = this.source.value;
    if (source === "all") return true;
    return (this.fileOf(id)?.number ?? "page") === source;
  }

  /** Takes a file out of the list. */
  removeImport(number: number): void {
    this.#change(() => {
      this.imports.remove(number);
      if (this.source.value === number || this.imports.all.value.length === 0) this.source.value = "all";
    });
  }

  /** What DevTools' search has put into the filter. */
  #searched: string | null = null;

  /**
   * DevTools' own search: it filters. Its end takes away only what it has put there.
   *
   * @param text what is searched for, or null at the end of the search
   */
  search(text: string | null): void {
    batch(() => {
      if (text !== null) this.filterText.value = text;
      else if (this.filterText.value === this.#searched) this.filterText.value = "";
      this.#searched = text;
    });
  }

  /** Whether unidentified connections wait for a poll of the network log. */
  get awaitsPoll(): boolean {
    return this.#own.awaitsPoll;
  }

  /** What is said about one upgrade now, or as of its file; null when it is gone. */
  explainOne(id: string): Explanation | null {
    const upgrade = this.upgrade(id);
    if (upgrade === null) return null;
    const from = this.fileOf(id);
    return explain(upgrade, from === null ? this.contextAt(this.now.value) : contextOf(from));
  }

  /** All upgrades of the page now, in order; those of files are in `imports`. */
  all(): Upgrade[] {
    return this.#own.all;
  }

  /**
   * What the page's upgrades are explained with, as it is now: nothing that is seen later changes it.
   *
   * @param now epoch milliseconds
   */
  contextAt(now: number): Context {
    return { now, page: this.page.value, neighbours: this.#neighbours.all, others: this.all() };
  }

  observe(observations: readonly Observation[]): void {
    this.#change(() => this.#own.observe(observations));
  }

  /** A whole look at the network log. */
  look(entries: readonly Logged[], neighbours: readonly Neighbour[], lookedAt: number): void {
    this.addNeighbours(neighbours, true);
    this.#change(() => this.#own.poll(entries, lookedAt));
  }

  /** Keeps what an address answered when it was asked on purpose. */
  addProbed(answer: Neighbour): void {
    this.#neighbours.addProbed(answer);
    this.now.value = Date.now();
  }

  /** Keeps ordinary answers as evidence about hosts; `whole` replaces what was known. */
  addNeighbours(neighbours: readonly Neighbour[], whole = false): void {
    this.#neighbours.add(neighbours, whole);
  }

  /**
   * The page was left: what lived there has ended. Without Keep log the list starts anew.
   *
   * @param url the new page
   * @param at epoch milliseconds
   * @param ofNewPage entries of the network log that are the new page's already
   */
  navigated(url: string, at: number, ofNewPage: readonly Logged[] = []): void {
    this.#change(() => {
      this.page.value = url;
      this.#own.leave(at, ofNewPage, this.settings.value.keepLog);
    });
  }

  /** The page is gone with everything in it. */
  targetGone(at: number): void {
    this.#change(() => this.#own.end("target-gone", at));
  }

  /** Live counting stopped. */
  paused(at: number): void {
    this.#change(() => this.#own.pause(at));
  }

  /** Empties the list, as the Network panel's clear button does: open connections stay forgotten. */
  clear(): void {
    this.#change(() => this.#own.clear());
  }

  /** What is selected may be gone by a change. */
  #change(change: () => void): void {
    batch(() => {
      change();
      if (this.selected.value !== null && this.upgrade(this.selected.value) === null) this.selected.value = null;
    });
  }

  /** Remembers a gap of the capture, once. */
  note(gap: string): void {
    if (!this.lost.value.includes(gap)) this.lost.value = [...this.lost.value, gap];
  }
}
