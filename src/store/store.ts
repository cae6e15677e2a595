import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { explain } from "../knowledge/explain.ts";
import type { Context, Explanation } from "../knowledge/explanation.ts";
import { Ledger } from "../upgrade/ledger.ts";
import type { Neighbour } from "../upgrade/neighbour.ts";
import type { Logged, Observation } from "../upgrade/observation.ts";
import { isOrdinaryRequest } from "../upgrade/requests/kind.ts";
import { outlivesPage, stateOf, type Upgrade } from "../upgrade/upgrade.ts";
import { Exports } from "./exports.ts";
import { type Filter, matchesFilter, namesKind, parseFilter, type StateChip } from "./filter.ts";
import { type Fold, foldsOf } from "./folding.ts";
import { contextOf, type Import, Imports } from "./imports.ts";

/** How many upgrades are kept; the oldest that are over go first, and the loss is told. */
export const MOST_UPGRADES = 10_000;

/** How many ordinary answers are kept as evidence; the oldest go first. */
const MOST_NEIGHBOURS = 500;

/** What the capture is doing, for the toolbar, the status bar and the empty state. */
export type CaptureState =
  /** Reads DevTools' own network log: no banner. */
  | { readonly kind: "passive" }
  | { readonly kind: "starting" }
  /** The debugger counts: Chrome shows its banner. */
  | { readonly kind: "live"; readonly since: number }
  /** The user cancelled Chrome's banner: the passive list goes on. */
  | { readonly kind: "canceled" }
  /** The debugger was refused, or let go: why, in words, and the passive list goes on. */
  | { readonly kind: "refused"; readonly why: string }
  /** Nothing can be read any more (the extension was reloaded): how to go on. */
  | { readonly kind: "dead"; readonly why: string };

/** What is kept between two openings of the panel. */
export interface Settings {
  /** null: never asked; the panel then explains live counting once. */
  readonly live: boolean | null;
  readonly keepLog: boolean;
  /** Whether close codes are read, which costs the page a garbage collection now and then. */
  readonly closeCodes: boolean;
  /** Whether ordinary requests that stay pending are listed beside WebSockets and WebTransports. */
  readonly otherPending: boolean;
  readonly look: Look;
}

/** How the user has arranged the panel. Names of columns are the view's; unknown ones mean nothing. */
export interface Look {
  readonly hiddenColumns: readonly string[];
  readonly sort: { readonly column: string; readonly descending: boolean } | null;
  /** The list's share in percent beside the detail, and above it in a narrow panel. */
  readonly beside: number;
  readonly above: number;
}

/** What holds until the user chooses. */
export const defaultSettings: Settings = {
  live: null,
  keepLog: false,
  closeCodes: true,
  otherPending: false,
  look: { hiddenColumns: [], sort: null, beside: 46, above: 38 },
};

export type Tab = "explanation" | "handshake" | "messages" | "timing";

/** The state behind the panel: signals, no JSX, no browser. */
export class Store {
  readonly #ledger = new Ledger();
  readonly #signals = new Map<string, Signal<Upgrade>>();
  readonly #neighbours: Neighbour[] = [];
  /** Answers that were asked for on purpose: no look at the log replaces them. */
  readonly #probed: Neighbour[] = [];

  /** Files that were imported, beside what the page does. */
  readonly imports = new Imports();
  /** Reports that are on their way out. */
  readonly exports = new Exports();
  /** Ids of the page's upgrades, in the order in which they were first seen. */
  readonly #own: Signal<readonly string[]> = signal([]);
  /** Ids of all rows: those of files first, so that new ones of the page come at the end and move nothing. */
  readonly ids: ReadonlySignal<readonly string[]> = computed(() => {
    const imported = this.imports.ids.value;
    return imported.length === 0 ? this.#own.value : [...imported, ...this.#own.value];
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
    const some = ids.filter((id) => !isOrdinaryRequest(this.#ledger.upgrades.get(id)?.kind ?? "websocket"));
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

  /** Rises when it may have changed which attempt followed which: messages alone do not. */
  readonly #lives: Signal<number> = signal(0);

  /** The series of attempts that each upgrade is in, by its id. */
  readonly folds: ReadonlySignal<ReadonlyMap<string, Fold>> = computed(() => {
    this.#lives.value;
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
    return this.#signals.get(id)?.value ?? this.imports.upgrade(id);
  }

  /** The file that an upgrade was read from; null for one of the page. */
  fileOf(id: string): Import | null {
    return this.#signals.has(id) ? null : this.imports.fileOf(id);
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
    batch(() => {
      this.imports.remove(number);
      if (this.source.value === number || this.imports.all.value.length === 0) this.source.value = "all";
      this.#deselectLost();
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

  /** Whether messages wait for a look at the network log to tell whose they are. */
  get hasOrphans(): boolean {
    return this.#ledger.hasOrphans;
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
    return [...this.#ledger.upgrades.values()];
  }

  /**
   * What the page's upgrades are explained with, as it is now: nothing that is seen later changes it.
   *
   * @param now epoch milliseconds
   */
  contextAt(now: number): Context {
    return { now, page: this.page.value, neighbours: [...this.#probed, ...this.#neighbours], others: this.all() };
  }

  observe(observations: readonly Observation[]): void {
    this.#publish(this.#ledger.observe(observations));
  }

  /** A live socket of the page and a connection of the network are one and the same. */
  same(socket: string, ref: string): void {
    this.#publish(this.#ledger.same(socket, ref));
  }

  /** A whole look at the network log. */
  look(entries: readonly Logged[], neighbours: readonly Neighbour[], lookedAt: number): void {
    this.addNeighbours(neighbours, true);
    this.#publish(this.#ledger.look(entries, lookedAt));
  }

  /** Keeps what an address answered when it was asked on purpose. */
  addProbed(answer: Neighbour): void {
    this.#probed.push(answer);
    this.now.value = Date.now();
  }

  /** Keeps ordinary answers as evidence about hosts; `whole` replaces what was known. */
  addNeighbours(neighbours: readonly Neighbour[], whole = false): void {
    if (whole) this.#neighbours.length = 0;
    this.#neighbours.push(...neighbours.slice(-MOST_NEIGHBOURS));
    this.#neighbours.splice(0, this.#neighbours.length - MOST_NEIGHBOURS);
  }

  /**
   * The page was left: what lived there has ended. Without Keep log the list starts anew.
   *
   * @param url the new page
   * @param at epoch milliseconds
   * @param ofNewPage entries of the network log that are the new page's already
   */
  navigated(url: string, at: number, ofNewPage: readonly Logged[] = []): void {
    batch(() => {
      this.page.value = url;
      this.observe(ofNewPage);
      const kept = this.#ledger.idsOf(ofNewPage);
      this.#publish(this.#ledger.endAll("navigation", at, kept));
      if (this.settings.value.keepLog) return;
      this.#forget(this.all().flatMap((upgrade) => (kept.has(upgrade.id) || livesOn(upgrade) ? [] : upgrade.id)));
    });
  }

  /** The page is gone with everything in it. */
  targetGone(at: number): void {
    this.#publish(this.#ledger.endAll("target-gone", at));
  }

  /** Live counting stopped. */
  paused(at: number): void {
    this.#publish(this.#ledger.pauseAll(at));
  }

  /** Empties the list, as the Network panel's clear button does: open connections stay forgotten. */
  clear(): void {
    this.#ledger.forgetOrphans();
    this.#forget([...this.#signals.keys()]);
  }

  #forget(ids: readonly string[]): void {
    batch(() => {
      this.#ledger.forget(ids);
      for (const id of ids) this.#signals.delete(id);
      this.#own.value = [...this.#ledger.upgrades.keys()];
      this.#deselectLost();
    });
  }

  #deselectLost(): void {
    if (this.selected.value !== null && this.upgrade(this.selected.value) === null) this.selected.value = null;
  }

  #publish(changed: ReadonlySet<string>): void {
    if (changed.size === 0) return;
    batch(() => {
      let listChanged = false;
      for (const id of changed) {
        const upgrade = this.#ledger.upgrades.get(id);
        const known = this.#signals.get(id);
        if (upgrade === undefined) {
          // Two rows were found to be one connection.
          listChanged = this.#signals.delete(id) || listChanged;
        } else if (known !== undefined) {
          if (!isSameLife(known.peek(), upgrade)) this.#lives.value = this.#lives.peek() + 1;
          known.value = upgrade;
        } else {
          this.#signals.set(id, signal(upgrade));
          listChanged = true;
        }
      }
      if (listChanged) this.#list();
    });
  }

  #list(): void {
    const ids = [...this.#ledger.upgrades.keys()];
    const surplus = ids.length - MOST_UPGRADES;
    if (surplus > 0) {
      const over = ids
        .filter((id) => id !== this.selected.value && isOver(this.#ledger.upgrades.get(id)))
        .slice(0, surplus);
      this.#ledger.forget(over);
      for (const id of over) this.#signals.delete(id);
      if (over.length > 0)
        this.note(`Only the newest ${MOST_UPGRADES} upgrades are kept; older ones that had ended were dropped.`);
    }
    this.#own.value = [...this.#ledger.upgrades.keys()];
    this.#deselectLost();
  }

  /** Remembers a gap of the capture, once. */
  note(gap: string): void {
    if (!this.lost.value.includes(gap)) this.lost.value = [...this.lost.value, gap];
  }
}

/** Whether two states of an upgrade are the same attempt at the same time: all that a series looks at. */
function isSameLife(a: Upgrade, b: Upgrade): boolean {
  return (
    a.url === b.url &&
    a.target === b.target &&
    a.createdAt === b.createdAt &&
    a.request?.at === b.request?.at &&
    a.ended === b.ended &&
    a.closedAt === b.closedAt &&
    a.error === b.error &&
    stateOf(a) === stateOf(b)
  );
}

/** Whether a worker that no page ends still has it. */
function livesOn(upgrade: Upgrade): boolean {
  return outlivesPage(upgrade) && !isOver(upgrade) && upgrade.unwatchedSince === null;
}

function isOver(upgrade: Upgrade | undefined): boolean {
  if (upgrade === undefined) return false;
  const state = stateOf(upgrade);
  return state === "closed" || state === "failed" || state === "blocked";
}
