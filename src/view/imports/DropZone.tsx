import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { Actions } from "../actions.ts";
import { Icon } from "../Icon.tsx";
import { t } from "../text.ts";

/** The panel's ground: a file that is dropped anywhere on it is imported, and never opened by the browser. */
export function DropZone({ actions, children }: { actions: Actions; children: ComponentChildren }) {
  const isOver = useSignal(false);
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
