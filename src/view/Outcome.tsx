import type { Outcome } from "../knowledge/checks/check.ts";
import type { Level, Worry } from "../knowledge/explanation/explanation.ts";
import { Icon, type IconName } from "./Icon.tsx";
import { type MessageKey, t } from "./text.ts";

type Mark = readonly [icon: IconName, tone: string, word: MessageKey];

const MARKS: Readonly<Record<Outcome | Worry["outcome"] | Level, Mark>> = {
  pass: ["check", "good", "outcomePass"],
  warn: ["warning", "warning", "outcomeWarn"],
  fail: ["cross", "error", "outcomeFail"],
  "not-applicable": ["dash", "dim", "outcomeNotApplicable"],
  "not-observed": ["question", "dim", "outcomeNotObserved"],
  good: ["check", "good", "outcomeGood"],
  attention: ["warning", "warning", "outcomeAttention"],
  bad: ["cross", "error", "outcomeBad"],
  healthy: ["check", "good", "levelHealthy"],
  failed: ["cross", "error", "levelFailed"],
  unknown: ["question", "dim", "outcomeUnknown"],
};

/** A judgment as shape and color, its word beside it for those who cannot see it. */
export function OutcomeMark({ outcome }: { outcome: keyof typeof MARKS }) {
  const [icon, tone, word] = MARKS[outcome];
  return (
    <span class={`mark tone-${tone}`} title={t(word)}>
      <Icon name={icon} />
      <span class="hidden">{t(word)}: </span>
    </span>
  );
}

/** The judgment's word. */
export function outcomeWord(outcome: keyof typeof MARKS): string {
  return t(MARKS[outcome][2]);
}
