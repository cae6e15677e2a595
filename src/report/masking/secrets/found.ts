/** A secret that stands in a text, and where in it. */
export interface Found {
  /** Offsets in UTF-16 units, `end` exclusive. */
  readonly start: number;
  readonly end: number;
  readonly value: string;
  /** What its label says: "token", "cookie sid". */
  readonly kind: string;
  /** The part of the place: "query token". null when the place says enough. */
  readonly part: string | null;
  /** What else must not be read anywhere: the password inside Basic credentials. */
  readonly inner?: readonly Inner[];
}

/** A secret inside another one. */
export interface Inner {
  readonly value: string;
  readonly kind: string;
}

/** The same finds, for a text that begins `by` units earlier. */
export function shifted(found: readonly Found[], by: number): Found[] {
  return found.map((one) => ({ ...one, start: one.start + by, end: one.end + by }));
}

/**
 * Every match of a group as a find.
 *
 * @param pattern global, with the `d` flag
 * @param group the number of the group that holds the secret
 */
export function matchesOf(text: string, pattern: RegExp, group: number, kind: string, part: string | null): Found[] {
  return [...text.matchAll(pattern)].flatMap((match): Found[] => {
    const span = match.indices?.[group];
    const value = match[group];
    return span === undefined || value === undefined || value === ""
      ? []
      : [{ start: span[0], end: span[1], value, kind, part }];
  });
}
