import type { TimeRange } from "../../upgrade/lifespan.ts";
import type { Drop } from "../../upgrade/series/drops.ts";
import { day, number, plural, timeOfDay } from "../format.ts";
import { t } from "../text.ts";
import type { Lanes } from "./lanes.ts";

const [SECOND, MINUTE, DAY] = [1000, 60_000, 86_400_000];

/**
 * A moment as exact as its surroundings ask for: "14:03", "14:03:07", "14:03:07.250", "28 Nov".
 *
 * @param at epoch milliseconds
 * @param step milliseconds from one to the next
 */
export function momentText(at: number, step: number): string {
  if (step >= DAY) return day(at);
  return timeOfDay(at, step >= MINUTE ? "minute" : step >= SECOND ? "second" : "millisecond");
}

/** Whether a stretch lies on more days than one, in the user's zone. */
function spansDays({ from, to }: TimeRange): boolean {
  return day(from) !== day(to);
}

/**
 * What a line of the grid is called: the first of each day has the day too, where there are several.
 *
 * @param step milliseconds from one line to the next
 * @param view the stretch that is seen
 */
export function lineText(at: number, step: number, view: TimeRange): string {
  const text = momentText(at, step);
  const isFirstOfDay = at - step < view.from || day(at - step) !== day(at);
  return step < DAY && isFirstOfDay && spansDays(view) ? t("timelineDay", day(at), text) : text;
}

/** "14:03:07 to 14:05:00", to the millisecond where it is short. */
export function rangeText(range: TimeRange): string {
  const { from, to } = range;
  const step = to - from < 10 * SECOND ? 1 : SECOND;
  const dated = (at: number) =>
    spansDays(range) ? t("timelineDay", day(at), momentText(at, step)) : momentText(at, step);
  return t("timelineRange", dated(from), dated(to));
}

/** The whole picture in numbers, for those who cannot see it. */
export function summaryText({ lines }: Lanes, drops: readonly Drop[], view: TimeRange): string {
  const counts = { waiting: 0, open: 0, closed: 0, failed: 0 };
  for (const { life } of lines) counts[life.outcome]++;
  return [
    t("timelineSummary", plural(lines.length, "timelineConnections"), rangeText(view)),
    t("timelineCounts", number(counts.waiting), number(counts.open), number(counts.closed), number(counts.failed)),
    ...drops.map(({ from, ids }) => plural(ids.length, "timelineDrop", momentText(from, SECOND))),
  ].join(" ");
}

/** "6 ended at 14:03:07", for the place of a common drop. */
export function dropLabel({ from, ids }: Drop): string {
  return t("timelineDropLabel", number(ids.length), momentText(from, SECOND));
}

/** "4 others ended in the same second", where it ended in a common drop. */
export function dropText(id: string, drops: readonly Drop[]): string | null {
  const drop = drops.find(({ ids }) => ids.includes(id));
  return drop === undefined ? null : plural(drop.ids.length - 1, "timelineTogether");
}
