import { useSignal } from "@preact/signals";
import { useCallback, useRef } from "preact/hooks";
import { type Format, formats } from "../../report/formats/registry.ts";
import type { Store } from "../../store/store.ts";
import { type Announce, endOf } from "../Announcement.tsx";
import type { Actions } from "../actions.ts";
import { number, plural } from "../format.ts";
import { Menu, type Position } from "../Menu.tsx";
import { ReviewDialog } from "../review/ReviewDialog.tsx";
import { t } from "../text.ts";

/** Formats that are more often pasted than saved. */
const COPIED: readonly Format["id"][] = ["markdown", "text", "json"];

/** What of the list leaves: absent ids are all. */
interface Scope {
  readonly name: string;
  readonly ids?: readonly string[];
}

/** Opens the menu of reports. A filtered list exports what it lists. */
export function ExportButton({ store, actions, announce }: { store: Store; actions: Actions; announce: Announce }) {
  const button = useRef<HTMLButtonElement>(null);
  const position = useSignal<Position | null>(null);
  const close = useCallback(() => {
    position.value = null;
    button.current?.focus();
  }, [position]);

  // The list may grow while somebody reads: what is reviewed is what leaves.
  const reviewed = useSignal<{ readonly ids: readonly string[] | undefined } | null>(null);
  const closeReview = useCallback(() => {
    reviewed.value = null;
    button.current?.focus();
  }, [reviewed]);

  const shown = store.filter.shown.value;
  const selected = store.selection.ids.value;
  const scopes: readonly Scope[] = [
    ...(selected.length > 1 ? [{ name: `${t("exportSelected")} (${number(selected.length)})`, ids: selected }] : []),
    ...(shown.length > 0 && shown.length < store.filter.listed.value.length
      ? [{ name: plural(shown.length, "exportListed"), ids: shown }]
      : []),
    { name: t("exportAll") },
  ];
  // What was chosen last; when it is not on offer, the narrowest.
  const chosen = useSignal<string | null>(null);
  const scope = scopes.find(({ name }) => name === chosen.value) ?? scopes[0];
  const ids = scope?.ids;
  const item = ({ id }: Format, how: "download" | "copy", name: string) => (
    <button
      key={`${how} ${id}`}
      type="button"
      role="menuitem"
      tabIndex={-1}
      onClick={() => {
        close();
        void announce(actions.exportReport(id, how, ids), endOf, "exportFailed");
      }}
    >
      {name}
    </button>
  );
  return (
    <>
      <button
        ref={button}
        type="button"
        class="tool export-button"
        aria-haspopup="menu"
        aria-expanded={position.value !== null}
        title={t("exportHint")}
        onClick={({ currentTarget }) => {
          const { right, bottom } = currentTarget.getBoundingClientRect();
          position.value = position.value === null ? { x: right, y: bottom + 2 } : null;
        }}
      >
        {t("export")}
        <svg class="triangle" width="8" height="8" viewBox="0 0 8 8" aria-hidden="true">
          <path d="M0 2h8L4 7z" />
        </svg>
      </button>
      {position.value !== null && (
        <Menu label={t("export")} position={position.value} onClose={close}>
          {scopes.length > 1 && (
            // biome-ignore lint/a11y/useSemanticElements: within a menu, a group is no fieldset
            <div role="group" aria-label={t("exportScope")}>
              {scopes.map(({ name }) => (
                <button
                  key={name}
                  type="button"
                  role="menuitemradio"
                  tabIndex={-1}
                  aria-checked={name === scope?.name}
                  onClick={() => {
                    chosen.value = name;
                  }}
                >
                  {name}
                </button>
              ))}
            </div>
          )}
          {scopes.length > 1 ? (
            <hr />
          ) : (
            <div class="menu-title" role="presentation">
              {t("exportAll")}
            </div>
          )}
          {formats.map((format) => item(format, "download", format.name))}
          <hr />
          <button
            type="button"
            role="menuitem"
            tabIndex={-1}
            onClick={() => {
              position.value = null;
              reviewed.value = { ids };
            }}
          >
            {t("review")}
          </button>
          <hr />
          {formats
            .filter(({ id }) => COPIED.includes(id))
            .map((format) => item(format, "copy", t("copyAs", format.name)))}
        </Menu>
      )}
      {reviewed.value !== null && (
        <ReviewDialog actions={actions} ids={reviewed.value.ids} announce={announce} onClose={closeReview} />
      )}
    </>
  );
}
