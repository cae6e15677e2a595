import type { Target } from "../../upgrade/observation.ts";

/**
 * What is there when live counting begins, until it is known of each whether it is heard how its sockets end: breakpoints are
 * set some time after messages are counted, and a socket that ends in between is not heard.
 */
export class HearingStart {
  readonly #pending = new Map<Promise<boolean>, Target>();
  readonly #unheard = new Set<Target>();

  /**
   * One more is there.
   *
   * @param hears settles with whether it is heard; also with true where it is gone
   */
  add(target: Target, hears: Promise<boolean>): void {
    this.#pending.set(hears, target);
    void hears.then((isHeard) => {
      this.#pending.delete(hears);
      if (!isHeard) this.#unheard.add(target);
    });
  }

  /**
   * Waits until all are heard, those too that are added meanwhile.
   *
   * @param withinMs longest wait, in milliseconds
   * @returns the kinds of those that are not heard now
   */
  async settled(withinMs: number): Promise<readonly Target[]> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const isOver = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, withinMs);
    });
    await Promise.race([isOver, this.#all()]);
    clearTimeout(timer);
    return [...new Set([...this.#unheard, ...this.#pending.values()])].sort();
  }

  async #all(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending.keys());
  }
}
