import type { TimeRange } from "../../upgrade/lifespan.ts";
import { Icon } from "../Icon.tsx";
import { t } from "../text.ts";
import { xOf } from "./scale.ts";
import { rangeText } from "./words.ts";

/** The chosen range: what lies beside it is veiled, its edges can be gripped. */
export function RangeShade({ range, view, width }: { range: TimeRange; view: TimeRange; width: number }) {
  const clamp = (at: number) => Math.min(Math.max(xOf(at, view, width), 0), width);
  const [from, to] = [clamp(range.from), clamp(range.to)];
  return (
    <div class="timeline-range" aria-hidden="true">
      <div class="timeline-veil" style={`left:0;width:${from}px`} />
      <div class="timeline-veil" style={`left:${to}px;right:0`} />
      <div class="timeline-edge" style={`left:${from}px`} />
      <div class="timeline-edge" style={`left:${to}px`} />
    </div>
  );
}

/** What the range is, and the button that takes it away. */
export function RangeButton({ range, onClear }: { range: TimeRange; onClear: () => void }) {
  const text = rangeText(range);
  return (
    <button type="button" class="timeline-clear chip" title={t("timelineClear")} onClick={onClear}>
      <span class="hidden">{t("timelineClear")}: </span>
      {text}
      <Icon name="cross" size={10} />
    </button>
  );
}
