import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect } from "preact/hooks";
import type { Store } from "../../store/store.ts";
import type { Actions } from "../actions.ts";
import { Icon } from "../Icon.tsx";
import { t } from "../text.ts";
import { isForField, takePasted } from "./paste.ts";

/**
 * The panel's ground: a file that is dropped anywhere on it is imported, and never opened by the browser. What is pasted
 * outside of a field is imported too.
 */
export function DropZone({
  store,
  actions,
  children,
}: {
  store: Store;
  actions: Actions;
  children: ComponentChildren;
}) {
  const isOver = useSignal(false);
  useEffect(() => {
    // Where nothing has the focus, only the document hears of it.
    const onPaste = (event: ClipboardEvent) => {
      if (event.clipboardData === null || isForField(event.target) || document.querySelector("dialog[open]")) return;
      if (takePasted(event.clipboardData, store, actions)) event.preventDefault();
    };
    document.addEventListener("paste", onPaste);
    return () => document.removeEventListener("paste", onPaste);
  }, [store, actions]);
  const onDrag = (event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    if (event.dataTransfer !== null) event.dataTransfer.dropEffect = "copy";
    isOver.value = true;
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is a pointer's short cut for the Import button
    <div
      class="panel"
      onDragEnter={onDrag}
      onDragOver={onDrag}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        const isInside = relatedTarget instanceof Node && currentTarget.contains(relatedTarget);
        if (!isInside) isOver.value = false;
      }}
      onDrop={(event) => {
        isOver.value = false;
        if (!hasFiles(event)) return;
        event.preventDefault();
        const files = [...(event.dataTransfer?.files ?? [])];
        if (files.length > 0) actions.importFiles(files);
      }}
    >
      {children}
      {isOver.value && (
        <div class="drop">
          <div class="drop-text">
            <Icon name="file" size={24} />
            <strong>{t("importDrop")}</strong>
            <span>{t("importDropText")}</span>
          </div>
        </div>
      )}
    </div>
  );
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes("Files") ?? false;
}
