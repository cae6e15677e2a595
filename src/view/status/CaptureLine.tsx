import { useSignal } from "@preact/signals";
import { visibleText } from "../../knowledge/text.ts";
import type { CaptureState } from "../../store/capture-state.ts";
import type { Store } from "../../store/store.ts";
import type { Actions } from "../actions.ts";
import { t } from "../text.ts";
import { Line } from "./Line.tsx";

/** One line under the toolbar when there is something to decide about the capture; never a dialog, never a wall. */
export function CaptureLine({ store, actions }: { store: Store; actions: Actions }) {
  const dismissed = useSignal<CaptureState | null>(null);
  const capture = store.capture.value;
  if (dismissed.value === capture) return null;
  const dismiss = () => {
    dismissed.value = capture;
  };
  const start = (name: string) => (
    <button type="button" class="tonal" onClick={() => actions.startLive()}>
      {name}
    </button>
  );
  switch (capture.kind) {
    case "passive":
      if (store.settings.value.live !== null || !store.hasDebugger) return null;
      return (
        <Line icon="info" tone="info" onDismiss={() => actions.dismissLiveOffer()} dismissLabel={t("liveOfferDismiss")}>
          <span>{t("liveOffer")}</span>
          {start(t("liveOfferStart"))}
        </Line>
      );
    case "canceled":
      return (
        <Line icon="info" tone="info" onDismiss={dismiss} dismissLabel={t("dismiss")}>
          <span>{t("captureCanceled")}</span>
          {start(t("captureAgain"))}
        </Line>
      );
    case "refused":
      return (
        <Line icon="warning" tone="warning" onDismiss={dismiss} dismissLabel={t("dismiss")}>
          <span>{visibleText(capture.why)}</span>
          {start(t("captureTryAgain"))}
        </Line>
      );
    case "dead":
      return (
        <Line icon="warning" tone="warning">
          <span>{visibleText(capture.why)}</span>
        </Line>
      );
    default:
      return null;
  }
}
