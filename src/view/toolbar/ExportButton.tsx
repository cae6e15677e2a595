import { useSignal } from "@preact/signals";
import { useCallback, useEffect, useRef } from "preact/hooks";
import type { Store } from "../../store/store.ts";
import type { Actions, ReportFormat } from "../actions.ts";
import { plural } from "../format.ts";
import { Menu, type Place } from "../Menu.tsx";
import { type MessageKey, t } from "../text.ts";

type How = "download" | "copy";

const ITEMS: readonly (readonly [MessageKey, ReportFormat, How])[] = [
  ["exportJson", "json", "download"],
  ["exportMarkdown", "markdown", "download"],
  ["copyAsJson", "json", "copy"],
  ["copyAsMarkdown", "markdown", "copy"],
];

/** Opens the menu of reports. A filtered list exports what it lists. */
export function ExportButton({ store, actions }: { store: Store; actions: Actions }) {
  const button = useRef<HTMLButtonElement>(null);
  const place = useSignal<Place | null>(null);
  const said = useSignal<MessageKey | null>(null);
  const close = useCallback(() => {
    place.value = null;
    button.current?.focus();
  }, [place]);
  useEffect(() => {
    if (said.value === null) return;
    const timer = setTimeout(() => {
      said.value = null;
    }, 2400);
    return () => clearTimeout(timer);
  }, [said.value, said]);

  const shown = store.shown.value;
  const isPart = shown.length > 0 && shown.length < store.ids.value.length;
  const report = async (format: ReportFormat, how: How) => {
    close();
    try {
      await actions.exportReport(format, how, isPart ? shown : undefined);
      if (how === "copy") said.value = "copied";
    } catch {
      said.value = "exportFailed";
    }
  };
  return (
    <>
      <span class="export-said" role="status">
        {said.value !== null && t(said.value)}
      </span>
      <button
        ref={button}
        type="button"
        class="tool export-button"
        aria-haspopup="menu"
        aria-expanded={place.value !== null}
        title={t("exportHint")}
        onClick={({ currentTarget }) => {
          const { right, bottom } = currentTarget.getBoundingClientRect();
          place.value = place.value === null ? { x: right, y: bottom + 2 } : null;
        }}
      >
        {t("export")}
        <svg class="triangle" width="8" height="8" viewBox="0 0 8 8" aria-hidden="true">
          <path d="M0 2h8L4 7z" />
        </svg>
      </button>
      {place.value !== null && (
        <Menu label={t("export")} place={place.value} onClose={close}>
          <div class="menu-title" role="presentation">
            {isPart ? plural(shown.length, "exportListedOne", "exportListed") : t("exportAll")}
          </div>
          {ITEMS.map(([name, format, how], i) => (
            <>
              {i === 2 && <hr />}
              <button key={name} type="button" role="menuitem" tabIndex={-1} onClick={() => void report(format, how)}>
                {t(name)}
              </button>
            </>
          ))}
        </Menu>
      )}
    </>
  );
}
