import { useSignal } from "@preact/signals";
import { useCallback } from "preact/hooks";
import { Menu } from "../Menu.tsx";
import { t } from "../text.ts";
import { type Column, type ColumnId, columns } from "./columns.ts";
import type { ListState } from "./list-state.ts";

/** Shows, hides and moves columns; opened by the context menu of the header and by the button at its end. */
export function ColumnMenu({ state }: { state: ListState }) {
  const position = state.menu.value;
  const onClose = useCallback(() => {
    const from = state.menu.peek()?.column ?? null;
    state.menu.value = null;
    document.querySelector<HTMLElement>(from === null ? ".column-button" : ".head [tabindex='0']")?.focus();
  }, [state]);
  if (position === null) return null;
  return (
    <Menu label={t("columnMenu")} position={position} onClose={onClose}>
      <Items state={state} column={position.column} onClose={onClose} />
    </Menu>
  );
}

function Items({ state, column, onClose }: { state: ListState; column: ColumnId | null; onClose: () => void }) {
  const isMore = useSignal(false);
  const settings = state.settings.value;
  const shown = new Set(settings.flatMap(({ id, isShown }) => (isShown ? [id] : [])));
  const drawn = state.columnIds.value;
  // The explanation without room stands in a second line.
  const hasNoRoom = (id: ColumnId) =>
    shown.has(id) && !drawn.includes(id) && !(id === "explanation" && state.isBig.value);
  const listed = columns.filter(({ id, isOffered }) => id !== "name" && (isOffered || shown.has(id) || isMore.value));
  const named = columns.find(({ id }) => id === column);
  return (
    <>
      {listed.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          role="menuitemcheckbox"
          aria-checked={shown.has(id)}
          tabIndex={-1}
          onClick={() => state.toggle(id)}
        >
          {t(name)}
          {hasNoRoom(id) && <span class="menu-note">{t("columnNoRoom")}</span>}
        </button>
      ))}
      {!isMore.value && listed.length < columns.length - 1 && (
        <button
          type="button"
          role="menuitem"
          tabIndex={-1}
          aria-haspopup="true"
          onClick={({ currentTarget }) => {
            // What takes its place is drawn at once: the focus must not be lost with it.
            currentTarget.closest<HTMLElement>("[role=menu]")?.focus();
            isMore.value = true;
          }}
        >
          {t("columnMore")}…
        </button>
      )}
      <hr />
      {named !== undefined && named.id !== "name" && <Moves state={state} column={named} onClose={onClose} />}
      <button
        type="button"
        role="menuitem"
        tabIndex={-1}
        disabled={!isArranged(state)}
        onClick={() => {
          state.resetColumns();
          onClose();
        }}
      >
        {t("columnReset")}
      </button>
    </>
  );
}

function Moves({ state, column: { id, name }, onClose }: { state: ListState; column: Column; onClose: () => void }) {
  const drawn = state.columnIds.value;
  const at = drawn.indexOf(id);
  const steps = [
    [-1, "columnMoveLeft", at < 2],
    [1, "columnMoveRight", at === drawn.length - 1],
  ] as const;
  return (
    <>
      {steps.map(([direction, text, isDisabled]) => (
        <button
          key={text}
          type="button"
          role="menuitem"
          tabIndex={-1}
          disabled={isDisabled}
          onClick={() => {
            state.step(id, direction);
            onClose();
          }}
        >
          {t(text, t(name))}
        </button>
      ))}
      <hr />
    </>
  );
}

/** Whether anything is other than by default. */
function isArranged({ settings }: ListState): boolean {
  return settings.value.some(
    ({ id, isShown, width }, at) =>
      id !== columns[at]?.id || width !== null || isShown !== (columns[at]?.isShown === true),
  );
}
