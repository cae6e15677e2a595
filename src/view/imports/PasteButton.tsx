import { useSignal } from "@preact/signals";
import type { Actions } from "../actions.ts";
import { t } from "../text.ts";
import { PasteDialog } from "./PasteDialog.tsx";

/** Opens a field for what somebody copied: a transcript, a line of the console or of a log. */
export function PasteButton({ actions, look }: { actions: Actions; look: "tool" | "outlined" }) {
  const isOpen = useSignal(false);
  return (
    <>
      <button
        type="button"
        class={look === "tool" ? "tool paste-button" : look}
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
