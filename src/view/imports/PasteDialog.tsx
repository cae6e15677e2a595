import { useEffect, useRef } from "preact/hooks";
import type { Store } from "../../store/store.ts";
import type { Actions } from "../actions.ts";
import { Icon } from "../Icon.tsx";
import { t } from "../text.ts";
import { Words } from "../Words.tsx";
import "../dialog.css";
import "./paste.css";
import { explainPasted } from "./paste.ts";

/** The field for pasted text. What is in it is read as a file would be, and stays until it is explained. */
export function PasteDialog({ store, actions }: { store: Store; actions: Actions }) {
  const { isOpen, text, refusal } = store.pasting;
  const dialog = useRef<HTMLDialogElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    // The browser would choose the first button, which closes the dialog.
    field.current?.focus();
  }, []);
  // Closed by the browser, the focus goes back to where it came from; taken away, it would be lost.
  const close = () => dialog.current?.close();
  const isEmpty = text.value.trim() === "";
  const read = async () => {
    if (isEmpty) return;
    if (await explainPasted(store, actions)) close();
    else field.current?.focus();
  };
  return (
    <dialog
      ref={dialog}
      class="dialog paste"
      aria-labelledby="paste-title"
      onClose={() => {
        isOpen.value = false;
      }}
      onKeyDown={(event) => {
        // DevTools would open its drawer.
        if (event.key === "Escape") event.stopPropagation();
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void read();
      }}
      onClick={({ target, currentTarget }) => {
        if (target === currentTarget) close();
      }}
    >
      <form
        class="dialog-box"
        onSubmit={(event) => {
          event.preventDefault();
          void read();
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
          ref={field}
          class="paste-field"
          rows={12}
          spellcheck={false}
          wrap="off"
          aria-labelledby="paste-title"
          aria-describedby="paste-text paste-refusal"
          aria-invalid={refusal.value !== null}
          value={text.value}
          onInput={({ currentTarget }) => store.pasting.write(currentTarget.value)}
        />
        <div class="paste-foot">
          <p id="paste-refusal" class="paste-refusal" role="status">
            {refusal.value !== null && <Words text={refusal.value} />}
          </p>
          <button type="submit" class="tonal" disabled={isEmpty}>
            {t("pasteRead")}
          </button>
        </div>
      </form>
    </dialog>
  );
}
