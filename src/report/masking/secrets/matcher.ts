import type { Secret } from "./book.ts";

/** A known secret at a place of a text. */
export interface Occurrence {
  readonly start: number;
  readonly end: number;
  readonly secret: Secret;
}

interface Pattern {
  readonly text: string;
  readonly secret: Secret;
  /** Only as a whole word. */
  readonly word: boolean;
}

/** Number of characters that show whether a secret may begin here. Every spelling that is looked for is longer. */
const HEAD = 4;
const TABLE = 1 << 20;

/** Distance before an ellipsis within which the beginning of a shortened secret is searched for, in characters. */
const LONGEST_CUT = 4096;

/**
 * Finds thousands of secrets in a text in one pass: a table of the first four characters sends nearly every position away
 * at once.
 */
export class Matcher {
  readonly #maybe = new Uint8Array(TABLE);
  readonly #byHead = new Map<string, Pattern[]>();
  readonly #lengths = new Map<string, number[]>();
  readonly #patterns = new Map<string, Pattern>();

  /** Takes another secret to look for. */
  add(secret: Secret): void {
    if (secret.reach === "place") return;
    for (const text of secret.spellings.plain) this.#enter({ text, secret, word: secret.reach === "word" });
    for (const text of secret.spellings.encoded) this.#enter({ text, secret, word: false });
  }

  /** Whether there is nothing to look for. */
  get isEmpty(): boolean {
    return this.#patterns.size === 0;
  }

  /** Every place where a secret stands, the longest at each, and every beginning of one that an ellipsis cuts short. */
  find(text: string): Occurrence[] {
    const found: Occurrence[] = [];
    for (let i = 0; i + HEAD <= text.length; i++) {
      if (this.#maybe[headOf(text, i)] === 0) continue;
      const end = this.#endAt(text, i, found);
      if (end !== null) i = end - 1;
    }
    let from = 0;
    for (const cut of text.matchAll(/…|\.\.\./g)) {
      const shortened = this.#cutAt(text, Math.max(from, cut.index - LONGEST_CUT), cut.index);
      if (shortened !== null) found.push(shortened);
      from = cut.index + cut[0].length;
    }
    return found;
  }

  #enter(pattern: Pattern): void {
    const { text } = pattern;
    if (text.length <= HEAD || this.#patterns.has(text)) return;
    this.#patterns.set(text, pattern);
    this.#maybe[headOf(text, 0)] = 1;
    const head = text.slice(0, HEAD);
    const known = this.#byHead.get(head);
    if (known === undefined) this.#byHead.set(head, [pattern]);
    else known.push(pattern);
    const lengths = this.#lengths.get(head) ?? [];
    // The longest is looked for first.
    if (!lengths.includes(text.length))
      this.#lengths.set(
        head,
        [...lengths, text.length].sort((a, b) => b - a),
      );
  }

  #endAt(text: string, start: number, found: Occurrence[]): number | null {
    for (const length of this.#lengths.get(text.slice(start, start + HEAD)) ?? []) {
      const pattern = this.#patterns.get(text.slice(start, start + length));
      if (pattern === undefined || (pattern.word && !isWord(text, start, start + length))) continue;
      found.push({ start, end: start + length, secret: pattern.secret });
      return start + length;
    }
    return null;
  }

  #cutAt(text: string, from: number, end: number): Occurrence | null {
    for (let start = from; start + HEAD <= end; start++) {
      if (this.#maybe[headOf(text, start)] === 0) continue;
      const piece = text.slice(start, end);
      const pattern = this.#byHead.get(piece.slice(0, HEAD))?.find((one) => one.text.startsWith(piece));
      if (pattern !== undefined) return { start, end, secret: pattern.secret };
    }
    return null;
  }
}

function headOf(text: string, at: number): number {
  const a = text.charCodeAt(at) * 0x9e37 + text.charCodeAt(at + 1);
  const b = text.charCodeAt(at + 2) * 0x85eb + text.charCodeAt(at + 3);
  return (Math.imul(a, 0x01000193) ^ Math.imul(b, 0x27d4eb2d)) & (TABLE - 1);
}

function isWord(text: string, start: number, end: number): boolean {
  return !/[A-Za-z0-9]/.test(text.charAt(start - 1)) && !/[A-Za-z0-9]/.test(text.charAt(end));
}
