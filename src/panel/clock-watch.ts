/** By how much the time of day may differ from the time that passed before it is told, in milliseconds: clocks are corrected often. */
const DRIFT_MS = 2000;

/**
 * Notices that the time of day jumped: the computer slept, or its clock was set. The browser dates each connection by the time
 * of day, so durations across a jump are not what passed.
 */
export class ClockWatch {
  readonly #wall: () => number;
  readonly #passed: () => number;
  #offset: number;

  /**
   * @param wall the time of day, epoch milliseconds
   * @param passed a clock that nobody sets, milliseconds
   */
  constructor(wall: () => number, passed: () => number) {
    this.#wall = wall;
    this.#passed = passed;
    this.#offset = wall() - passed();
  }

  /** @returns how far it jumped since the last look, in milliseconds, negative when back; null when it did not */
  look(): number | null {
    const offset = this.#wall() - this.#passed();
    const jump = offset - this.#offset;
    if (Math.abs(jump) < DRIFT_MS) return null;
    this.#offset = offset;
    return jump;
  }
}
