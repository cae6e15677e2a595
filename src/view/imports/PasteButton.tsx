import { useSignal } from "@preact/signals";
import type { Actions } from "../actions.ts";
import { t } from "../text.ts";
import { PasteDialog } from "./PasteDialog.tsx";

/** Opens a field for what somebody copied: a transcript, a line of the console or of a log. */
export function PasteButton({ actions, variant }: { actions: Actions; variant: "tool" | "outlined" }) {
  const isOpen = useSignal(false);
  return (
    <>
      <button
        type="button"
        class={variant === "tool" ? "tool paste-button" : variant}
        title={t("pasteHint")}
        onClick={() => {
          isOpen.value = true;
        }}
      >
        {t("paste")}
      </button>
      {isOpen.value && (
        <PasteDialog
          actions={actions}
          onClose={() => {
            isOpen.value = false;
          }}
        />
      )}
    </>
  );
}
