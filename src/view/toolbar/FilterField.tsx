import { useRef } from "preact/hooks";
import type { Store } from "../../store/store.ts";
import { Icon } from "../Icon.tsx";
import { t } from "../text.ts";

/** The filter, as the Network panel has it: words, `is:pending`, `host:` and their negations. */
export function FilterField({ store }: { store: Store }) {
  const input = useRef<HTMLInputElement>(null);
  const text = store.filter.text.value;
  const empty = () => {
    store.filter.text.value = "";
    input.current?.focus();
  };
  return (
    <div class="filter">
      <Icon name="funnel" size={14} />
      <input
        ref={input}
        type="search"
        aria-label={t("filter")}
        placeholder={t("filterPlaceholder")}
        title={t("filterHint")}
        spellcheck={false}
        autocomplete="off"
        value={text}
        onInput={({ currentTarget }) => {
          store.filter.text.value = currentTarget.value;
        }}
        onKeyDown={(event) => {
          if (event.key !== "Escape" || text === "") return;
          empty();
          event.stopPropagation();
        }}
      />
      {text !== "" && (
        <button
          type="button"
          class="filter-clear"
          aria-label={t("filterClear")}
          title={t("filterClear")}
          onClick={empty}
        >
          <Icon name="cross" size={12} />
        </button>
      )}
    </div>
  );
}
