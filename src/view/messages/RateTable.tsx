import type { Rate } from "../../upgrade/counts/rate.ts";
import { number, timeOfDay } from "../format.ts";
import { t } from "../text.ts";
import { chartOf } from "./chart.ts";

/** Most rows: as many as somebody listens to. */
const MOST_ROWS = 20;

/** The same numbers as the chart of the rate, in few rows, for those who cannot see it. */
export function RateTable({ rate, end, isTwoWay }: { rate: Rate; end: number; isTwoWay: boolean }) {
  const chart = chartOf(rate, end, MOST_ROWS);
  if (chart === null) return null;
  const { from, seconds, sent, received } = chart;
  return (
    <div class="hidden">
      <table>
        <caption>{t(isTwoWay ? "rate" : "rateRequest")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("rateFrom")}</th>
            {isTwoWay && <th scope="col">{t("sent")}</th>}
            <th scope="col">{t("received")}</th>
          </tr>
        </thead>
        <tbody>
          {sent.map((count, i) => {
            const at = from + i * seconds * 1000;
            return (
              <tr key={at}>
                <th scope="row">{timeOfDay(at, "second")}</th>
                {isTwoWay && <td>{number(count)}</td>}
                <td>{number(received[i] ?? 0)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
