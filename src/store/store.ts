import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { briefOf } from "../knowledge/explanation/brief.ts";
import { explain } from "../knowledge/explanation/explain.ts";
import type { Explanation, Level } from "../knowledge/explanation/explanation.ts";
import { severityOf } from "../knowledge/explanation/row.ts";
import { endedAt } from "../upgrade/lifetime.ts";
import { stateOf } from "../upgrade/state.ts";
import type { Upgrade } from "../upgrade/upgrade.ts";
import type { CaptureState } from "./capture-state.ts";
import { Exports } from "./exports.ts";
import { type Fold, foldsOf } from "./folding.ts";
import { contextOf, type Import, Imports } from "./imports.ts";
import { MOST_UPGRADES, PageUpgrades } from "./page-upgrades.ts";
import { Pasting } from "./pasting.ts";
import { createRowCounts } from "./row-counts.ts";
import { createRowFilter, type RowFilter } from "./row-filter.ts";
import type { Rows } from "./rows.ts";
import { createSelection, type Selection } from "./selection.ts";
import { defaultSettings, type Settings } from "./settings.ts";
import { createSocketGauge } from "./socket-gauge.ts";
import type { RowCounts } from "./state-counts.ts";
import { createTotals, type Totals } from "./totals.ts";

export type Tab = "explanation" | "handshake" | "messages" | "timing";

/** The state behind the panel: signals, no JSX, no browser. */
export class Store implements Rows {
  /** Whether the browser has a debugger for extensions: Firefox has none, so nothing is counted, and nobody can be asked. */
  readonly hasDebugger: boolean;
  /** Whether there is an inspected page: the page that explains files has none, so all rows are of files. */
  readonly hasPage: boolean;
  /** Epoch milliseconds; renewed once a second while the panel is visible. */
  readonly now: Signal<number> = signal(Date.now());
  readonly capture: Signal<CaptureState> = signal({ kind: "passive" });
  readonly settings: Signal<Settings> = signal(defaultSettings);
  /** Gaps of the capture, in words: they go into the status bar and the report. */
  readonly lost: Signal<readonly string[]> = signal([]);
  readonly startedAt: Signal<number> = signal(Date.now());
  /** What went wrong in the panel outside its drawing; null: nothing, or it was read. */
  readonly fault: Signal<{ readonly error: unknown } | null> = signal(null);
  /** Why the browser did not remember the settings, or had none to give, in its words; null: it did, or it was read. */
  readonly unsaved: Signal<string | null> = signal(null);
  readonly tab: Signal<Tab> = signal("explanation");

  /** What the page does: the capture writes here. */
  readonly page = new PageUpgrades({
    selected: () => this.selection.id.peek(),
    keepsLog: () => this.settings.peek().keepLog,
    dropped: () =>
      this.note(`Only the newest ${MOST_UPGRADES} upgrades are kept; older ones that had ended were dropped.`),
  });
  /** Files that were imported, beside what the page does. */
  readonly imports = new Imports();
  /** Text that somebody pastes, until it is explained. */
  readonly pasting = new Pasting();
  /** Reports that are on their way out. */
  readonly exports = new Exports();

  /** Ids of all rows: those of files first, so that new ones of the page come at the end and move nothing. */
  readonly ids: ReadonlySignal<readonly string[]> = computed(() => {
    const imported = this.imports.ids.value;
    const own = this.page.ids.value;
    // The arrays themselves where one of them is all: thousands of ids are not copied for nothing.
    if (imported.length === 0) return own;
    return own.length === 0 ? imported : [...imported, ...own];
  });

  readonly filter: RowFilter = createRowFilter({
    rows: this,
    imports: this.imports,
    ofPage: this.page.ids,
    peek: (id) => this.page.get(id),
    listsOrdinary: () => this.settings.value.otherPending,
    explain: (id) => this.explainOne(id),
    nowOf: (id) => this.nowOf(id),
    now: () => this.now.value,
  });
  readonly counts: ReadonlySignal<RowCounts> = createRowCounts(this, this.imports, this.filter);
  /** Number of sockets of the page's process, where it comes near the browser's limit; else null. */
  readonly sockets: ReadonlySignal<number | null> = createSocketGauge(this.page);
  readonly totals: ReadonlySignal<Totals> = createTotals(this, this.filter);

  constructor({
    hasDebugger = true,
    hasPage = true,
  }: {
    readonly hasDebugger?: boolean;
    readonly hasPage?: boolean;
  } = {}) {
    this.hasDebugger = hasDebugger;
    this.hasPage = hasPage;
  }

  /** The series of attempts that each upgrade is in, by its id. */
  readonly folds: ReadonlySignal<ReadonlyMap<string, Fold>> = computed(() => {
    const own = foldsOf(this.page.capture.value.index);
    const files = this.imports.all.value;
    return files.length === 0 ? own : new Map([...own, ...files.flatMap(({ capture }) => [...foldsOf(capture.index)])]);
  });
  readonly selection: Selection = createSelection(this, this.folds);

  /** The explanation of the selected upgrade; follows its changes and the clock. */
  readonly explanation: ReadonlySignal<Explanation | null> = computed(() => {
    const id = this.selection.id.value;
    return id === null ? null : this.explainOne(id);
  });

  /** One upgrade, followed by whatever computation or component reads it. */
  upgrade(id: string): Upgrade | null {
    return this.page.follow(id) ?? this.imports.upgrade(id);
  }

  life(id: string): Upgrade | null {
    this.page.lives.value;
    return this.page.get(id) ?? this.imports.upgrade(id);
  }

  /** Addresses of one short name in all captures, the first ones of many; followed as lives are. */
  addressesNamed(name: string): readonly string[] {
    const captures = [this.page.capture.value, ...this.imports.all.value.map(({ capture }) => capture)];
    return [...new Set(captures.flatMap(({ index }) => index.addressesNamed(name)))];
  }

  /** The file that an upgrade was read from; null for one of the page. */
  fileOf(id: string): Import | null {
    return this.page.has(id) ? null : this.imports.fileOf(id);
  }

  /** The moment as of which an upgrade is shown, epoch milliseconds: of a file it stands still. */
  nowOf(id: string): number {
    return this.fileOf(id)?.now ?? this.now.value;
  }

  /** The explanation of one upgrade now, or as of its file; null when it is gone. */
  explainOne(id: string): Explanation | null {
    const upgrade = this.upgrade(id);
    if (upgrade === null) return null;
    const from = this.fileOf(id);
    return explain(upgrade, from === null ? this.page.contextAt(this.now.value) : contextOf(from));
  }

  /** What the list says of one upgrade in a line, and how serious it is (`severityOf`); null when it is gone. What is over does not follow the clock. */
  briefOne(id: string): { readonly text: string; readonly level: Level } | null {
    const upgrade = this.upgrade(id);
    if (upgrade === null) return null;
    const from = this.fileOf(id);
    const now = from?.now ?? (endedAt(upgrade) === null ? this.now.value : this.now.peek());
    const explanation = explain(upgrade, from === null ? this.page.contextAt(now) : contextOf(from));
    return { text: briefOf(explanation, now), level: severityOf(stateOf(upgrade), explanation.verdict.level) };
  }

  /** The products along the way of one upgrade, from the browser's side; they do not follow the clock. */
  viaOne(id: string): readonly string[] {
    const upgrade = this.upgrade(id);
    if (upgrade === null) return [];
    const from = this.fileOf(id);
    const context = from === null ? this.page.contextAt(this.now.peek()) : contextOf(from);
    return explain(upgrade, context).intermediaries.map(({ name }) => name);
  }

  /** Remembers a gap of the capture, once. */
  note(gap: string): void {
    if (!this.lost.value.includes(gap)) this.lost.value = [...this.lost.value, gap];
  }
}
