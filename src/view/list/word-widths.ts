import { t } from "../text.ts";
import type { WordWidths } from "./column-layout.ts";
import type { ColumnId } from "./columns.ts";
import { statusWords, timeWords } from "./row-text.ts";

/** What a cell has besides its text: padding on both sides and the line before it, in CSS pixels. */
const CELL_EDGES = 9;

/** The arrow of the column that the list is sorted by and the space before it, in CSS pixels. */
const SORT_MARK = 12;

/**
 * Widths that the columns of fixed words need in the language of the texts and the font of the list.
 *
 * @param list an element in that font; what is measured is put into it for the moment
 * @returns CSS pixels
 */
export function measureWords(list: Element): WordWidths {
  const words: readonly [ColumnId, readonly string[]][] = [
    ["status", statusWords()],
    ["time", timeWords()],
  ];
  const heads: readonly [ColumnId, readonly string[]][] = [
    ["sent", [t("columnSentShort")]],
    ["received", [t("columnReceivedShort")]],
  ];
  return new Map([
    ...words.map(([id, texts]) => [id, widestOf(texts, list) + CELL_EDGES] as const),
    ...heads.map(([id, texts]) => [id, widestOf(texts, list) + CELL_EDGES + SORT_MARK] as const),
  ]);
}

function widestOf(texts: readonly string[], list: Element): number {
  const probe = document.createElement("div");
  probe.className = "word-probe";
  probe.textContent = texts.join("\n");
  list.append(probe);
  const { width } = probe.getBoundingClientRect();
  probe.remove();
  return Math.ceil(width);
}
