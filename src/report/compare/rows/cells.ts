import type { Cell, ComparedRow, Group, Weight } from "../comparison.ts";

/** What was seen of one side. */
export function seen(text: string | null, evidence: readonly string[] = []): Cell {
  return { text, isObserved: true, evidence };
}

/** What nobody could see of one side. */
export const unseen: Cell = { text: null, isObserved: false, evidence: [] };

/** A text that is not known where it is null. */
export function known(text: string | null, evidence: readonly string[] = []): Cell {
  return text === null ? unseen : seen(text, evidence);
}

/** What a row is made of beside its two cells. */
interface RowHead {
  readonly id: string;
  readonly group: Group;
  readonly name: string;
  readonly weight: Weight;
}

/**
 * A row of two cells.
 *
 * @param fold what of a text is compared; what it leaves out is no difference. null: nothing of this row ever is
 * @returns null where neither side has anything to show
 */
export function rowOf(
  head: RowHead,
  a: Cell,
  b: Cell,
  fold: ((text: string) => string) | null = (text) => text,
): ComparedRow | null {
  if (a.text === null && b.text === null) return null;
  const differs = fold !== null && a.isObserved && b.isObserved && foldedOf(a, fold) !== foldedOf(b, fold);
  return { ...head, a, b, differs };
}

function foldedOf({ text }: Cell, fold: (text: string) => string): string | null {
  return text === null ? null : fold(text);
}
