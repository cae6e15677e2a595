import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import type { Rate } from "../../upgrade/counts/rate.ts";
import { duration } from "../amounts.ts";
import { number, timeOfDay } from "../format.ts";
import { t } from "../text.ts";
import { useSize } from "../use-size.ts";
import { barsOf } from "./bars.ts";
import { chartOf } from "./chart.ts";
import { RateTable } from "./RateTable.tsx";

/** Pixels for both directions together. */
const HEIGHT = 72;
/** Narrowest bar in pixels. */
const BAR = 4;

/** The rate over the whole life of a connection: sent upwards, received downwards. An ordinary request only receives. */
export function RateChart({ rate, end, isTwoWay }: { rate: Rate; end: number; isTwoWay: boolean }) {
  const frame = useRef<HTMLElement>(null);
  const width = useSignal(0);
  useSize(frame, (measured) => {
    width.value = measured;
  });
  const chart = chartOf(rate, end, Math.max(12, Math.floor(width.value / BAR)));
  if (chart === null) return null;
  const { sent, received, from, to, seconds, most } = chart;
  const bars = barsOf(sent, received, HEIGHT);
  const sum = (counts: readonly number[]) => number(counts.reduce((a, b) => a + b, 0));
  const unit = duration(seconds * 1000);
  const [start, stop] = [timeOfDay(from, "second"), timeOfDay(to, "second")];
  return (
    <figure class="rate" ref={frame}>
      <svg
        class="rate-bars"
        width="100%"
        height={HEIGHT + 2}
        viewBox={`0 0 ${sent.length} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={
          isTwoWay
            ? t("rateText", start, stop, sum(sent), sum(received), number(most), unit)
            : t("rateTextRequest", start, stop, sum(received), number(most), unit)
        }
      >
        <path class="bars-sent" d={bars.sent} />
        <path class="bars-received" d={bars.received} />
        <path class="bars-axis" d={`M0 ${bars.axis}H${sent.length}`} />
      </svg>
      <figcaption aria-hidden="true">
        <span>{start}</span>
        <span class="rate-legend">
          {isTwoWay && (
            <>
              <span class="arrow-sent">↑</span> {t("sent")}{" "}
            </>
          )}
          <span class="arrow-received">↓</span> {t("received")} · {t("rateUnit", unit)} · {t("rateMost", number(most))}
        </span>
        <span>{stop}</span>
      </figcaption>
      <RateTable rate={rate} end={end} isTwoWay={isTwoWay} />
    </figure>
  );
}
