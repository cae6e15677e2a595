/**
 * Turns the browser's monotonic seconds (CDP `Network.MonotonicTime`) into epoch milliseconds.
 * The offset is learnt from any event that carries both clocks.
 */
export class Clock {
  #offset: number | null = null;

  /**
   * Learns the offset from one event that has both times.
   *
   * @param ticks monotonic seconds
   * @param wallTime epoch seconds (CDP `Network.TimeSinceEpoch`)
   */
  learn(ticks: number, wallTime: number): void {
    this.#offset = wallTime - ticks;
  }

  /**
   * @param ticks monotonic seconds
   * @param fallback epoch milliseconds to use while no event has carried both clocks
   * @returns epoch milliseconds
   */
  at(ticks: number, fallback: number): number {
    return this.#offset === null ? fallback : (ticks + this.#offset) * 1000;
  }
}
