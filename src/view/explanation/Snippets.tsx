import { useSignal } from "@preact/signals";
import { useId, useRef } from "preact/hooks";
import type { Snippet } from "../../knowledge/diagnoses/diagnosis.ts";
import { CopyButton } from "../CopyButton.tsx";
import { plural } from "../format.ts";
import { t } from "../text.ts";

/** Number of products that are offered at once; the others wait behind a click. */
const FEW = 6;

/** Configuration for several products, one at a time; the recognized one comes first. */
export function Snippets({ snippets, copy }: { snippets: readonly Snippet[]; copy: (text: string) => Promise<void> }) {
  const chosen = useSignal(0);
  const isWide = useSignal(false);
  const list = useRef<HTMLDivElement>(null);
  const panel = useId();
  // The list may get shorter while it is looked at: a response can name its product late.
  const at = Math.min(chosen.value, snippets.length - 1);
  const snippet = snippets[at];
  if (snippet === undefined) return null;
  const hidden = isWide.value || at >= FEW ? 0 : Math.max(0, snippets.length - FEW);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0) return;
    const drawn = hidden > 0 ? Math.min(FEW, snippets.length) : snippets.length;
    chosen.value = (at + step + drawn) % drawn;
    list.current?.querySelectorAll<HTMLElement>("[role=tab]")[chosen.value]?.focus();
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="snippets">
      <div class="snippet-bar">
        <div class="snippet-tabs" role="tablist" aria-label={t("snippetFor")} ref={list} onKeyDown={onKeyDown}>
          {snippets.map(({ for: product }, i) =>
            i >= FEW && hidden > 0 ? null : (
              <button
                key={product}
                type="button"
                role="tab"
                class="chip"
                aria-selected={i === at}
                aria-controls={panel}
                tabIndex={i === at ? 0 : -1}
                onClick={() => {
                  chosen.value = i;
                }}
              >
                {product}
              </button>
            ),
          )}
          {hidden > 0 && (
            <button
              type="button"
              class="link-button more"
              onClick={() => {
                isWide.value = true;
              }}
            >
              {plural(hidden, "snippetMore")}
            </button>
          )}
        </div>
        {/* The user's own path and host, unmasked: a configuration with labels in it would not work. */}
        <CopyButton key={snippet.for} copy={() => copy(snippet.code)} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre id={panel} role="tabpanel" aria-label={snippet.for} tabIndex={0}>
        {snippet.code}
      </pre>
    </div>
  );
}
