import type { RefObject } from "preact";
import { useCallback } from "preact/hooks";
import { formats } from "../../report/formats/registry.ts";
import { reproductions } from "../../report/reproduce/reproduce.ts";
import type { Store } from "../../store/store.ts";
import type { Actions } from "../actions.ts";
import { Menu } from "../Menu.tsx";
import { plainWords } from "../parse-words.ts";
import { endOf, type Say } from "../Said.tsx";
import { t } from "../text.ts";
import type { ListState } from "./list-state.ts";

/** What can be done with one upgrade; opened by the context menu of its row. */
export function RowMenu({
  store,
  actions,
  state,
  say,
  grid,
}: {
  store: Store;
  actions: Actions;
  state: ListState;
  say: Say;
  grid: RefObject<HTMLElement | null>;
}) {
  const place = state.rowMenu.value;
  const onClose = useCallback(() => {
    state.rowMenu.value = null;
    grid.current?.focus({ preventScroll: true });
  }, [state, grid]);
  if (place === null) return null;
  const { id } = place;
  const upgrade = store.upgrade(id);
  if (upgrade === null) return null;
  const { url } = upgrade;
  const item = (name: string, act: () => void, isDisabled = false) => (
    <button
      key={name}
      type="button"
      role="menuitem"
      tabIndex={-1}
      disabled={isDisabled}
      onClick={() => {
        onClose();
        act();
      }}
    >
      {name}
    </button>
  );
  const copy = (what: Promise<void>) => void say(what, "copied", "copyFailed");
  const explanation = () => {
    const verdict = store.explainOne(id)?.verdict;
    return verdict === undefined ? "" : `${verdict.headline}. ${plainWords(verdict.sentence)}`;
  };
  return (
    <Menu label={t("rowMenu")} place={place} onClose={onClose}>
      {item(t("copyUrl"), () => copy(actions.copyText(url ?? "")), url === null)}
      {item(t("copyExplanation"), () => copy(actions.copyText(explanation())))}
      <hr />
      {reproductions.map((way) =>
        item(t("copyAs", way.name), () => copy(actions.copyReproduction(way.id, id)), url === null),
      )}
      <hr />
      {formats
        .filter((format) => format.id === "json" || format.id === "markdown")
        .map((format) =>
          item(
            t("exportThis", format.name),
            () => void say(actions.exportReport(format.id, "download", [id]), endOf, "exportFailed"),
          ),
        )}
    </Menu>
  );
}
