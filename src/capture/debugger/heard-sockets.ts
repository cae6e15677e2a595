/**
 * Which announced connections of one session have a socket that is heard. Of the others only a snapshot may find the socket: it
 * lives in a worker, or the page listens to nothing, or the breakpoints were not there yet, or are deactivated.
 */
export class HeardSockets {
  /** URLs of those that are not heard, by name, the oldest first. */
  readonly #notHeard = new Map<string, string>();
  readonly #heard = new Set<string>();

  /** A connection was announced; its socket can be heard only later. */
  created(sourceId: string, url: string): void {
    this.#notHeard.set(sourceId, url);
  }

  /**
   * A socket of this URL was heard of for the first time: it is the oldest that was not, or one that is as good as that.
   *
   * @returns the connection's name, if it can be no other one; null: it may, or none was announced
   */
  heard(url: string): string | null {
    const alike = [...this.#notHeard].filter(([, of]) => of === url).length;
    for (const [sourceId, of] of this.#notHeard) {
      if (of !== url) continue;
      this.#notHeard.delete(sourceId);
      this.#heard.add(sourceId);
      return alike === 1 ? sourceId : null;
    }
    return null;
  }

  /** Whether nothing need be looked for to hear of this connection's end. */
  isHeard(sourceId: string): boolean {
    return this.#heard.has(sourceId);
  }

  ended(sourceId: string): void {
    this.#notHeard.delete(sourceId);
    this.#heard.delete(sourceId);
  }

  clear(): void {
    this.#notHeard.clear();
    this.#heard.clear();
  }
}
