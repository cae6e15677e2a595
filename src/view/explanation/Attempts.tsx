import { useSignal } from "@preact/signals";
import type { Store } from "../../store/store.ts";
import { beganAt, seriesAmong } from "../../upgrade/series/series.ts";
import { stateOf } from "../../upgrade/state.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { duration } from "../amounts.ts";
import { number, plural, timeOfDay } from "../format.ts";
import { Icon } from "../Icon.tsx";
import { stateText, statusText, timeText } from "../list/row-text.ts";
import { stateIcon } from "../list/state-icon.ts";
import { Section } from "../Section.tsx";
import { t } from "../text.ts";
import { attemptsText } from "./attempts-text.ts";

/** Number of the newest attempts that are listed at once. */
const FEW = 8;

/** The series that the selected upgrade is in: when its attempts began, and what became of each. */
export function Attempts({ store }: { store: Store }) {
  const isWide = useSignal(false);
  const attempts = store.selection.series.value;
  const newest = attempts?.at(-1);
  const series = newest === undefined || attempts === null ? null : (seriesAmong(attempts).get(newest.id) ?? null);
  if (series === null || newest === undefined || attempts === null) return null;
  const from = isWide.value ? 0 : Math.max(0, attempts.length - FEW);
  return (
    <Section title={t("attempts")}>
      <p class="prose">{attemptsText(series)}</p>
      <table class="attempts">
        <tbody>
          {attempts
            .slice(from)
            .map((attempt, i) => (
              <Attempt
                key={attempt.id}
                store={store}
                attempt={attempt}
                number={from + i + 1}
                interval={series.intervalsMs[from + i - 1] ?? null}
              />
            ))
            .reverse()}
        </tbody>
      </table>
      {from > 0 && (
        <button
          type="button"
          class="link-button"
          onClick={() => {
            isWide.value = true;
          }}
        >
          {plural(from, "attemptsEarlier")}
        </button>
      )}
    </Section>
  );
}

function Attempt({
  store,
  attempt,
  number: position,
  interval,
}: {
  store: Store;
  attempt: Upgrade;
  number: number;
  interval: number | null;
}) {
  const state = stateOf(attempt);
  const { name, tone } = stateIcon(state, store.briefOne(attempt.id)?.level ?? "unknown");
  const began = beganAt(attempt);
  const isSelected = store.selection.id.value === attempt.id;
  return (
    <tr class={isSelected ? "attempt attempt-selected" : "attempt"}>
      <td>
        <button
          type="button"
          class="link-button"
          aria-current={isSelected}
          aria-label={t("attemptNumber", number(position), number(store.selection.series.value?.length ?? position))}
          onClick={() => {
            store.selection.select(attempt.id);
          }}
        >
          {number(position)}
        </button>
      </td>
      <td>
        <span class="attempt-state">
          <Icon name={name} tone={tone} size={14} />
          <span class="hidden">{stateText(attempt, store.fileOf(attempt.id) !== null)} </span>
          {statusText(attempt).text}
        </span>
      </td>
      <td>{timeText(attempt, store.nowOf(attempt.id))}</td>
      <td class="tabular">{began === null ? "" : timeOfDay(began)}</td>
      <td class="tone-dim">{interval === null ? "" : t("attemptAfter", duration(interval))}</td>
    </tr>
  );
}

/** Says that another attempt came after the one that is shown: it is not changed under the eye. */
export function OlderAttempt({ store }: { store: Store }) {
  const attempts = store.selection.series.value ?? [];
  const at = attempts.findIndex(({ id }) => id === store.selection.id.value);
  const newest = attempts.at(-1);
  if (at < 0 || newest === undefined || at === attempts.length - 1) return null;
  return (
    <p class="hint">
      <Icon name="info" size={14} />
      {t("attemptNumber", number(at + 1), number(attempts.length))}
      <button
        type="button"
        class="link-button"
        onClick={() => {
          store.selection.select(newest.id);
        }}
      >
        {t("attemptNewest")}
      </button>
    </p>
  );
}
