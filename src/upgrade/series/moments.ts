import type { Upgrade } from "../upgrade.ts";

/** Upgrades by one moment of each, among which those around a moment are found without a look at all of them. */
export class Moments {
  readonly #all: { readonly at: number; readonly upgrade: Upgrade }[] = [];
  readonly #byId = new Map<string, number>();

  /**
   * Takes one in; each once.
   *
   * @param at epoch milliseconds
   */
  add(at: number, upgrade: Upgrade): void {
    this.#all.push({ at, upgrade });
    this.#byId.set(upgrade.id, at);
  }

  /** Puts them in order: once, after the last was added and before the first question. */
  sort(): void {
    this.#all.sort((a, b) => a.at - b.at);
  }

  /**
   * Number of those around a moment, without the one that asks.
   *
   * @param within milliseconds before and after
   */
  countAround(id: string, at: number, within: number): number {
    const [first, end] = this.#rangeAround(at, within);
    const own = this.#byId.get(id);
    return end - first - (own !== undefined && Math.abs(own - at) <= within ? 1 : 0);
  }

  /** The first of them, without the one that asks. */
  firstAround(id: string, at: number, within: number, most: number): readonly Upgrade[] {
    const [first, end] = this.#rangeAround(at, within);
    // One more, because it may be among them itself.
    const some = this.#all.slice(first, Math.min(end, first + most + 1)).map(({ upgrade }) => upgrade);
    return some.filter((other) => other.id !== id).slice(0, most);
  }

  #rangeAround(moment: number, within: number): readonly [first: number, end: number] {
    return [this.#firstWith((at) => moment - at <= within), this.#firstWith((at) => at - moment > within)];
  }

  /** The index of the first moment for which something holds that holds for all after it too; the length if for none. */
  #firstWith(holds: (at: number) => boolean): number {
    let [low, high] = [0, this.#all.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(this.#all[middle]?.at ?? 0)) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
