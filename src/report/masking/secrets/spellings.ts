import { visibleText } from "../../../knowledge/text.ts";
import { percentDecoded } from "./decoded.ts";

/** Shorter pieces of base64 would be found by chance. */
const SHORTEST_BASE64 = 8;

/** How a secret may be written; percent-encoding is not among them, texts are read decoded. */
export interface Spellings {
  /** The secret itself, as knowledge, JSON and forms write it. */
  readonly plain: readonly string[];
  /** In base64 and base64url, alone or inside a longer text, and what it is the base64 of. */
  readonly encoded: readonly string[];
}

/**
 * The spellings of a secret.
 *
 * @param isSpecific whether a text is rare enough to be looked for: asked of what the value is the base64 of
 * @returns the first of `plain` is the secret, decoded
 */
export function spellingsOf(value: string, isSpecific: (text: string) => boolean): Spellings {
  const plain = percentDecoded(value);
  const visible = visibleText(plain);
  const json = JSON.stringify(plain).slice(1, -1);
  const form = plain.replaceAll(" ", "+");
  const spelled = [plain, value, visible, visible.replaceAll("`", "'"), json, form];
  const encoded = [...base64sOf(plain), ...unwrapped(plain).filter(isSpecific)].filter(
    (one) => one.length >= SHORTEST_BASE64,
  );
  return { plain: [...new Set(spelled)], encoded: [...new Set(encoded)] };
}

/** Base64 packs three bytes into four characters: inside a longer text a value has three spellings. */
function base64sOf(text: string): string[] {
  const bytes = bytesOf(text);
  return [0, 1, 2].flatMap((offset) => {
    const binary = "\0".repeat(offset) + bytes;
    const whole = btoa(binary).replace(/={1,2}$/, "");
    // The first and the last character also carry bits of what stands beside them.
    const inner = whole.slice(offset === 0 ? 0 : offset + 1, binary.length % 3 === 0 ? undefined : -1);
    return (offset === 0 ? [inner, whole] : [inner]).flatMap((one) =>
      /[+/]/.test(one) ? [one, one.replaceAll("+", "-").replaceAll("/", "_")] : [one],
    );
  });
}

/** UTF-8, one byte a character, as `btoa` takes it. */
function bytesOf(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text;
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
}

/** What a value is the base64 of, if that is readable text. */
function unwrapped(value: string): string[] {
  const standard = value
    .replaceAll("-", "+")
    .replaceAll("_", "/")
    .replace(/={1,2}$/, "");
  if (!/^[A-Za-z0-9+/]+$/.test(standard) || standard.length % 4 === 1) return [];
  const text = atob(standard);
  return /^[\x20-\x7e]+$/.test(text) ? [text] : [];
}
