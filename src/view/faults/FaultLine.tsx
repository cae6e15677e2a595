import type { Store } from "../../store/store.ts";
import type { Actions } from "../actions.ts";
import { CopyButton } from "../CopyButton.tsx";
import { Line } from "../status/Line.tsx";
import { t } from "../text.ts";
import { faultDetails } from "./details.ts";

/** A choice that the browser's storage refused: it holds as long as this panel does. */
export function UnsavedLine({ store }: { store: Store }) {
  const refusal = store.unsaved.value;
  if (refusal === null) return null;
  const dismiss = () => {
    store.unsaved.value = null;
  };
  return (
    <Line icon="warning" tone="warning" onDismiss={dismiss} dismissLabel={t("dismiss")}>
      <span>{t("settingsUnsaved", refusal)}</span>
    </Line>
  );
}

/** What went wrong outside the drawing: the panel goes on, and says so. */
export function FaultLine({ store, actions }: { store: Store; actions: Actions }) {
  const fault = store.fault.value;
  if (fault === null) return null;
  const dismiss = () => {
    store.fault.value = null;
  };
  return (
    <Line icon="warning" tone="warning" onDismiss={dismiss} dismissLabel={t("dismiss")}>
      <span>{t("faultLine")}</span>
      <CopyButton
        copy={() => actions.copyText(faultDetails(fault.error, "panel", actions.about()))}
        name={t("faultCopy")}
      />
    </Line>
  );
}
