import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Context } from "../knowledge/explanation/explanation.ts";
import { type MarkedCapture, markedCapture } from "../knowledge/intermediaries/marked-capture.ts";
import { atOnce, type Steps } from "../report/build/steps.ts";
import type { Reading } from "../upgrade/reading.ts";
import type { Upgrade } from "../upgrade/upgrade.ts";
import { addUp, NO_ROWS, type RowCounts, withRow } from "./state-counts.ts";

/** Number of upgrades of files that are kept, all files together. */
export const MOST_IMPORTED = 10_000;

/** A file that was imported: read once, and never changed after. */
export interface Import {
  /** 1 is the first that this panel ever imported; never given twice. */
  readonly number: number;
  /** The file's name, as its owner gave it: foreign text. */
  readonly name: string;
  readonly reading: Omit<Reading, "upgrades">;
  /** Its upgrades under ids of their own, in the order of the file. */
  readonly upgrades: readonly Upgrade[];
  /** Their ids, in the same order. */
  readonly ids: readonly string[];
  readonly byId: ReadonlyMap<string, Upgrade>;
  /** How many there are in each state. */
  readonly counts: RowCounts;
  /** The same, sorted, with the host responses of the file. */
  readonly capture: MarkedCapture;
  /** As of when it is explained, epoch milliseconds: the last moment that it covers, else that of the import. */
  readonly now: number;
  /** How many of its upgrades there was no room for. */
  readonly dropped: number;
}

/** A file that could not be imported. */
export interface ImportFailure {
  readonly name: string;
  /** One sentence: what is wrong with it. */
  readonly why: string;
}

/** What is being read now. */
export interface ImportProgress {
  readonly name: string;
  /** Bytes. */
  readonly read: number;
  readonly size: number;
  /** Which of how many files; 1 is the first. */
  readonly file: number;
  readonly files: number;
}

/** Files beside the live capture: read only, and untouched by whatever happens to the page. */
export class Imports {
  #count = 0;
  readonly all: Signal<readonly Import[]> = signal([]);
  readonly failures: Signal<readonly ImportFailure[]> = signal([]);
  /** Names of files that were read well and hold no upgrade. */
  readonly empty: Signal<readonly string[]> = signal([]);
  readonly progress: Signal<ImportProgress | null> = signal(null);

  /** Ids of all upgrades of files, in the order of import. */
  readonly ids: ReadonlySignal<readonly string[]> = computed(() => {
    const [first, ...others] = this.all.value;
    // Of one file they are there already.
    return others.length === 0 ? (first?.ids ?? []) : this.all.value.flatMap(({ ids }) => ids);
  });

  /** How many upgrades of all files are in each state. */
  readonly counts: ReadonlySignal<RowCounts> = computed(() => addUp(this.all.value.map(({ counts }) => counts)));

  /** The number that the next file will have: reports need it to tell their labels apart. */
  get next(): number {
    return this.#count + 1;
  }

  upgrade(id: string): Upgrade | null {
    return this.fileOf(id)?.byId.get(id) ?? null;
  }

  /** The file that an upgrade came from; null for one of the page. */
  fileOf(id: string): Import | null {
    return this.all.value.find(({ byId }) => byId.has(id)) ?? null;
  }

  /**
   * Takes a file that was read.
   *
   * @param now epoch milliseconds, for a file that has no time
   * @returns null when there are no upgrades in it
   */
  add(name: string, reading: Reading, now: number): Import | null {
    return this.list(atOnce(this.#sorted(name, reading, now)));
  }

  /**
   * Makes ready what `list` takes, in steps: what the list and the first explanation of any upgrade would work out of all of
   * them at once is there before they are listed. No other file may be listed meanwhile.
   */
  *prepare(name: string, reading: Reading, now: number): Steps<Import> {
    const sorted = yield* this.#sorted(name, reading, now);
    for (const _ of sorted.capture.prepare()) yield 0;
    return sorted;
  }

  /**
   * Lists a file that is ready.
   *
   * @returns null when there are no upgrades in it
   */
  list(sorted: Import): Import | null {
    this.#count = sorted.number;
    if (sorted.upgrades.length + sorted.dropped === 0) return null;
    this.all.value = [...this.all.value, sorted];
    return sorted;
  }

  *#sorted(name: string, reading: Reading, now: number): Steps<Import> {
    const { upgrades, ...rest } = reading;
    const number = this.next;
    const room = Math.max(0, MOST_IMPORTED - this.ids.value.length);
    const byId = new Map<string, Upgrade>();
    let counts = NO_ROWS;
    for (const upgrade of upgrades.slice(0, room)) {
      const kept = { ...upgrade, id: `f${number}-${upgrade.id}` };
      byId.set(kept.id, kept);
      counts = withRow(counts, kept, true);
      yield 0;
    }
    const [kept, dropped] = [[...byId.values()], upgrades.length - byId.size];
    const capture = markedCapture(kept, rest.hostResponses);
    const ids = [...byId.keys()];
    const asOf = rest.endedAt ?? now;
    return { number, name, reading: rest, upgrades: kept, ids, byId, counts, capture, now: asOf, dropped };
  }

  remove(number: number): void {
    this.all.value = this.all.value.filter((one) => one.number !== number);
  }

  /** Drops the notes about the last import: they stay until the next one, or until they were read. */
  dismissNotes(): void {
    this.failures.value = [];
    this.empty.value = [];
  }
}

/** What a file's upgrades are explained with: the moment of which it speaks, and nothing of the page. */
export function contextOf({ reading, capture, now }: Import): Context {
  return { now, page: reading.page, capture };
}
