import { CopyButton } from "./CopyButton.tsx";
import { t } from "./text.ts";

/** Copies a text with its secrets masked and, by a button that says so, as it is. */
export function CopyMasked({
  masked,
  unmasked,
}: {
  masked: () => Promise<void>;
  /** null: there is nothing to mask in it. */
  unmasked: (() => Promise<void>) | null;
}) {
  if (unmasked === null) return <CopyButton copy={masked} />;
  return (
    <span class="copy-masked">
      <CopyButton copy={masked} label={t("copyMaskedHint")} />
      <CopyButton copy={unmasked} name={t("copyUnmasked")} label={t("copyUnmaskedHint")} />
    </span>
  );
}
