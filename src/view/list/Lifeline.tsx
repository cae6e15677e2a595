import type { ListRow } from "../../store/folding.ts";
import { t } from "../text.ts";
import { type Bar, pictureOf } from "../timeline/picture.ts";
import { momentText } from "../timeline/words.ts";
import type { ListState } from "./list-state.ts";
import { STATE_WORDS } from "./row-text.ts";

/** Width and height of the drawing, in CSS pixels. */
const WIDTH = 112;
const HEIGHT = 14;
const MIDDLE = HEIGHT / 2;

/** What the timeline shows of a row: all attempts of a folded one. */
export function Lifeline({ row, state }: { row: ListRow; state: ListState }) {
  const { timeline } = state;
  const view = timeline.view.value;
  const ids = row.isUnfolded ? [row.id] : row.ids;
  const lines = ids.flatMap((id) => timeline.byId.value.get(id) ?? []);
  if (view === null || lines.length === 0) return null;
  const isAlive = lines.some(({ life }) => life.to === null);
  const { bars, ends, failures, failureRuns } = pictureOf(
    lines.map((line) => ({ ...line, row: 0 })),
    view,
    WIDTH,
    isAlive ? timeline.now.value : 0,
  );
  const last = lines.at(-1);
  const label =
    last === undefined
      ? ""
      : t("lifelineLabel", momentText(lines[0]?.life.from ?? 0, 1000), t(WORDS[last.life.outcome]));
  return (
    <svg
      class="lifeline"
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={label}
    >
      <path class="lifeline-older" d={stretches(bars.older)} />
      <path class="lifeline-waiting" d={stretches(bars.waiting)} />
      <path class="lifeline-closed" d={stretches(bars.closed)} />
      <path class="lifeline-open" d={stretches(bars.open)} />
      <path class="lifeline-end" d={ends.map(({ x }) => `M${round(x)} 2V${HEIGHT - 2}`).join("")} />
      <path class="lifeline-failed lifeline-failures" d={stretches(failureRuns)} />
      <path
        class="lifeline-failed"
        d={failures.map(({ x }) => `M${round(x - 3)} ${MIDDLE - 3}l6 6m0-6l-6 6`).join("")}
      />
    </svg>
  );
}

const WORDS = {
  waiting: STATE_WORDS.requested,
  open: STATE_WORDS.open,
  closed: STATE_WORDS.closed,
  failed: STATE_WORDS.failed,
} as const;

function stretches(bars: readonly Bar[]): string {
  return bars.map(({ from, to }) => `M${round(from)} ${MIDDLE}H${round(to)}`).join("");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
