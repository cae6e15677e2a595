import type { Store } from "../../store/store.ts";
import type { Announce } from "../Announcement.tsx";
import type { Actions } from "../actions.ts";
import { percent, plural } from "../format.ts";
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
          text={plural(progress.value.connections, "exporting", progress.value.format)}
          value={progress.value.share}
          max={1}
          focusBack=".export-button"
          onCancel={() => actions.cancelExport()}
        >
          {percent(progress.value.share)}
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
