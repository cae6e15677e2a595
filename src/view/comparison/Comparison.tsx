import { useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { pairMarkdown } from "../../report/compare/markdown.ts";
import { createComparison } from "../../store/comparison.ts";
import type { Store } from "../../store/store.ts";
import type { Actions } from "../actions.ts";
import { CopyButton } from "../CopyButton.tsx";
import { Evidence } from "../Evidence.tsx";
import { Icon } from "../Icon.tsx";
import { t } from "../text.ts";
import { ReferenceLink } from "../Words.tsx";
import { ComparedTable } from "./ComparedTable.tsx";
import "./comparison.css";

/** Two connections side by side: what explains that they came off differently, then what differs, or everything. */
export function Comparison({ store, actions, onClose }: { store: Store; actions: Actions; onClose: () => void }) {
  const isWhole = useSignal(false);
  const compared = useMemo(() => createComparison(store), [store]).value;
  const panel = useRef<HTMLDivElement>(null);
  // Keys go where the eyes go: Esc closes it, and the focus is back in the list.
  useEffect(() => panel.current?.focus({ preventScroll: true }), []);
  if (compared === null) return null;
  const { comparison } = compared;
  const { summary, explanation } = comparison;
  return (
    <section
      class="detail comparison"
      aria-label={t("comparison")}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        onClose();
        event.preventDefault();
        // DevTools would open its drawer.
        event.stopPropagation();
      }}
    >
      <div class="tab-bar comparison-bar">
        <h2>{t("comparison")}</h2>
        <label class="checkbox">
          <input
            type="checkbox"
            checked={!isWhole.value}
            onChange={({ currentTarget }) => {
              isWhole.value = !currentTarget.checked;
            }}
          />
          {t("compareOnly")}
        </label>
        <span class="comparison-space" />
        <CopyButton
          copy={() => actions.copyText(pairMarkdown(compared, isWhole.peek()))}
          label={t("copyAs", "Markdown")}
        />
        <button type="button" class="tool" aria-label={t("compareClose")} title={t("compareClose")} onClick={onClose}>
          <Icon name="cross" />
        </button>
      </div>
      <div
        ref={panel}
        class="tab-panel"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <div class="comparison-summary">
          <p class="prose" role="status">
            {summary}
          </p>
          {explanation !== null && (
            <>
              <Evidence items={explanation.evidence} />
              {explanation.reference !== null && (
                <p class="reference">
                  <ReferenceLink reference={explanation.reference} />
                </p>
              )}
            </>
          )}
        </div>
        <ComparedTable compared={compared} isWhole={isWhole.value} />
      </div>
    </section>
  );
}
