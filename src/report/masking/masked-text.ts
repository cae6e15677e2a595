import { secretsInText } from "./secrets/in-text.ts";

/**
 * A single text without the secrets that are found in it, for what leaves the tool beside a report: the words of an error.
 *
 * @returns the text with the kind of each secret in its place: `<token>`
 */
export function maskedText(text: string): string {
  let masked = "";
  let end = 0;
  for (const found of secretsInText(text).sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (found.start < end) continue;
    masked += `${text.slice(end, found.start)}<${found.kind}>`;
    end = found.end;
  }
  return masked + text.slice(end);
}
