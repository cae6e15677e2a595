/** A rate as bars: upwards for sent, downwards for received, around one line. */
export interface Bars {
  readonly sent: string;
  readonly received: string;
  /** Height of the line between them. */
  readonly axis: number;
}

/** Units that each direction has at least, so that both are seen to be there. */
const LEAST = 8;

/**
 * Draws counts as bars, one unit wide each. Both directions have one scale and share the height as they need it; whatever
 * was counted is seen: at least one unit high.
 *
 * @param sent counts, oldest first
 * @param received as many counts
 * @param height units for both together
 * @returns SVG path data
 */
export function barsOf(sent: readonly number[], received: readonly number[], height: number): Bars {
  const up = Math.max(0, ...sent);
  const down = Math.max(0, ...received);
  const axis = Math.round(Math.min(height - LEAST, Math.max(LEAST, (height * up) / Math.max(1, up + down))));
  const room = (most: number, units: number) => (most === 0 ? Number.POSITIVE_INFINITY : (units - 1) / most);
  const scale = Math.min(room(up, axis), room(down, height - axis));
  const draw = (counts: readonly number[], sign: 1 | -1) =>
    counts
      .map((count, x) =>
        count > 0 ? `M${x} ${axis}h${BAR}v${sign * Math.max(1, Math.round(count * scale))}h-${BAR}z` : "",
      )
      .join("");
  return { sent: draw(sent, -1), received: draw(received, 1), axis };
}

/** Width of a bar; the rest of its unit stays free. */
const BAR = 0.75;
