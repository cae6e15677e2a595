import type { Histogram } from "../../upgrade/counts/histogram.ts";
import { number } from "../format.ts";
import { type Bin, binsOf } from "./distribution.ts";

/** How values are spread, one bar per power of two. */
export function Distribution({
  histogram,
  unit,
  label,
}: {
  histogram: Histogram;
  unit: (value: number) => string;
  label: string;
}) {
  const bins = binsOf(histogram);
  const most = Math.max(...bins.map(({ count }) => count));
  return (
    <table class="distribution" aria-label={label}>
      <tbody>
        {bins.map((bin) => (
          <tr key={bin.from}>
            <th scope="row">{range(bin, unit)}</th>
            <td class="distribution-bar">{bin.count > 0 && <span style={`width:${(bin.count / most) * 100}%`} />}</td>
            <td>{number(bin.count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function range({ from, to }: Bin, unit: (value: number) => string): string {
  if (to === null) return `≥ ${unit(from)}`;
  return to - from <= 1 ? unit(from) : `${unit(from)} – ${unit(to)}`;
}
