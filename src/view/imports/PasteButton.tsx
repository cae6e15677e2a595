import type { Store } from "../../store/store.ts";
import { t } from "../text.ts";

/** Opens a field for what somebody copied: a transcript, a line of the console or of a log. */
export function PasteButton({ store, variant }: { store: Store; variant: "tool" | "outlined" }) {
  return (
    <button
      type="button"
      class={variant === "tool" ? "tool paste-button" : variant}
      title={t("pasteHint")}
      onClick={() => {
        store.pasting.isOpen.value = true;
      }}
    >
      {t("paste")}
    </button>
  );
}
