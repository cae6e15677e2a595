import type { StateChip } from "../../store/filter/chips.ts";
import type { Store } from "../../store/store.ts";
import { number } from "../format.ts";
import { type MessageKey, t } from "../text.ts";

const CHIPS: readonly (readonly [StateChip, MessageKey])[] = [
  ["all", "chipAll"],
  ["pending", "chipPending"],
  ["closed", "chipClosed"],
  ["failed", "chipFailed"],
];

/** One state at a time, each with its number. */
export function Chips({ store }: { store: Store }) {
  const counts = store.counts.value;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would bring a frame and a legend into a toolbar
    <div class="chips" role="group" aria-label={t("states")}>
      {CHIPS.map(([chip, name]) => (
        <button
          key={chip}
          type="button"
          class="chip"
          data-chip={chip}
          aria-pressed={store.filter.chip.value === chip}
          onClick={() => {
            store.filter.chip.value = chip;
          }}
        >
          {t(name)}
          {counts[chip] > 0 && <span class="chip-count"> {number(counts[chip])}</span>}
        </button>
      ))}
    </div>
  );
}
