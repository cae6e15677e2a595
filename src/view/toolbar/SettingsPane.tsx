import type { Store } from "../../store/store.ts";
import type { Actions } from "../actions.ts";
import { number, plural } from "../format.ts";
import { knowledgeLanguage, type MessageKey, t } from "../text.ts";
import type { TimelineState } from "../timeline/timeline-state.ts";

/** Times to choose from. */
const MINUTES: readonly (number | null)[] = [1, 5, 15, 60, null];

/** What is seldom changed, in a line below the toolbar, as the Network panel has it. */
export function SettingsPane({
  store,
  actions,
  timeline,
}: {
  store: Store;
  actions: Actions;
  timeline: TimelineState;
}) {
  return (
    <section class="settings" aria-label={t("settings")}>
      <label class="checkbox other-pending-setting" title={t(otherPendingHint(store))}>
        <input
          type="checkbox"
          checked={store.settings.value.otherPending}
          onChange={({ currentTarget }) => actions.setOtherPending(currentTarget.checked)}
        />
        {t("otherPending")}
        {store.filter.unlisted.value > 0 && <span class="chip-count"> {number(store.filter.unlisted.value)}</span>}
      </label>
      <label class="checkbox" title={t("timelineHint")}>
        <input
          type="checkbox"
          checked={timeline.isShown.value}
          onChange={({ currentTarget }) => timeline.choose(currentTarget.checked)}
        />
        {t("timeline")}
      </label>
      {store.hasDebugger && (
        <div class="setting">
          <label class="checkbox">
            <input
              type="checkbox"
              checked={store.settings.value.closeCodes}
              aria-describedby="close-codes-hint"
              onChange={({ currentTarget }) => actions.setCloseCodes(currentTarget.checked)}
            />
            {t("closeCodes")}
          </label>
          <p class="settings-hint" id="close-codes-hint">
            {t("closeCodesHint")}
          </p>
        </div>
      )}
      {store.hasDebugger && (
        <div class="setting">
          <label class="checkbox">
            {t("hiddenMinutes")}
            <select
              value={String(store.settings.value.hiddenMinutes)}
              aria-describedby="hidden-minutes-hint"
              onChange={({ currentTarget }) => {
                const minutes = Number(currentTarget.value);
                actions.setHiddenMinutes(Number.isNaN(minutes) ? null : minutes);
              }}
            >
              {MINUTES.map((minutes) => (
                <option key={minutes} value={String(minutes)}>
                  {minutes === null ? t("hiddenNever") : plural(minutes, "hiddenAfter")}
                </option>
              ))}
            </select>
          </label>
          <p class="settings-hint" id="hidden-minutes-hint">
            {t("hiddenMinutesHint")}
          </p>
        </div>
      )}
      {(store.hasDebugger || !store.hasPage) && (
        <div class="setting">
          <label class="checkbox">
            <input
              type="checkbox"
              checked={store.settings.value.countNames}
              aria-describedby="count-names-hint"
              onChange={({ currentTarget }) => actions.setCountNames(currentTarget.checked)}
            />
            {t("countNames")}
          </label>
          <p class="settings-hint" id="count-names-hint">
            {t("countNamesHint")}
          </p>
        </div>
      )}
      {knowledgeLanguage() !== undefined && <p class="settings-hint">{t("knowledgeEnglish")}</p>}
    </section>
  );
}

/** What may be listed beside upgrades, and what is seen of it here: a text of `_locales`. */
export function otherPendingHint({ hasDebugger, hasPage }: Store): MessageKey {
  if (!hasPage) return "otherPendingHintFiles";
  return hasDebugger ? "otherPendingHint" : "otherPendingHintFirefox";
}
