import type { Store } from "../../store/store.ts";
import type { Announce } from "../Announcement.tsx";
import type { Actions } from "../actions.ts";
import { number } from "../format.ts";
import { Line } from "../status/Line.tsx";
import { ProgressLine } from "../status/ProgressLine.tsx";
import { t } from "../text.ts";

/** How far a report is, when it takes a while; and one that is made and may only be copied after another click. */
export function ExportLines({ store, actions, announce }: { store: Store; actions: Actions; announce: Announce }) {
  const { progress, waiting } = store.exports;
  return (
    <>
      {progress.value !== null && (
        <ProgressLine
          icon="file"
          text={
            progress.value.connections === 1
              ? t("exportingOne", progress.value.format)
              : t("exporting", progress.value.format, number(progress.value.connections))
          }
          value={progress.value.share}
          max={1}
          focusBack=".export-button"
          onCancel={() => actions.cancelExport()}
        >
          {t("percent", number(Math.floor(progress.value.share * 100)))}
        </ProgressLine>
      )}
      {waiting.value !== null && (
        <Line
          icon="copy"
          tone="info"
          focusBack=".export-button"
          dismissLabel={t("dismiss")}
          onDismiss={() => {
            waiting.value = null;
          }}
        >
          <span>{t("exportWaiting", waiting.value.format)}</span>
          <button
            type="button"
            class="tonal"
            onClick={() => {
              const copied = actions.copyText(waiting.value?.text ?? "").then(() => {
                waiting.value = null;
              });
              void announce(copied, "copied", "copyFailed");
            }}
          >
            {t("copy")}
          </button>
        </Line>
      )}
    </>
  );
}
