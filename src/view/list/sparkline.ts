/** The drawing of a minute: a line for each direction, and the ground under the received one. */
export interface Lines {
  readonly sent: string | null;
  readonly received: string | null;
  readonly ground: string | null;
}

/**
 * Draws counts as lines, one unit for each bucket, on one scale; a direction without messages has none.
 *
 * @param sent counts, oldest first
 * @param received as many counts
 * @param height units; zero lies at `height`
 * @returns SVG path data
 */
export function linesOf(sent: readonly number[], received: readonly number[], height: number): Lines {
  const most = Math.max(1, ...sent, ...received);
  const line = (counts: readonly number[]) =>
    counts.every((count) => count === 0)
      ? null
      : counts
          .map((count, x) => `${x === 0 ? "M" : "L"}${x + 0.5} ${round(height - (count / most) * height)}`)
          .join("");
  const down = line(received);
  return {
    sent: line(sent),
    received: down,
    ground: down === null ? null : `${down}V${height}H0.5z`,
  };
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
