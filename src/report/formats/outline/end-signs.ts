/** What ends a sentence or a clause, an ellipsis too. */
const SIGNS = '.,;:!?)]"”…';

/**
 * A word without the signs that a sentence puts after it. A loop, because a pattern would take quadratic time on hostile
 * text.
 */
export function withoutEndSigns(word: string): string {
  let end = word.length;
  while (end > 0 && SIGNS.includes(word.charAt(end - 1))) end--;
  return word.slice(0, end);
}
