/** Most requests whose own clock is remembered; older ones fall back to the newest offset, a few microseconds off. */
const MOST = 20_000;

/**
 * How far the offset that was learned last may place an event from its arrival, in milliseconds: after it, where the time of day
 * was set back since; before it, where it was set ahead or the event was very late.
 */
const [EARLY_MS, LATE_MS] = [1000, 60_000];

/**
 * Turns the browser's monotonic seconds (CDP `Network.MonotonicTime`) into epoch milliseconds. Each request that carried
 * both clocks keeps its own offset, because DevTools' network log computes its times in the same way: so the two sources
 * give one message the same time.
 */
export class Clocks {
  #newest: number | null = null;
  readonly #own = new Map<string, number>();

  /**
   * Learns the offset from an event that has both times.
   *
   * @param monotonicSeconds monotonic seconds
   * @param wallTime epoch seconds (CDP `Network.TimeSinceEpoch`)
   * @param requestId when given, the offset is that request's own from now on
   */
  learn(monotonicSeconds: number, wallTime: number, requestId?: string): void {
    this.#newest = wallTime - monotonicSeconds;
    if (requestId !== undefined) this.#keep(requestId, this.#newest);
  }

  /**
   * @param monotonicSeconds monotonic seconds
   * @param now epoch milliseconds of arrival, for the first event where no other has shown both clocks since the time of day was set
   * @returns epoch milliseconds
   */
  at(requestId: string, monotonicSeconds: number, now: number): number {
    let offset = this.#own.get(requestId);
    if (offset === undefined) {
      // Fixed from its first event on, so that the distances between its messages stay exact.
      const arrived = now / 1000 - monotonicSeconds;
      const late = this.#newest === null ? Number.POSITIVE_INFINITY : (arrived - this.#newest) * 1000;
      offset = this.#newest === null || late < -EARLY_MS || late > LATE_MS ? arrived : this.#newest;
      this.#keep(requestId, offset);
    }
    return (monotonicSeconds + offset) * 1000;
  }

  /** The request is over. */
  forget(requestId: string): void {
    this.#own.delete(requestId);
  }

  #keep(requestId: string, offset: number): void {
    this.#own.set(requestId, offset);
    if (this.#own.size <= MOST) return;
    const oldest = this.#own.keys().next();
    if (!oldest.done) this.#own.delete(oldest.value);
  }
}
