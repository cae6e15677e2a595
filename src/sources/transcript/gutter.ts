import { isStartLine } from "./start-line.ts";

/** Longest text that is taken for something that stands before a line, in characters. */
const LONGEST = 60;

/** Fewer lines than this show no pattern. */
const FEWEST = 3;

const MARKED = /^(.{1,60}?)[<>] (?:[A-Z]{3,10} \S+ HTTP\/|HTTP\/\d)/;
const PLAIN = /^([^"]{1,60}?)((?:[A-Z]{3,10} \S+ )?HTTP\/\d.*)$/;

/**
 * Lines without what a viewer or a program put before each of them: numbers, a bar, the name and the time of a step. Numbers
 * may differ from line to line, all else is the same.
 */
export function withoutGutter(lines: readonly string[]): readonly string[] {
  const filled = lines.filter((line) => line.trim() !== "");
  if (filled.length === 0) return lines;
  if (filled.every((line) => /^\s*`[^`]+`\s*$/.test(line)))
    return lines.map((line) => line.trim().replace(/^`|`$/g, ""));
  if (filled.length > 1 && filled.every((line) => /^\s*[|│┃▏•](?: |$)/.test(line)))
    return lines.map((line) => line.replace(/^\s*[|│┃▏•] ?/, ""));
  if (isNumbered(filled)) return lines.map((line) => line.replace(NUMBER, ""));
  const marked = lines.map((line) => MARKED.exec(line)?.[1]).find((prefix) => prefix !== undefined);
  if (marked !== undefined) return without(lines, marked, FEWEST);
  const plain = lines.map((line) => PLAIN.exec(line)).find((match) => match !== null && isStartLine(match[2] ?? ""));
  return plain == null ? lines : without(lines, plain[1] ?? "", Math.max(FEWEST, filled.length));
}

/** An empty line may have no number. */
const MOST_STEP = 3;

const NUMBER = /^\s{0,12}(\d{1,6})(?: ?[:|.)→│] ?|\t| |$)/;

/** Whether each line has the number after that of the one before. */
function isNumbered(filled: readonly string[]): boolean {
  if (filled.length < FEWEST) return false;
  const numbers = filled.map((line) => Number(NUMBER.exec(line)?.[1] ?? Number.NaN));
  return numbers.every((number, at) => {
    const step = number - (numbers[at - 1] ?? number - 1);
    return step > 0 && step <= MOST_STEP;
  });
}

function without(lines: readonly string[], prefix: string, fewest: number): readonly string[] {
  // A quotation is taken off by itself: not every line of it has the rest.
  if (prefix.trim() === "" || /^\s*>/.test(prefix)) return lines;
  const parts = prefix.match(/\d+|\s+|[^\d\s]+/g) ?? [];
  const lengths = lines.map((line) => lengthOf(line, parts));
  const found = lengths.filter((length) => length > 0).length;
  return found < fewest ? lines : lines.map((line, at) => line.slice(lengths[at]));
}

/** How long the beginning is that consists of these parts; 0: the line begins otherwise. */
function lengthOf(line: string, parts: readonly string[]): number {
  const start = line.slice(0, LONGEST * 2);
  let at = 0;
  for (const [place, part] of parts.entries()) {
    const like = /^\d/.test(part) ? /\d+/y : /^\s/.test(part) ? /\s*/y : null;
    if (like === null) {
      if (!start.startsWith(part, at)) return 0;
      at += part.length;
    } else {
      like.lastIndex = at;
      const [found] = like.exec(start) ?? [];
      // Numbers are moved to the right where they get longer; an empty line ends with the prefix, its last space lost.
      if (found === undefined) return 0;
      if (found === "" && place > 0 && at < line.length) return 0;
      at += place === parts.length - 1 ? Math.min(found.length, part.length) : found.length;
    }
  }
  return at;
}
