import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Actions } from "../actions.ts";
import { Icon } from "../Icon.tsx";
import { t } from "../text.ts";
import "../dialog.css";
import "./paste.css";

/** The field for pasted text. What is in it is read as a file would be, and refused in the same words. */
export function PasteDialog({ actions, onClose }: { actions: Actions; onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const text = useSignal("");
  useEffect(() => dialog.current?.showModal(), []);
  // Closed by the browser, the focus goes back to where it came from; taken away, it would be lost.
  const close = () => dialog.current?.close();
  const isEmpty = text.value.trim() === "";
  const read = () => {
    if (isEmpty) return;
    actions.importFiles([new File([text.value], t("pasteName"), { type: "text/plain" })]);
    close();
  };
  return (
    <dialog
      ref={dialog}
      class="dialog paste"
      aria-labelledby="paste-title"
      onClose={onClose}
      onKeyDown={(event) => {
        // DevTools would open its drawer.
        if (event.key === "Escape") event.stopPropagation();
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) read();
      }}
      onClick={({ target, currentTarget }) => {
        if (target === currentTarget) close();
      }}
    >
      <form
        class="dialog-box"
        onSubmit={(event) => {
          event.preventDefault();
          read();
        }}
      >
        <div class="dialog-head">
          <h2 id="paste-title">{t("pasteTitle")}</h2>
          <button type="button" class="tool" aria-label={t("close")} title={t("close")} onClick={close}>
            <Icon name="cross" />
          </button>
        </div>
        <p id="paste-text" class="dialog-text">
          {t("pasteText")}
        </p>
        <textarea
          class="paste-field"
          rows={12}
          spellcheck={false}
          wrap="off"
          aria-labelledby="paste-title"
          aria-describedby="paste-text"
          value={text.value}
          onInput={({ currentTarget }) => {
            text.value = currentTarget.value;
          }}
        />
        <div class="paste-foot">
          <button type="submit" class="tonal" disabled={isEmpty}>
            {t("pasteRead")}
          </button>
        </div>
      </form>
    </dialog>
  );
}
