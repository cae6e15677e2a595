import type { Signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useRef } from "preact/hooks";
import type { Store } from "../../store/store.ts";
import type { Announce } from "../Announcement.tsx";
import type { Actions } from "../actions.ts";
import { number } from "../format.ts";
import { Icon } from "../Icon.tsx";
import { ImportButton } from "../imports/ImportButton.tsx";
import { PasteButton } from "../imports/PasteButton.tsx";
import { type MessageKey, t } from "../text.ts";
import { Chips } from "./Chips.tsx";
import { ExportButton } from "./ExportButton.tsx";
import { FilterField } from "./FilterField.tsx";
import { otherPendingHint } from "./SettingsPane.tsx";
import { useRoom } from "./use-room.ts";
import "./toolbar.css";

/** The row of controls above the list. */
export function Toolbar({
  store,
  actions,
  announce,
  announcement,
  settings,
  compare,
  onStep,
}: {
  store: Store;
  actions: Actions;
  announce: Announce;
  announcement: ComponentChildren;
  /** Whether the settings are shown. */
  settings: Signal<boolean>;
  /** Compares the two selected rows. */
  compare: () => void;
  /** Goes to the next match of the filter, or to the one before. */
  onStep: (direction: 1 | -1) => void;
}) {
  const toolbar = useRef<HTMLDivElement>(null);
  const room = useRoom(toolbar);
  return (
    <div class={`toolbar ${room.value}`} role="toolbar" aria-label={t("toolbar")} ref={toolbar}>
      <div class="toolbar-group">
        {store.hasDebugger && (
          <>
            <LiveButton store={store} actions={actions} />
            <span class="toolbar-line" />
          </>
        )}
        <button
          type="button"
          class="tool"
          aria-label={t(store.hasPage ? "clear" : "clearFiles")}
          title={t(clearTitle(store))}
          onClick={() => actions.clear()}
        >
          <Icon name="clear" />
        </button>
        <span class="toolbar-line" />
      </div>
      <div class="toolbar-group toolbar-filter">
        <FilterField store={store} onStep={onStep} />
        <Chips store={store} />
        <span class="toolbar-line" />
      </div>
      <div class="toolbar-group toolbar-keep">
        {store.hasPage && (
          <label class="checkbox keep-log" title={t("keepLogHint")}>
            <input
              type="checkbox"
              checked={store.settings.value.keepLog}
              onChange={({ currentTarget }) => actions.setKeepLog(currentTarget.checked)}
            />
            {t("keepLog")}
          </label>
        )}
        <label class="checkbox other-pending" title={t(otherPendingHint(store))}>
          <input
            type="checkbox"
            checked={store.settings.value.otherPending}
            onChange={({ currentTarget }) => actions.setOtherPending(currentTarget.checked)}
          />
          {t("otherPendingShort")}
          {store.filter.unlisted.value > 0 && <span class="chip-count">{number(store.filter.unlisted.value)}</span>}
        </label>
      </div>
      <div class="toolbar-group toolbar-end">
        {announcement}
        {store.selection.ids.value.length === 2 && (
          <button type="button" class="tool compare-button" title={t("compareHint")} onClick={compare}>
            {t("compare")}
          </button>
        )}
        <ImportButton actions={actions} name={t("import")} variant="tool" />
        <PasteButton store={store} variant="tool" />
        <ExportButton store={store} actions={actions} announce={announce} />
        <button
          type="button"
          class="tool settings-button"
          aria-label={t("settings")}
          title={t("settings")}
          aria-expanded={settings.value}
          onClick={() => {
            settings.value = !settings.value;
          }}
        >
          <Icon name="gear" />
        </button>
      </div>
    </div>
  );
}

function clearTitle({ hasPage, imports }: Store): MessageKey {
  if (!hasPage) return "clearFiles";
  return imports.all.value.length > 0 ? "clearKeepsFiles" : "clear";
}

function LiveButton({ store, actions }: { store: Store; actions: Actions }) {
  const { kind } = store.capture.value;
  const isOn = kind === "live" || kind === "starting";
  return (
    <button
      type="button"
      class="tool live-button"
      aria-pressed={isOn}
      aria-label={t("liveCounts")}
      title={t(isOn ? "liveCountsStop" : "liveCountsStart")}
      disabled={kind === "dead"}
      onClick={() => (isOn ? actions.stopLive() : actions.startLive())}
    >
      <svg class="live-dot" width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <circle class="live-ring" cx="8" cy="8" r="6.5" />
        <circle class="live-core" cx="8" cy="8" r="4" />
      </svg>
      <span class="live-label">{t("liveCounts")}</span>
    </button>
  );
}
