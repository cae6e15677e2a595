import { Icon } from "../Icon.tsx";
import { t } from "../text.ts";
import type { ListState } from "./list-state.ts";

/** Opens the menu of the columns, at the end of the header, whichever column stands there. */
export function ColumnButton({ state }: { state: ListState }) {
  return (
    <div class="column-button-place">
      <button
        type="button"
        class="tool column-button"
        aria-label={t("columnMenu")}
        title={t("columnMenu")}
        aria-haspopup="menu"
        aria-expanded={state.menu.value !== null}
        onClick={({ currentTarget }) => {
          const { right, bottom } = currentTarget.getBoundingClientRect();
          state.menu.value = { x: right, y: bottom, column: null };
        }}
      >
        <Icon name="columns" size={14} />
      </button>
    </div>
  );
}
