/**
 * The printable characters of ASCII (all but the backslash, which no header here has) by the length of their code in bits
 * (RFC 7541 appendix B). The code is canonical: within a length it counts up in the order of the characters. NUL, which is
 * the first of thirteen bits, holds its place.
 */
const BY_LENGTH: readonly (readonly [bits: number, characters: string])[] = [
  [5, "012aceiost"],
  [6, " %-./3456789=A_bdfghlmnpru"],
  [7, ":BCDEFGHIJKLMNOPQRSTUVWYjkqvwxyz"],
  [8, "&*,;XZ"],
  [10, '!"()?'],
  [11, "'+|"],
  [12, "#>"],
  [13, "\0$@[]~"],
  [14, "^}"],
  [15, "<`{"],
];

/** Characters by their code as text of 0 and 1. */
const CHARACTERS: ReadonlyMap<string, string> = codes();

/**
 * Reads text that was shortened with HPACK's Huffman code, as QPACK uses it too (RFC 9204 §4.1.2).
 *
 * @throws Error at a character that is not in the table
 */
export function huffmanText(bytes: Uint8Array): string {
  let text = "";
  let code = "";
  for (const bit of Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("")) {
    code += bit;
    const character = CHARACTERS.get(code);
    if (character !== undefined) {
      text += character;
      code = "";
    }
  }
  // What is left is padding: less than a byte of ones (RFC 7541 §5.2).
  if (!/^1{0,7}$/.test(code)) throw new Error(`No character of the lab's table begins with ${code}.`);
  return text;
}

function codes(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  let next = 0;
  let before = 0;
  for (const [bits, characters] of BY_LENGTH) {
    next *= 2 ** (bits - before);
    before = bits;
    for (const character of characters) found.set((next++).toString(2).padStart(bits, "0"), character);
  }
  return found;
}
