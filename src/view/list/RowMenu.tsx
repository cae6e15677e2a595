import type { RefObject } from "preact";
import { useCallback } from "preact/hooks";
import { knowledgeOf } from "../../knowledge/kinds/registry.ts";
import type { CopiedPart } from "../../report/copied.ts";
import { formats } from "../../report/formats/registry.ts";
import { reproductions } from "../../report/reproduce/reproduce.ts";
import { termFor, withTerm } from "../../store/filter/narrow.ts";
import type { Store } from "../../store/store.ts";
import { addressOf } from "../../upgrade/http/address.ts";
import { type Announce, endOf } from "../Announcement.tsx";
import type { Actions } from "../actions.ts";
import { Menu } from "../Menu.tsx";
import { type MessageKey, t } from "../text.ts";
import type { ListState } from "./list-state.ts";

/** What can be done with one upgrade; opened by the context menu of its row. */
export function RowMenu({
  store,
  actions,
  state,
  announce,
  grid,
}: {
  store: Store;
  actions: Actions;
  state: ListState;
  announce: Announce;
  grid: RefObject<HTMLElement | null>;
}) {
  const position = state.rowMenu.value;
  const onClose = useCallback(() => {
    state.rowMenu.value = null;
    grid.current?.focus({ preventScroll: true });
  }, [state, grid]);
  if (position === null) return null;
  const { id } = position;
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
  const copy = (part: CopiedPart, ids: readonly string[] = [id]) =>
    void announce(actions.copyPart(part, ids), "copied", "copyFailed");
  const { filter } = store;
  const narrow = (name: MessageKey, key: string, value: string | null | undefined) => {
    const term = termFor(key, value ?? "");
    const act = () => {
      // What is inverted would hide what was asked for.
      filter.text.value = filter.isInverted.peek() ? (term ?? "") : withTerm(filter.text.peek(), term ?? "");
      filter.isInverted.value = false;
    };
    return item(t(name), act, term === null);
  };
  const fitting = knowledgeOf(upgrade.kind).reproductions;
  const listed = filter.shown.value;
  return (
    <Menu label={t("rowMenu")} position={position} onClose={onClose}>
      {item(t("copyUrl"), () => copy("url"), url === null)}
      {item(t("copyUrls"), () => copy("url", listed), listed.length < 2)}
      {item(t("copyRequestHeaders"), () => copy("request-headers"), upgrade.request === null)}
      {item(t("copyResponseHeaders"), () => copy("response-headers"), upgrade.response === null)}
      {item(t("copyExplanation"), () => copy("explanation"))}
      <hr />
      {reproductions.map((reproduction) =>
        item(
          t("copyAs", reproduction.name),
          () => copy(reproduction.id),
          url === null || !fitting.includes(reproduction.id),
        ),
      )}
      <hr />
      {narrow("filterByHost", "host", addressOf(url)?.authority)}
      {narrow("filterByInitiator", "initiator", upgrade.initiator?.url)}
      {narrow("filterByDiagnosis", "diagnosis", store.explainOne(id)?.diagnosis?.id)}
      <hr />
      {formats
        .filter((format) => format.id === "json" || format.id === "markdown")
        .map((format) =>
          item(
            t("exportThis", format.name),
            () => void announce(actions.exportReport(format.id, "download", [id]), endOf, "exportFailed"),
          ),
        )}
    </Menu>
  );
}
