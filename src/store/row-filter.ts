import { batch, computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { isOrdinaryRequest } from "../upgrade/kinds/registry.ts";
import type { Upgrade } from "../upgrade/upgrade.ts";
import { type Filter, matchesFilter, namesKind, parseFilter, type StateChip } from "./filter.ts";
import type { Imports } from "./imports.ts";
import type { Rows } from "./rows.ts";

/** Which rows the list shows, and what the user asked for. */
export interface RowFilter {
  readonly text: Signal<string>;
  readonly chip: Signal<StateChip>;
  /** Whose upgrades are listed: all, the page's own, or those of the file with this number. Of a file that was removed: all. */
  readonly source: ReadonlySignal<RowSource>;
  /** The ids that may be listed: ordinary requests only where they are wanted. */
  readonly listed: ReadonlySignal<readonly string[]>;
  /** Number of rows that are kept out of the list because they are ordinary requests. */
  readonly unlisted: ReadonlySignal<number>;
  /** The ids that pass the filter. Follows the lives of all, not their messages. */
  readonly shown: ReadonlySignal<readonly string[]>;
  setSource(source: RowSource): void;
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

/** What the filter is made over. */
interface Filtered {
  readonly rows: Rows;
  readonly imports: Imports;
  /** One upgrade as it is now, not followed: the kind of a row never changes. */
  peek(id: string): Upgrade | null;
  /** Whether ordinary requests are listed; followed. */
  listsOrdinary(): boolean;
}

/** The filter over these rows; nothing is filtered at first. */
export function createRowFilter({ rows, imports, peek, listsOrdinary }: Filtered): RowFilter {
  const text = signal("");
  const chip = signal<StateChip>("all");
  const chosen = signal<RowSource>("all");
  let searched: string | null = null;

  const filter = computed((): Filter => parseFilter(text.value, chip.value));
  const source = computed((): RowSource => {
    const files = imports.all.value;
    if (files.length === 0) return "all";
    const wanted = chosen.value;
    return typeof wanted !== "number" || files.some(({ number }) => number === wanted) ? wanted : "all";
  });
  const listed = computed(() => {
    const ids = rows.ids.value;
    if (listsOrdinary()) return ids;
    const some = ids.filter((id) => !isOrdinaryRequest(peek(id)?.kind ?? "websocket"));
    return some.length === ids.length ? ids : some;
  });
  const isOfSource = (id: string): boolean =>
    source.value === "all" || (rows.fileOf(id)?.number ?? "page") === source.value;
  const shown = computed(() => {
    const wanted = filter.value;
    const ids = namesKind(wanted) ? rows.ids.value : listed.value;
    return ids.filter((id) => {
      const upgrade = rows.life(id);
      return upgrade !== null && isOfSource(id) && matchesFilter(upgrade, wanted, rows.fileOf(id)?.name ?? null);
    });
  });

  return {
    text,
    chip,
    source,
    listed,
    unlisted: computed(() => rows.ids.value.length - listed.value.length),
    shown,
    setSource: (wanted) => {
      chosen.value = wanted;
    },
    isOfSource,
    search: (wanted) =>
      batch(() => {
        if (wanted !== null) text.value = wanted;
        else if (text.value === searched) text.value = "";
        searched = wanted;
      }),
  };
}
