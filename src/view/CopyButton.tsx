import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { Icon } from "./Icon.tsx";
import { t } from "./text.ts";

/** Time for which a button shows whether the copy succeeded, in milliseconds. */
const SAID = 1600;

/** Copies something and says whether it worked, in the button itself. What it copies is masked, unless its name says otherwise. */
export function CopyButton({
  copy,
  label,
  name = t("copy"),
}: {
  copy: () => Promise<void>;
  /** The full name where "Copy" alone would not show what. */
  label?: string;
  /** What stands in the button. */
  name?: string;
}) {
  const done = useSignal<"copied" | "failed" | null>(null);
  useEffect(() => {
    if (done.value === null) return;
    const timer = setTimeout(() => {
      done.value = null;
    }, SAID);
    return () => clearTimeout(timer);
  }, [done.value, done]);
  const onClick = async () => {
    try {
      await copy();
      done.value = "copied";
    } catch {
      done.value = "failed";
    }
  };
  const word = done.value === null ? name : t(done.value === "copied" ? "copied" : "copyFailed");
  return (
    <button
      type="button"
      class="link-button copy-button"
      onClick={onClick}
      aria-label={done.value === null ? label : word}
      title={label}
    >
      <Icon name={done.value === "copied" ? "check" : "copy"} size={14} />
      <span aria-live="polite">{word}</span>
    </button>
  );
}
