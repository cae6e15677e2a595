/**
 * Whether a version is at least another one, number by number: "1.29.10" comes after "1.29.7". What follows the numbers
 * ("-rc1", "p2") is ignored.
 *
 * @param version as a header names it
 * @param least numbers and dots
 */
export function isAtLeast(version: string, least: string): boolean {
  const [have, need] = [numbersOf(version), numbersOf(least)];
  for (const [i, needed] of need.entries()) {
    const had = have[i] ?? 0;
    if (had !== needed) return had > needed;
  }
  return true;
}

function numbersOf(version: string): number[] {
  return (/^\d+(?:\.\d+)*/.exec(version)?.[0] ?? "0").split(".").map(Number);
}
