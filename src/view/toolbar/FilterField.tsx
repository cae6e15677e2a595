import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Unit } from "../../store/filter/amounts.ts";
import type { Possible, Problem } from "../../store/filter/grammar.ts";
import type { Suggestions } from "../../store/filter/suggest.ts";
import type { Store } from "../../store/store.ts";
import { Icon } from "../Icon.tsx";
import { language, t } from "../text.ts";
import { KEY_WORDS } from "./key-words.ts";
import "./filter.css";

const NOTHING: Suggestions = { from: 0, to: 0, offered: [] };

/** The filter, as the Network panel has it: words, `key:value`, their negations, and what fits while they are typed. */
export function FilterField({ store, onStep }: { store: Store; onStep: (direction: 1 | -1) => void }) {
  const { filter } = store;
  const input = useRef<HTMLInputElement>(null);
  const suggestions = useSignal(NOTHING);
  const chosen = useSignal(-1);
  const text = filter.text.value;
  const { offered } = suggestions.value;
  const problems = filter.terms.value.flatMap(({ problem }) => problem ?? []);
  const notes = problems.map(problemText);

  useLayoutEffect(() => {
    document.getElementById(`suggestion-${chosen.value}`)?.scrollIntoView({ block: "nearest" });
  }, [chosen.value]);

  const close = () => {
    suggestions.value = NOTHING;
    chosen.value = -1;
  };
  const offer = (isAsked = false) => {
    const caret = input.current?.selectionStart ?? filter.text.peek().length;
    suggestions.value = filter.suggest(caret, isAsked);
    chosen.value = -1;
  };
  const empty = () => {
    filter.text.value = "";
    close();
    input.current?.focus();
  };
  const accept = (offer_: string) => {
    const { from, to } = suggestions.value;
    const before = `${text.slice(0, from)}${offer_}`;
    filter.text.value = `${before}${text.slice(to)}`;
    // A key wants a value next: its values are offered at once.
    requestAnimationFrame(() => {
      input.current?.setSelectionRange(before.length, before.length);
      if (offer_.endsWith(":")) offer();
    });
    close();
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const isOpen = offered.length > 0;
    const move = (to: number) => {
      chosen.value = (to + offered.length) % offered.length;
    };
    if (event.key === "Escape" && isOpen) close();
    else if (event.key === "Escape" && text !== "") empty();
    else if (event.key === "ArrowDown" && isOpen) move(chosen.value + 1);
    else if (event.key === "ArrowUp" && isOpen) move(chosen.value < 0 ? -1 : chosen.value - 1);
    else if (event.key === "ArrowDown") offer(true);
    else if ((event.key === "Enter" || event.key === "Tab") && isOpen && chosen.value >= 0)
      accept(offered[chosen.value]?.text ?? "");
    else if (event.key === "Enter") {
      close();
      onStep(event.shiftKey ? -1 : 1);
    } else return;
    event.preventDefault();
    // Escape would also open DevTools' drawer.
    event.stopPropagation();
  };

  return (
    <div class={problems.length === 0 ? "filter" : "filter filter-marked"}>
      <Icon name="funnel" size={14} />
      <input
        ref={input}
        type="text"
        role="combobox"
        aria-label={t("filter")}
        aria-expanded={offered.length > 0}
        aria-controls="filter-suggestions"
        aria-autocomplete="list"
        aria-activedescendant={chosen.value < 0 ? undefined : `suggestion-${chosen.value}`}
        aria-describedby={problems.length === 0 ? undefined : "filter-notes"}
        placeholder={t("filterPlaceholder")}
        title={[...notes, t("filterHint")].join("\n")}
        spellcheck={false}
        autocomplete="off"
        value={text}
        onInput={({ currentTarget }) => {
          filter.text.value = currentTarget.value;
          offer();
        }}
        onBlur={close}
        onKeyDown={onKeyDown}
      />
      {problems.length > 0 && (
        <span class="filter-warning" title={notes.join("\n")}>
          <Icon name="warning" size={14} />
        </span>
      )}
      {(text !== "" || filter.isInverted.value) && (
        <button
          type="button"
          class="filter-invert"
          aria-pressed={filter.isInverted.value}
          title={t("filterInvertHint")}
          onClick={() => {
            filter.isInverted.value = !filter.isInverted.peek();
          }}
        >
          {t("filterInvert")}
        </button>
      )}
      {text !== "" && (
        <button
          type="button"
          class="filter-clear"
          aria-label={t("filterClear")}
          title={t("filterClear")}
          onClick={empty}
        >
          <Icon name="cross" size={12} />
        </button>
      )}
      <div id="filter-notes" class="hidden">
        {notes.join(" ")}
      </div>
      <div
        id="filter-suggestions"
        class={offered.length === 0 ? "hidden" : "filter-suggestions"}
        role="listbox"
        aria-label={t("filterSuggestions")}
        tabIndex={-1}
      >
        {offered.map((one, i) => (
          // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus; it names the active one
          <div
            key={one.text}
            id={`suggestion-${i}`}
            role="option"
            aria-selected={i === chosen.value}
            // A click must not take the focus out of the field, which would close the list.
            onPointerDown={(event) => {
              event.preventDefault();
              accept(one.text);
            }}
          >
            <span class="suggestion-text">{one.text}</span>
            {one.key !== null && <span class="suggestion-about">{t(KEY_WORDS[one.key])}</span>}
          </div>
        ))}
        {offered.length > 0 && problems.length > 0 && <div class="filter-note">{notes[0]}</div>}
      </div>
    </div>
  );
}

/** What is wrong with a term, and what to type instead. */
export function problemText(problem: Problem): string {
  switch (problem.kind) {
    case "unknown-key":
      return problem.nearest === null
        ? t("filterUnknownKey", problem.key)
        : t("filterUnknownKeyNear", problem.key, problem.nearest);
    case "bad-value":
      return badValueText(problem.key, problem.value, problem.takes);
    case "bad-pattern":
      return t("filterBadPattern");
  }
}

const EXAMPLES: Readonly<Record<Unit, string>> = { count: ">1000", bytes: "1k", duration: ">60s" };

function badValueText(key: string, value: string, { amount, words, areAllWords }: Possible): string {
  if (words.length === 0) return t("filterBadNumber", key, value, EXAMPLES[amount ?? "count"]);
  const listed = new Intl.ListFormat(language(), { type: "disjunction" }).format(words);
  if (amount !== null) return t("filterBadNumberOrWord", key, value, listed);
  return t(areAllWords ? "filterBadWord" : "filterBadId", key, value, listed);
}
