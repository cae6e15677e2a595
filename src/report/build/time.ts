/** The last instant that a Date can hold: ECMAScript, Time Values. */
const LAST = 8.64e15;

/**
 * An instant as reports write it.
 *
 * @param at epoch milliseconds, or null when it is not known
 * @returns ISO 8601 in UTC with milliseconds; null for what is not known or no instant at all
 */
export function isoTime(at: number | null): string | null {
  return at === null || !(Math.abs(at) <= LAST) ? null : new Date(at).toISOString();
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
