import { isStartLine } from "./start-line.ts";
import { isTrace } from "./trace.ts";

/** Widths that terminals have by default: one full line is enough to believe in them. */
const USUAL: ReadonlySet<number> = new Set([80, 100, 120, 132, 160]);

/** Narrower and wider ones have no line that was cut at its end, in characters. */
const [NARROWEST, WIDEST] = [60, 300];

/** A line of a tool, or of the next exchange: nothing that could be the rest of the line before. */
const OWN =
  /^\s*(?:[<>*=!] |[<>*]\s*$|[{}] \[\d|== Info|[<=][=>] |[A-Z]{3,10} \S{1,2000} HTTP\/\d|HTTP\/\d|curl: |[$#] |`{3}|~~~|\[?\d{4}[-/]\d\d[-/]\d\d|\d{1,3}(?:\.\d{1,3}){3} - |\{"|---|(?:Request (?:URL|Method|Headers)|Response Headers|Status Code|Remote Address|Referrer Policy)\b)/;
const FIELD = /^:?[A-Za-z][\w-]*: /;
const MARKED = /^[<>*] /;

/**
 * Lines that a terminal or a mail program cut at its width, put together again. Only a line that is as long as the longest
 * one, and whose next one begins nothing of its own, was cut.
 */
export function unwrapped(lines: readonly string[]): readonly string[] {
  const width = lines.reduce((most, line) => Math.max(most, line.length), 0);
  if (width < NARROWEST || width > WIDEST || isTrace(lines)) return lines;
  const full = lines.filter((line) => line.length === width).length;
  const isLikely = full > 1 || USUAL.has(width);
  const isMarked = lines.some((line) => /^[<>] /.test(line) && isStartLine(line.slice(2)));
  const whole: string[] = [];
  let last = "";
  for (const line of lines) {
    const before = whole.at(-1) ?? "";
    const space = last.length === width ? "" : " ";
    const isCut = last.length === width || (last.length < width && last.length + 1 + firstWord(line).length > width);
    // Behind a mark nothing else can stand: whatever the width is, an unmarked line is the rest.
    const isShown = isLikely || isQuoteOpen(before) || (isMarked && MARKED.test(before));
    if (isCut && isShown && continues(before, line, isMarked, space === ""))
      whole[whole.length - 1] =
        `${before.trimEnd() === before || space === "" ? before : before.trimEnd()}${space}${line}`;
    else whole.push(line);
    last = line;
  }
  return whole;
}

function firstWord(line: string): string {
  return /^\S+/.exec(line)?.[0] ?? "";
}

function isQuoteOpen(line: string): boolean {
  return line.split('"').length % 2 === 0;
}

function continues(before: string, line: string, isMarked: boolean, isHard: boolean): boolean {
  if (line.trim() === "" || OWN.test(line) || isStartLine(line) || isSameBeginning(before, line)) return false;
  // What stands unmarked after a marked line is the rest of it, or the copy of it that `curl -iv` writes.
  if (MARKED.test(before)) return before.trim().length > 1 && !before.slice(2).startsWith(line.slice(0, 12));
  if (isMarked) return isHard && !FIELD.test(line);
  if (FIELD.test(before) || isStartLine(before)) return !FIELD.test(line);
  return isHard || isQuoteOpen(before);
}

/** Two lines of one log begin alike. */
function isSameBeginning(before: string, line: string): boolean {
  const shape = (text: string) => text.slice(0, 14).replace(/\d/g, "0");
  return shape(before) === shape(line);
}
