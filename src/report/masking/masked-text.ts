import type { Found } from "./secrets/found.ts";
import { isKeptHeader, secretsInHeader } from "./secrets/in-header.ts";
import { secretsInText } from "./secrets/in-text.ts";

/**
 * A single text without the secrets that are found in it, for what leaves the tool beside a report: the words of an error.
 *
 * @returns the text with the kind of each secret in its place: `<token>`
 */
export function maskedText(text: string): string {
  return without(text, secretsInText(text));
}

/**
 * The value of a single header field without its secrets, as `maskedText` has texts.
 *
 * @param name the field name, or the pseudo-header `:path` for a path with its query
 */
export function maskedValue(name: string, value: string): string {
  return isKeptHeader(name) ? value : without(value, [...secretsInHeader(name, value), ...secretsInText(value)]);
}

function without(text: string, secrets: Found[]): string {
  let masked = "";
  let end = 0;
  for (const found of secrets.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (found.start < end) continue;
    masked += `${text.slice(end, found.start)}<${found.kind}>`;
    end = found.end;
  }
  return masked + text.slice(end);
}
