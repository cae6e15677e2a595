import { beganAt, type Series } from "../../upgrade/series/series.ts";
import { duration } from "../amounts.ts";
import { plural, timeOfDay } from "../format.ts";
import { t } from "../text.ts";

/** How many attempts there were, when, and with what regularity, in words. */
export function attemptsText({ attempts, intervalsMs, pattern }: Series): string {
  const began = attempts.flatMap((attempt) => beganAt(attempt) ?? []);
  const [first, last] = [began[0], began.at(-1)];
  const span =
    first === undefined || last === undefined
      ? ""
      : plural(attempts.length, "attemptsSpan", timeOfDay(first), timeOfDay(last));
  return [span, patternText(intervalsMs, pattern)].filter((part) => part !== "").join(" ");
}

function patternText(intervals: readonly number[], pattern: Series["pattern"]): string {
  const last = intervals.at(-1);
  if (pattern === "strict-mode-pair") return t("patternStrict");
  if (last === undefined) return "";
  if (pattern === "fixed") return t("patternFixed", duration(average(intervals)));
  if (pattern === "exponential") return t("patternExponential", duration(last));
  return t(intervals.length === 1 ? "patternIrregularFirst" : "patternIrregular", duration(last));
}

/** Without false precision: "about 2 s", not "about 2.04 s". */
function average(intervals: readonly number[]): number {
  const mean = intervals.reduce((sum, interval) => sum + interval, 0) / intervals.length;
  const step = mean < 1000 ? 10 : 100;
  return Math.round(mean / step) * step;
}
