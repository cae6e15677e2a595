import { withoutCoding } from "./content-coding.ts";

/** Longest part of a body that is kept, in characters: refusals that are known stand at the beginning. */
export const MOST_BODY = 2000;

/** Types whose bodies are text (RFC 6838 §4.2.1, RFC 6839 §3); none reported is taken as text too. */
const TEXT = /^\s*(?:$|text\/|application\/(?:[\w.+-]*\+)?(?:json|xml|xhtml\+xml|javascript|problem\+json))/i;

/**
 * Beginning of a body, bounded.
 *
 * @param text body as the record has it
 * @param type its Content-Type, or null when none was reported
 * @returns undefined for an empty body, for one of another type than text, and for one that is compressed still
 */
export function bodyText(text: string, type: string | null): string | undefined {
  if (!TEXT.test(type ?? "")) return undefined;
  const start = text
    .slice(0, MOST_BODY)
    .replace(/^\ufeff/, "")
    .trim();
  if (start === "" || isBinary(start)) return undefined;
  return start;
}

/**
 * As `bodyText`, of a body that stands as Base64 (HAR 1.2, `content.encoding`).
 *
 * @param text Base64; what is no Base64 gives undefined
 * @param coding Content-Encoding: HAR 1.2 wants it taken off, and not every tool does so; null: none was reported
 */
export function bodyOfBase64(text: string, type: string | null, coding: string | null = null): string | undefined {
  // Four characters hold three bytes; a cut in the middle of a group could not be read.
  const part = text
    .slice(0, MOST_BODY * 6)
    .replace(/\s+/g, "")
    .slice(0, MOST_BODY * 4);
  const bytes = bytesOfBase64(part);
  if (bytes === null) return undefined;
  return plainBody(bytes, type) ?? bodyOfBytes(bytes, type, coding);
}

/**
 * As `bodyText`, of a body as it went over the wire.
 *
 * @param coding Content-Encoding; null: none was reported
 */
export function bodyOfBytes(bytes: Uint8Array, type: string | null, coding: string | null): string | undefined {
  const plain = withoutCoding(bytes, coding);
  return plain === null ? undefined : plainBody(plain, type);
}

/** The bytes of a Base64 text; null for what is not one. */
export function bytesOfBase64(text: string): Uint8Array | null {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}

function plainBody(bytes: Uint8Array, type: string | null): string | undefined {
  return bodyText(new TextDecoder(charsetOf(type)).decode(bytes), type);
}

function charsetOf(type: string | null): string {
  const name = /charset="?([\w-]+)/i.exec(type ?? "")?.[1] ?? "utf-8";
  return /^(iso-8859-1|latin1|windows-1252|us-ascii)$/i.test(name) ? "windows-1252" : "utf-8";
}

/** Control characters and replacement characters: gzip, an image, or another encoding. */
function isBinary(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: bytes that no text has are what is looked for
  const odd = text.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/g)?.length ?? 0;
  return odd > text.length / 50;
}
