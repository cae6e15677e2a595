/** RFC 9110 §5.6.2: the characters of a token. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/**
 * Splits a comma list as RFC 9110 §5.6.1 asks recipients to: white space trimmed, empty elements ignored,
 * commas inside a quoted string kept.
 *
 * @param value the field value, lines already joined
 * @returns its elements in order
 */
export function listOf(value: string): string[] {
  return splitOutsideQuotes(value, ",")
    .map((element) => element.trim())
    .filter((element) => element !== "");
}

/** Whether a text is a token by RFC 9110 §5.6.2. */
export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

/**
 * Splits at a separator wherever it stands outside a quoted string (RFC 9110 §5.6.4).
 *
 * @returns the parts, not trimmed, at least one
 */
export function splitOutsideQuotes(value: string, separator: string): string[] {
  const parts: string[] = [];
  let part = "";
  let quoted = false;
  for (let i = 0; i < value.length; i++) {
    const character = value.charAt(i);
    if (quoted && character === "\\") {
      part += character + value.charAt(++i);
      continue;
    }
    if (character === '"') quoted = !quoted;
    if (character === separator && !quoted) {
      parts.push(part);
      part = "";
    } else {
      part += character;
    }
  }
  parts.push(part);
  return parts;
}
