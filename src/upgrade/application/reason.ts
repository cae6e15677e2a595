import { nameText } from "./names/name-text.ts";

/** Longest reason that is kept, in characters. */
const LONGEST = 120;

/** Longest name of a part of the connection, in characters. */
const LONGEST_NAME = 60;

/** Longest code, in characters. */
const LONGEST_CODE = 60;

/** A word that may be a secret or a person's: long with digits in it, or an address of e-mail. */
const PRIVATE = /[^\s"'`:,;()[\]{}]*@[^\s"'`:,;()[\]{}]*|(?=[\w+/=.~-]*\d)[\w+/=.~-]{16,}/g;

/** Point from which libraries quote what was sent to them: a value, an object. */
const QUOTED = /\b(?:got invalid value|invalid value|value:|received:?)\s.*$|[{[].*$/is;

/**
 * What is kept of the other side's words for a refusal: their beginning, on one line, without what it quotes of values and
 * without words that look like a secret.
 *
 * @returns null when nothing is left, or it was no text
 */
export function reasonOf(words: unknown): string | null {
  if (typeof words !== "string") return null;
  const line = words.slice(0, 4 * LONGEST).replace(/\s+/g, " ");
  const plain = line.replace(QUOTED, "…").replace(PRIVATE, "…").trim();
  if (plain === "" || plain === "…") return null;
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST - 1)}…` : plain;
}

/** A name of the protocol's own for a part of the connection (a namespace, a channel's class), without what looks like an id. */
export function nameIn(name: string): string {
  const plain = nameText(name) ?? "…";
  return plain.length > LONGEST_NAME ? `${plain.slice(0, LONGEST_NAME - 1)}…` : plain;
}

/** A code as the protocol has it: a number or a word of its own; null for anything else. */
export function codeOf(code: unknown): string | null {
  if (typeof code === "number") return Number.isFinite(code) ? String(code) : null;
  if (typeof code !== "string" || code.length > LONGEST_CODE || !/^[A-Za-z][\w.-]*$|^-?\d+$/.test(code)) return null;
  return reasonOf(code) === code ? code : null;
}
