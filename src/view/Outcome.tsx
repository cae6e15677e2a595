import type { Outcome } from "../knowledge/checks/check.ts";
import type { HealthQuestion, Level } from "../knowledge/explanation/explanation.ts";
import { LEVELS } from "../knowledge/explanation/row.ts";
import { Icon, type IconName } from "./Icon.tsx";
import { type MessageKey, t } from "./text.ts";

type Mark = readonly [icon: IconName, tone: string];

const MARKS: Readonly<Record<Outcome | HealthQuestion["outcome"] | Level, Mark>> = {
  pass: ["check", "good"],
  warn: ["warning", "warning"],
  fail: ["cross", "error"],
  "not-applicable": ["dash", "dim"],
  "not-observed": ["question", "dim"],
  good: ["check", "good"],
  attention: ["warning", "warning"],
  bad: ["cross", "error"],
  healthy: ["check", "good"],
  failed: ["cross", "error"],
  unknown: ["question", "dim"],
};

const WORDS: Readonly<Record<Exclude<keyof typeof MARKS, Level>, MessageKey>> = {
  pass: "outcomePass",
  warn: "outcomeWarn",
  fail: "outcomeFail",
  "not-applicable": "outcomeNotApplicable",
  "not-observed": "outcomeNotObserved",
  good: "outcomeGood",
  bad: "outcomeBad",
};

/** A judgment as shape and color, its word beside it for those who cannot see it. */
export function OutcomeMark({ outcome }: { outcome: keyof typeof MARKS }) {
  const [icon, tone] = MARKS[outcome];
  const word = outcomeWord(outcome);
  return (
    <span class={`mark tone-${tone}`} title={word}>
      <Icon name={icon} />
      <span class="hidden">{word}: </span>
    </span>
  );
}

/** The judgment's word: that of a level is the one that reports have. */
export function outcomeWord(outcome: keyof typeof MARKS): string {
  return isLevel(outcome) ? LEVELS[outcome] : t(WORDS[outcome]);
}

function isLevel(outcome: keyof typeof MARKS): outcome is Level {
  return outcome in LEVELS;
}
