/**
 * A term that asks for one value to the letter, as somebody would type it.
 *
 * @param key of keys.ts
 * @returns null when the grammar has no way to write the value
 */
export function termFor(key: string, value: string): string | null {
  if (value === "" || value.includes('"')) return null;
  return /[\s,]/.test(value) ? `${key}:"${value}"` : `${key}:${value}`;
}

/** The text of the field with one more term, which stands there once. */
export function withTerm(text: string, term: string): string {
  const before = text.trim();
  if (before === "") return term;
  return ` ${before} `.includes(` ${term} `) ? before : `${before} ${term}`;
}
