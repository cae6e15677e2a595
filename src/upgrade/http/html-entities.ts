/** The names that programs give to characters which HTML reserves; others are rare in what tools print. */
const NAMES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/**
 * A text with its character references resolved: those by number, and the common ones by name (WHATWG HTML §13.5).
 *
 * @returns what is unknown stays as it is
 */
export function unescapedHtml(text: string): string {
  return text.replace(/&(?:#(\d{2,4})|#x([\da-f]{2,4})|([a-z]{2,5}));/gi, (whole, decimal, hexadecimal, name) => {
    if (name !== undefined) return NAMES[String(name).toLowerCase()] ?? whole;
    return String.fromCharCode(decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal));
  });
}
