/** Maximum length of a name, in characters. */
const LONGEST = 80;

/** Number of characters of a longer one that are looked at. */
const MOST_READ = 256;

/** Addresses of e-mail, whatever follows their sign. */
const MAIL = /[^\s/:,;|]+@[^\s/:,;|]+/g;

/** Signs between the parts of a topic. */
const SIGNS = /([\s/.:,;|]+)/;

/**
 * A name as it is counted: on one line, shortened, and with `…` for each part that looks like an id, a secret or a person's
 * address. So the counts of `room/4711` and `room/4712` are one.
 *
 * @param name as it stands in the message: hostile text
 * @returns null for an empty one
 */
export function nameText(name: string): string | null {
  const line = name
    .slice(0, MOST_READ)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not stay
    .replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, " ")
    .trim();
  const parts = line.replace(MAIL, "…").split(SIGNS);
  const plain = parts.map((part) => (isPrivate(part) ? "…" : part)).join("");
  if (plain === "") return null;
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST - 1)}…` : plain;
}

/** A word with a number after it, as programs have them: `subscribeToTicker24h`. */
const NUMBERED = /^[A-Za-z_-]{1,36}\d{1,3}[A-Za-z]?$/;

/** Whether a part is a number of four digits and more, hexadecimal, or long with digits in it. */
function isPrivate(part: string): boolean {
  if (!/\d/.test(part)) return false;
  return /^\d{4,}$/.test(part) || /^[0-9a-f-]{8,}$/i.test(part) || (part.length >= 16 && !NUMBERED.test(part));
}
