import type { Logged } from "../observation.ts";
import { recount, reduce } from "../reduce.ts";
import type { Directory } from "./directory.ts";
import { keyOf } from "./links/key.ts";
import type { Placement } from "./placement.ts";
import { markOf } from "./record.ts";

/** Entries of the network log, each told again at every poll. */
export class LogEntries {
  readonly #directory: Directory;
  readonly #placement: Placement;

  constructor(directory: Directory, placement: Placement) {
    this.#directory = directory;
    this.#placement = placement;
  }

  /** Takes an entry as it is now: what of its messages the debugger counted too is not counted again. */
  enter(entry: Logged): void {
    const { ref: name, at } = entry;
    const before = this.#directory.record(name);
    const key = keyOf({ request: { headers: entry.requestHeaders, at: null } });
    if (before === undefined && key !== null && this.#directory.isTombstone(`key ${key}`)) return;
    const id = this.#directory.idOf(name);
    const counted = id === undefined ? undefined : this.#directory.views.get(id);
    const mark = markOf(entry, counted);
    if (before !== undefined && before.mark === mark) {
      this.#directory.write({ ...before, toldAt: at });
      return;
    }
    const facts = reduce(before?.facts, entry);
    const recounted = counted === undefined ? facts : { ...facts, ...recount(before?.facts ?? facts, entry, counted) };
    this.#directory.write({ name, source: "network", facts: recounted, toldAt: at, mark });
    this.#placement.place(name);
    // It was only now found to be one that the debugger counts.
    if (counted === undefined) this.recount(name, entry);
  }

  /** Counts an entry again: it was found to be a connection that the debugger counts. */
  recount(name: string, entry: Logged): void {
    const record = this.#directory.record(name);
    const id = this.#directory.idOf(name);
    const view = id === undefined ? undefined : this.#directory.views.get(id);
    if (record === undefined || view === undefined || id === undefined || view.debuggerHead.length === 0) return;
    this.#directory.write({ ...record, facts: { ...record.facts, ...recount(record.facts, entry, view) } });
    this.#directory.refresh(id);
  }
}
