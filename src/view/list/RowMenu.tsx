import type { RefObject } from "preact";
import { useCallback } from "preact/hooks";
import { knowledgeOf } from "../../knowledge/kinds/registry.ts";
import { openingLine } from "../../knowledge/scripts/opening-line.ts";
import type { CopiedPart } from "../../report/copied.ts";
import { formats } from "../../report/formats/registry.ts";
import { type Reproduction, reproductions } from "../../report/reproduce/reproduce.ts";
import { stackText } from "../../report/stack-text.ts";
import { termFor, withTerm } from "../../store/filter/narrow.ts";
import type { Store } from "../../store/store.ts";
import { addressOf } from "../../upgrade/http/address.ts";
import { type Announce, endOf } from "../Announcement.tsx";
import type { Actions } from "../actions.ts";
import { number } from "../format.ts";
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
  onCompare,
}: {
  store: Store;
  actions: Actions;
  state: ListState;
  announce: Announce;
  grid: RefObject<HTMLElement | null>;
  onCompare: () => void;
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
  const selected = store.selection.ids.value;
  // What is done is done with all that are selected, when the menu was opened on one of them.
  const ids = selected.includes(id) ? selected : [id];
  const upgrades = ids.flatMap((one) => store.upgrade(one) ?? []);
  const isSeveral = ids.length > 1;
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
  const copy = (part: CopiedPart, of: readonly string[] = ids) =>
    void announce(actions.copyPart(part, of), "copied", "copyFailed");
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
  const commandItem = ({ id: command, name }: Reproduction) => {
    const fitting = upgrades.filter((one) => one.url !== null && knowledgeOf(one.kind).reproductions.includes(command));
    const act = () =>
      copy(
        command,
        fitting.map((one) => one.id),
      );
    return item(t("copyAs", name), act, fitting.length === 0);
  };
  const listed = filter.shown.value;
  return (
    <Menu label={t("rowMenu")} position={position} onClose={onClose}>
      {isSeveral && (
        <div class="menu-title" role="presentation">
          {t("selectedRows")}: {number(ids.length)}
        </div>
      )}
      {ids.length === 2 && (
        <>
          {item(t("compareTwo"), onCompare)}
          <hr />
        </>
      )}
      {item(t("copyUrl"), () => copy("url"), !upgrades.some((one) => one.url !== null))}
      {item(t("copyUrls"), () => copy("url", listed), listed.length < 2)}
      {item(t("copyRequestHeaders"), () => copy("request-headers"), !upgrades.some(({ request }) => request !== null))}
      {item(
        t("copyResponseHeaders"),
        () => copy("response-headers"),
        !upgrades.some(({ response }) => response !== null),
      )}
      {item(t("copyExplanation"), () => copy("explanation"))}
      {item(
        t("copyStack"),
        () => void announce(actions.copyText(stackText(upgrade) ?? ""), "copied", "copyFailed"),
        stackText(upgrade) === null,
      )}
      <hr />
      {reproductions.map(commandItem)}
      <hr />
      {narrow("filterByHost", "host", addressOf(url)?.authority)}
      {narrow("filterByInitiator", "initiator", openingLine(upgrade)?.url)}
      {narrow("filterByDiagnosis", "diagnosis", store.explainOne(id)?.diagnosis?.id)}
      <hr />
      {isSeveral && (
        <div class="menu-title" role="presentation">
          {t("exportSelectedAs")}
        </div>
      )}
      {formats
        .filter((format) => format.id === "json" || format.id === "markdown")
        .map((format) =>
          item(
            isSeveral ? format.name : t("exportThis", format.name),
            () => void announce(actions.exportReport(format.id, "download", ids), endOf, "exportFailed"),
          ),
        )}
    </Menu>
  );
}
