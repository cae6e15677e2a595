/** U+FEFF in UTF-8. */
const MARK = [0xef, 0xbb, 0xbf] as const;

/** U+FFFD in UTF-8, which is as long. */
const STAND_IN = [0xef, 0xbf, 0xbd] as const;

const QUOTE = 0x22;

/**
 * Keeps the length of JSON strings that begin with U+FEFF: the parser decodes string by string, and a decoder takes the
 * mark at the beginning of one for a byte order mark and drops it (WHATWG Encoding §6). U+FFFD stands in for it. At the very
 * beginning of the file it is a byte order mark, which JSON does not allow (RFC 8259 §8.1).
 */
export class MarkKeeper {
  #rest = new Uint8Array(0);
  #isFirst = true;

  /**
   * @param piece of the file, in order
   * @returns what is to be parsed now: a piece that ends where a mark may begin is kept back until the next one
   */
  push(piece: Uint8Array): Uint8Array {
    const bytes = new Uint8Array(this.#rest.length + piece.length);
    bytes.set(this.#rest);
    bytes.set(piece, this.#rest.length);
    let from = 0;
    if (this.#isFirst) {
      const length = markAt(bytes, 0);
      if (length > 0 && length < MARK.length) return this.#keep(bytes, 0);
      from = length;
      this.#isFirst = bytes.length === 0;
    }
    for (let at = bytes.indexOf(MARK[0], from); at >= 0; at = bytes.indexOf(MARK[0], at + 1)) {
      if (bytes[at - 1] !== QUOTE) continue;
      const length = markAt(bytes, at);
      if (length === MARK.length) bytes.set(STAND_IN, at);
      else if (length > 0) return this.#keep(bytes.subarray(from), at - 1 - from);
    }
    const isCut = bytes.length > from && bytes[bytes.length - 1] === QUOTE;
    return this.#keep(bytes.subarray(from), bytes.length - from - (isCut ? 1 : 0));
  }

  #keep(bytes: Uint8Array, from: number): Uint8Array {
    this.#rest = bytes.slice(from);
    return bytes.subarray(0, from);
  }
}

/** How many bytes of a mark stand there: 3, fewer where the piece ends within it, or 0. */
function markAt(bytes: Uint8Array, at: number): number {
  const length = Math.min(MARK.length, bytes.length - at);
  for (let i = 0; i < length; i++) if (bytes[at + i] !== MARK[i]) return 0;
  return length;
}
