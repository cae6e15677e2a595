import { useRef } from "preact/hooks";
import type { Actions } from "../actions.ts";
import { t } from "../text.ts";

/** Opens the browser's file chooser. */
export function ImportButton({
  actions,
  name,
  variant,
}: {
  actions: Actions;
  name: string;
  variant: "tool" | "tonal" | "outlined";
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <button
        type="button"
        class={variant === "tool" ? "tool import-button" : variant}
        title={t("importHint")}
        onClick={() => input.current?.click()}
      >
        {name}
      </button>
      <input
        ref={input}
        class="import-input"
        type="file"
        multiple
        tabIndex={-1}
        aria-hidden="true"
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          // The same file can be chosen again: it may have been fixed meanwhile.
          currentTarget.value = "";
          if (files.length > 0) actions.importFiles(files);
        }}
      />
    </>
  );
}
