/** How a file's bytes became text. */
export interface Decoded {
  readonly text: string;
  /** Whether it is in no encoding that could be recognized: letters outside of ASCII were read as Windows writes them in the West. */
  readonly isGuessed: boolean;
}

type Utf16 = "utf-16le" | "utf-16be";

/** How much of a file is looked at for zeros, in bytes, and the least that shows anything. */
const BEGINNING = 512;
const SHORTEST = 16;

/**
 * The UTF-16 in which a file is, by its byte order mark (RFC 2781 §3.2): Windows' shells write it when a command's output is sent to
 * a file, and its editors can save either order. Without a mark, by the zeros: each letter of ASCII has one (RFC 2781 §2).
 *
 * @returns null for anything else
 */
export function utf16Of(first: Uint8Array | undefined): Utf16 | null {
  if (first === undefined) return null;
  if (first[0] === 0xff && first[1] === 0xfe) return "utf-16le";
  if (first[0] === 0xfe && first[1] === 0xff) return "utf-16be";
  const beginning = first.subarray(0, BEGINNING);
  if (beginning.length < SHORTEST) return null;
  const half = beginning.length / 2;
  const zeros = (offset: number) => beginning.filter((byte, at) => at % 2 === offset && byte === 0).length / half;
  const [even, odd] = [zeros(0), zeros(1)];
  if (odd > 0.9 && even === 0) return "utf-16le";
  return even > 0.9 && odd === 0 ? "utf-16be" : null;
}

/** Whether bytes are of no text in any encoding of Windows: of a picture, an archive, or a compressed body. */
function isNoText(bytes: Uint8Array): boolean {
  // Of the control characters a text has tabs, the ends of lines and pages, and the terminal's escape.
  return bytes.some((byte) => byte < 0x20 && byte !== 0x1b && (byte < 0x09 || byte > 0x0d));
}

/**
 * A file's bytes as text: UTF-16 or UTF-8, and where it is neither but text all the same, Windows-1252 (WHATWG Encoding).
 *
 * @param bytes the whole of it
 */
export function decodedText(bytes: Uint8Array): Decoded {
  const utf16 = utf16Of(bytes);
  if (utf16 !== null) return { text: new TextDecoder(utf16).decode(bytes), isGuessed: false };
  const text = new TextDecoder().decode(bytes);
  const wrong = count(text, /\ufffd/g);
  // What was cut within a letter, or damaged on the way, has other letters that are whole.
  if (wrong === 0 || wrong <= count(text, /[\u0080-\ufffc]/g) || isNoText(bytes)) return { text, isGuessed: false };
  // Node.js before 24 reads the bytes of this range as ISO-8859-1 does, as characters that nobody writes.
  const west = new TextDecoder("windows-1252").decode(bytes).replace(/[\x80-\x9f]/g, (one) => {
    const at = one.charCodeAt(0) - 0x80;
    return WINDOWS_1252[at] ?? one;
  });
  return { text: west, isGuessed: true };
}

/** What Windows-1252 has at 0x80 to 0x9f (WHATWG Encoding: index windows-1252); five are left out. */
const WINDOWS_1252 = [..."€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ"];

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
