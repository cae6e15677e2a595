/** The first and the last instant whose year has four digits (RFC 3339 §5.6): reports have no place for others. */
const [FIRST, LAST] = [-62_167_219_200_000, 253_402_300_799_999];

/**
 * An instant as reports write it.
 *
 * @param at epoch milliseconds, or null when it is not known
 * @returns ISO 8601 in UTC with milliseconds; null for what is not known, or no instant of the years 0 to 9999
 */
export function isoTime(at: number | null): string | null {
  return at === null || !(at >= FIRST && at <= LAST) ? null : new Date(at).toISOString();
}

/**
 * The time between two instants.
 *
 * @returns milliseconds, at most three decimals; null when one is not known, or when two clocks contradict each other
 */
export function elapsed(from: number | null, to: number | null): number | null {
  if (from === null || to === null || !(to >= from)) return null;
  return Math.round((to - from) * 1000) / 1000;
}
