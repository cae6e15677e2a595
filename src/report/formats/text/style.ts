/** What a word is marked for. */
export type Tone = "heading" | "quiet" | "good" | "warning" | "bad";

/** Select Graphic Rendition (ECMA-48 §8.3.117): bold, faint, green, yellow, red; the terminal's own colors. */
const CODES: Readonly<Record<Tone, string>> = { heading: "1", quiet: "2", good: "32", warning: "33", bad: "31" };

/** Marks a text for a terminal, or leaves it as it is. */
export type Paint = (tone: Tone, text: string) => string;

/** @param color false: nothing but the text comes out, for files and pipes */
export function paintFor(color: boolean): Paint {
  return (tone, text) => (color && text !== "" ? `\u001b[${CODES[tone]}m${text}\u001b[0m` : text);
}

/** The lines of a terminal are this long unless a word is longer. */
const WIDTH = 80;

/**
 * Breaks a text into lines at its spaces.
 *
 * @param indent stands before every line
 */
export function wrapped(text: string, indent = ""): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    if (line !== "" && indent.length + line.length + 1 + word.length > WIDTH) {
      lines.push(indent + line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return [...lines, indent + line];
}
