import type { Words } from "../../knowledge/text.ts";

/** Code is looked for first: what stands between back-ticks is foreign and has no marks of its own. */
const MARKS = /`([^`]*)`|\[([^[\]`]*)\]\((https:\/\/[^\s()`]*)\)/g;

/**
 * A text without its marks: `` `code` `` becomes code, `[text](https://…)` becomes text (https://…).
 *
 * @param words a text with the two marks that knowledge uses
 */
export function plainText(words: Words): string {
  return words.replace(MARKS, (_, code: string | undefined, text: string | undefined, url: string | undefined) =>
    code === undefined ? `${text} (${url})` : code,
  );
}
