import { t } from "./text.ts";

/** What a statement was read from. */
export function Evidence({ items }: { items: readonly string[] }) {
  if (items.length === 0) return null;
  return (
    <p class="evidence">
      <span class="evidence-word">{t("seen")}</span> {items.join(" · ")}
    </p>
  );
}
