import type { Clock } from "../capture/network/devtools-network.ts";

/** Milliseconds in a minute. */
const MINUTE_MS = 60_000;

/** Says when live counting is to rest: nobody has seen DevTools for a while; and when it is to go on. */
export class HiddenRest {
  readonly #clock: Pick<Clock, "after">;
  readonly #minutes: () => number | null;
  readonly #listener: { rest(): void; wake(): void };
  #cancel: (() => void) | null = null;

  /** @param minutes how long DevTools may be hidden, asked when it is hidden; null: as long as it likes */
  constructor(clock: Pick<Clock, "after">, minutes: () => number | null, listener: { rest(): void; wake(): void }) {
    this.#clock = clock;
    this.#minutes = minutes;
    this.#listener = listener;
  }

  /** DevTools was shown or hidden. */
  show(isVisible: boolean): void {
    this.#cancel?.();
    this.#cancel = null;
    if (isVisible) this.#listener.wake();
    const minutes = isVisible ? null : this.#minutes();
    if (minutes !== null) this.#cancel = this.#clock.after(minutes * MINUTE_MS, () => this.#listener.rest());
  }
}
