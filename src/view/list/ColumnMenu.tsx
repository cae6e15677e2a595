import { useCallback } from "preact/hooks";
import { Menu } from "../Menu.tsx";
import { t } from "../text.ts";
import { columns } from "./columns.ts";
import type { ListState } from "./list-state.ts";

/** Shows and hides columns; opened by the context menu of the header. */
export function ColumnMenu({ state }: { state: ListState }) {
  const position = state.menu.value;
  const onClose = useCallback(() => {
    state.menu.value = null;
    document.querySelector<HTMLElement>(".head [tabindex='0']")?.focus();
  }, [state]);
  if (position === null) return null;
  const hidden = state.hidden.value;
  return (
    <Menu label={t("columnMenu")} position={position} onClose={onClose}>
      {columns
        .filter(({ id }) => id !== "name")
        .map(({ id, name }) => (
          <button
            key={id}
            type="button"
            role="menuitemcheckbox"
            aria-checked={!hidden.has(id)}
            tabIndex={-1}
            onClick={() => state.toggle(id)}
          >
            {t(name)}
          </button>
        ))}
      <hr />
      <button
        type="button"
        role="menuitem"
        tabIndex={-1}
        disabled={hidden.size === 0}
        onClick={() => {
          state.hidden.value = new Set();
          onClose();
        }}
      >
        {t("columnReset")}
      </button>
    </Menu>
  );
}
