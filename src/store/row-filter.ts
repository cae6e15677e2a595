import { batch, computed, type ReadonlySignal, type Signal, signal, untracked } from "@preact/signals";
import type { Explanation } from "../knowledge/explanation/explanation.ts";
import { isOrdinaryRequest } from "../upgrade/kinds/registry.ts";
import { isThereIn, lifespanOf, type TimeRange } from "../upgrade/lifespan.ts";
import { endedAt } from "../upgrade/lifetime.ts";
import type { Upgrade } from "../upgrade/upgrade.ts";
import type { StateChip } from "./filter/chips.ts";
import { asksNothing, excludingParts, type Filter, matchesFilter, namesKind, parseFilter } from "./filter/filter.ts";
import type { Term } from "./filter/grammar.ts";
import type { Asked } from "./filter/keys.ts";
import { type Suggestions, suggest } from "./filter/suggest.ts";
import type { Imports } from "./imports.ts";
import type { Rows } from "./rows.ts";

/** Which rows the list shows, and what the user asked for. */
export interface RowFilter {
  readonly text: Signal<string>;
  readonly chip: Signal<StateChip>;
  /** Whether the list shows what the field would leave out. */
  readonly isInverted: Signal<boolean>;
  /** The list shows what was there within this range of time; null: at any time. */
  readonly range: Signal<TimeRange | null>;
  /** What stands in the field, as it is read. */
  readonly terms: ReadonlySignal<readonly Term[]>;
  /** Whose upgrades are listed: all, the page's own, or those of the file with this number. Of a file that was removed: all. */
  readonly source: ReadonlySignal<RowSource>;
  /** The ids that may be listed: the page's ordinary requests only where they are wanted. */
  readonly listed: ReadonlySignal<readonly string[]>;
  /** Those of the page among them. */
  readonly listedOfPage: ReadonlySignal<readonly string[]>;
  /** Number of rows that are kept out of the list because they are ordinary requests. */
  readonly unlisted: ReadonlySignal<number>;
  /** The ids that pass the filter. Follows the lives of all where something is asked of them, and never their messages. */
  readonly shown: ReadonlySignal<readonly string[]>;
  /** The ids that pass all of the filter but its range of time: what the range is chosen from. */
  readonly atAnyTime: ReadonlySignal<readonly string[]>;
  setSource(source: RowSource): void;
  /** What the field offers at this position of the caret; `isAsked`: somebody asked what can be typed (suggest.ts). */
  suggest(caret: number, isAsked: boolean): Suggestions;
  /** Which parts of the filter alone keep all rows out; not followed. */
  excluding(): readonly ExcludingPart[];
  /** Takes one of them away. */
  remove(part: ExcludingPart): void;
  /** Asks for nothing any more. */
  clear(): void;
  /** Whether a row is of the chosen source; followed like a signal. */
  isOfSource(id: string): boolean;
  /**
   * DevTools' own search filters the list; its end takes away only what it has put there.
   *
   * @param text what is searched for, or null at the end of the search
   */
  search(text: string | null): void;
}

type RowSource = "all" | "page" | number;

/** A part of the filter that can be taken away. */
export type ExcludingPart = Term | "chip" | "inversion" | "source" | "range";

/** Interval at which rows are asked again where what is said of them changes with time, in milliseconds. */
const AGAIN_MS = 5000;

/** What the filter is made over. */
interface Filtered {
  readonly rows: Rows;
  readonly imports: Imports;
  /** Ids of the page's own rows. */
  readonly ofPage: ReadonlySignal<readonly string[]>;
  /** One upgrade of the page as it is now, not followed: the kind of a row never changes. */
  peek(id: string): Upgrade | null;
  /** Whether ordinary requests are listed; followed. */
  listsOrdinary(): boolean;
  /** What is said of a row now; null when it is gone. */
  explain(id: string): Explanation | null;
  /** The moment as of which a row is shown, epoch milliseconds; followed. */
  nowOf(id: string): number;
  /** Epoch milliseconds; followed. */
  now(): number;
}

/** The filter over these rows; nothing is filtered at first. */
export function createRowFilter(filtered: Filtered): RowFilter {
  const { rows, imports, peek, listsOrdinary } = filtered;
  const text = signal("");
  const chip = signal<StateChip>("all");
  const isInverted = signal(false);
  const range = signal<TimeRange | null>(null);
  const chosen = signal<RowSource>("all");
  let searched: string | null = null;

  const filter = computed((): Filter => parseFilter(text.value, chip.value, isInverted.value));
  const age = computed(() => Math.floor(filtered.now() / AGAIN_MS));
  const asked = (id: string, upgrade: Upgrade, explanations: Explanations): Asked => ({
    upgrade,
    file: rows.fileOf(id)?.name ?? null,
    get now() {
      age.value;
      return untracked(() => filtered.nowOf(id));
    },
    explanation: () => explanations.of(id, upgrade, endedAt(upgrade) === null ? age.value : null),
  });
  const explanations = new Explanations((id) => untracked(() => filtered.explain(id)));
  const askedOf = (ids: readonly string[]): Asked[] =>
    ids.flatMap((id) => {
      const upgrade = rows.life(id);
      return upgrade === null ? [] : [asked(id, upgrade, explanations)];
    });
  const source = computed((): RowSource => {
    const files = imports.all.value;
    if (files.length === 0) return "all";
    const wanted = chosen.value;
    return typeof wanted !== "number" || files.some(({ number }) => number === wanted) ? wanted : "all";
  });
  const listedOfPage = computed(() => {
    const ids = filtered.ofPage.value;
    if (listsOrdinary()) return ids;
    const some = ids.filter((id) => !isOrdinaryRequest(peek(id)?.kind ?? "websocket"));
    return some.length === ids.length ? ids : some;
  });
  const listed = computed(() => {
    const own = listedOfPage.value;
    return own === filtered.ofPage.value ? rows.ids.value : [...imports.ids.value, ...own];
  });
  const isOfSource = (id: string): boolean =>
    source.value === "all" || (rows.fileOf(id)?.number ?? "page") === source.value;
  const atAnyTime = computed(() => {
    const wanted = filter.value;
    const ids = namesKind(wanted) ? rows.ids.value : listed.value;
    // Thousands of rows are not asked what nobody wants to know.
    if (asksNothing(wanted) && source.value === "all") return ids;
    return ids.filter((id) => {
      const upgrade = rows.life(id);
      return upgrade !== null && isOfSource(id) && matchesFilter(asked(id, upgrade, explanations), wanted);
    });
  });
  const isInRange = (id: string, wanted: TimeRange): boolean => {
    const upgrade = rows.life(id);
    const life = upgrade === null ? null : lifespanOf(upgrade);
    // What goes on does not follow the clock here: a range lies in the past.
    return (
      life !== null &&
      isThereIn(
        life,
        wanted,
        untracked(() => filtered.nowOf(id)),
      )
    );
  };
  const shown = computed(() => {
    const [ids, wanted] = [atAnyTime.value, range.value];
    return wanted === null ? ids : ids.filter((id) => isInRange(id, wanted));
  });

  return {
    text,
    chip,
    isInverted,
    range,
    terms: computed(() => filter.value.terms),
    source,
    listed,
    listedOfPage,
    unlisted: computed(() => rows.ids.value.length - listed.value.length),
    shown,
    atAnyTime,
    setSource: (wanted) => {
      chosen.value = wanted;
    },
    isOfSource,
    suggest: (caret, isAsked) => untracked(() => suggest(text.value, caret, askedOf(rows.ids.value), isAsked)),
    excluding: () =>
      untracked(() => {
        const wanted = range.value;
        const all = wanted === null ? listed.value : listed.value.filter((id) => isInRange(id, wanted));
        const parts: ExcludingPart[] = excludingParts(askedOf(all.filter(isOfSource)), filter.value);
        if (wanted !== null && atAnyTime.value.length > 0) parts.push("range");
        const isOfAnother = source.value !== "all" && askedOf(all).some((one) => matchesFilter(one, filter.value));
        return isOfAnother ? [...parts, "source"] : parts;
      }),
    remove: (part) => {
      if (part === "chip") chip.value = "all";
      else if (part === "inversion") isInverted.value = false;
      else if (part === "source") chosen.value = "all";
      else if (part === "range") range.value = null;
      else text.value = without(text.value, part);
    },
    clear: () =>
      batch(() => {
        text.value = "";
        chip.value = "all";
        isInverted.value = false;
        range.value = null;
        chosen.value = "all";
      }),
    search: (wanted) =>
      batch(() => {
        if (wanted !== null) text.value = wanted;
        else if (text.value === searched) text.value = "";
        searched = wanted;
      }),
  };
}

/** The text of the field without one of its terms. */
function without(text: string, { start, text: term }: Term): string {
  return `${text.slice(0, start)}${text.slice(start + term.length).trimStart()}`.trim();
}

/** What was said of rows, as long as they and the time are the same. */
class Explanations {
  readonly #made = new WeakMap<Upgrade, { readonly age: number | null; readonly explanation: Explanation }>();
  readonly #explain: (id: string) => Explanation | null;

  constructor(explain: (id: string) => Explanation | null) {
    this.#explain = explain;
  }

  of(id: string, upgrade: Upgrade, age: number | null): Explanation | null {
    const made = this.#made.get(upgrade);
    if (made !== undefined && made.age === age) return made.explanation;
    const explanation = this.#explain(id);
    if (explanation !== null) this.#made.set(upgrade, { age, explanation });
    return explanation;
  }
}
