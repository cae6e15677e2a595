/**
 * Puts work off until its result is asked for, and does it once: a report of thousands of connections asks for less than the
 * panel does of the one that is looked at.
 *
 * @returns gives the result
 */
export function once<T>(make: () => T): () => T {
  let result: { readonly made: T } | null = null;
  return () => {
    result ??= { made: make() };
    return result.made;
  };
}
