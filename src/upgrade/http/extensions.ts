import { isToken, listOf, splitOutsideQuotes } from "./tokens.ts";

/** One extension of a Sec-WebSocket-Extensions list; a parameter without `=` has the value null. */
export interface Extension {
  readonly name: string;
  readonly parameters: readonly (readonly [name: string, value: string | null])[];
}

/**
 * Takes a Sec-WebSocket-Extensions value apart (RFC 6455 §9.1).
 *
 * @param value the combined field value
 * @returns the extensions in order, or null when the grammar is broken
 */
export function parseExtensions(value: string): Extension[] | null {
  const elements = listOf(value);
  if (elements.length === 0) return null;
  const extensions: Extension[] = [];
  for (const element of elements) {
    const [name, ...rest] = splitOutsideQuotes(element, ";").map((part) => part.trim());
    if (name === undefined || !isToken(name)) return null;
    const parameters: (readonly [string, string | null])[] = [];
    for (const part of rest) {
      const equals = part.indexOf("=");
      const key = (equals < 0 ? part : part.slice(0, equals)).trim();
      if (!isToken(key)) return null;
      if (equals < 0) {
        parameters.push([key, null]);
        continue;
      }
      const raw = part.slice(equals + 1).trim();
      // RFC 6455 §9.1: a quoted value must be a token once it is unquoted.
      const unquoted = /^".*"$/.test(raw) ? raw.slice(1, -1).replace(/\\(.)/g, "$1") : raw;
      if (!isToken(unquoted)) return null;
      parameters.push([key, unquoted]);
    }
    extensions.push({ name, parameters });
  }
  return extensions;
}
