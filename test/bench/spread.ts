/** What several rounds gave. */
export interface Spread {
  /** The middle value; of an even number the upper one of the two. */
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** @param values at least one */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  return {
    median: sorted[Math.floor(sorted.length / 2)] ?? Number.NaN,
    least: sorted[0] ?? Number.NaN,
    most: sorted.at(-1) ?? Number.NaN,
  };
}

/** "1.24 (1.19–1.40)" */
export function ratioText({ median, least, most }: Spread, digits = 2): string {
  return `${median.toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`;
}

/** "1,240 ms (1,190–1,400)" */
export function wholeText({ median, least, most }: Spread, unit: string): string {
  const whole = (value: number) => Math.round(value).toLocaleString("en");
  return `${whole(median)} ${unit} (${whole(least)}–${whole(most)})`;
}
