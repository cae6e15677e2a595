import { visibleText } from "../../../knowledge/text.ts";
import { withoutEndSigns } from "../outline/end-signs.ts";
import type { Piece } from "../outline/facts.ts";

/** What these mean to Markdown is taken from them by a backslash (CommonMark §2.4). Pipes are the table's business. */
const MARKS = /[\\`*_[\]<>#~&$]/g;

/** What begins a list, a heading's underline or a quotation at the beginning of a line (CommonMark §4.3, §5). */
const BEGINNING = /^([+=-]|\d+(?=[.)](?:\s|$)))/;

/** `<token #1>`: GitHub would read `#1` as an issue. */
const LABEL = /<[a-z][\w.-]*(?: [\w.-]+)? #\d+>/;

/**
 * Words that GitHub and GitLab turn into something: mentions and mail addresses, references (`#1`, `!1`, `GH-1`, a commit),
 * links, emoji, and at the beginning of a line GitLab's quick actions.
 */
const ALIVE = /@|:\/\/|^\W*www\.|#\d|:[a-z+-][\w+-]*:|^\W*[#!$%~&^/][\w-]|^\W*gh-\d|^\W*[0-9a-f]{7,40}\W*$/i;

/** What a line must have somewhere for a word of it to be a label or alive: most of our sentences have nothing of it. */
const SUSPECT = /@|:\/\/|www\.|#\d|:[a-z+-][\w+-]*:|(?:^|\s)[^\w\s]*[#!$%~&^/][\w-]|gh-\d|[0-9a-f]{7}/i;

const WORDS = new RegExp(`(?:${LABEL.source}|\\S)+`, "g");

/**
 * A sentence as one line of Markdown. Nothing in it can mark, link, mention or break the line: foreign text may be in it.
 *
 * @param text plain text
 */
export function inline(text: string): string {
  const line = visibleText(text).trim();
  const still = SUSPECT.test(line) ? line.replace(WORDS, wordOf) : escaped(line);
  return still.replace(BEGINNING, (sign) => (/\d/.test(sign) ? `${sign}\\` : `\\${sign}`));
}

function wordOf(word: string): string {
  if (!LABEL.test(word) && !ALIVE.test(word)) return escaped(word);
  // The sentence's own signs stay outside.
  const core = withoutEndSigns(word.replace(/^[("“]+/, ""));
  if (core === "") return escaped(word);
  const [before = "", after = ""] = [word.slice(0, word.indexOf(core)), word.slice(word.indexOf(core) + core.length)];
  return escaped(before) + codeSpan(core) + escaped(after);
}

/**
 * Foreign text as a code span, to the letter (CommonMark §6.1).
 *
 * @param text one value; line breaks and direction marks become visible
 */
export function codeSpan(text: string): string {
  const visible = visibleText(text);
  if (visible.trim() === "") return "(empty)";
  const fence = "`".repeat(longestRun(visible) + 1);
  const pad = /^`|`$|^ .* $/s.test(visible) ? " " : "";
  return fence + pad + visible + pad + fence;
}

/** A fact's value: our words as a sentence, foreign text as code. */
export function pieces(value: readonly Piece[]): string {
  return value
    .map((piece) => {
      if (typeof piece === "string") return spaced(piece);
      return "code" in piece ? codeSpan(piece.code) : `**${inline(piece.strong)}**`;
    })
    .join("");
}

/** The spaces at a piece's ends part it from the pieces beside it. */
function spaced(words: string): string {
  const [before = ""] = /^\s*/.exec(words) ?? [];
  const after = words.slice(before.length);
  return before + inline(words) + after.slice(after.trimEnd().length);
}

/**
 * A fenced block.
 *
 * @param code may have several lines, and fences of its own
 * @param language a name for the highlighter; dropped unless it is a plain word
 */
export function fenced(code: string, language: string): string {
  const fence = "`".repeat(Math.max(3, longestRun(code) + 1));
  const info = /^[a-z][a-z0-9+-]*$/.test(language) ? language : "";
  return `${fence}${info}\n${code.split("\n").map(visibleLine).join("\n")}\n${fence}`;
}

/**
 * A link to a page that stands behind a statement.
 *
 * @param url left out unless it is https and has nothing that could end a link
 */
export function link(text: string, url: string): string {
  return /^https:\/\/[\w.~:/?#@!$&'*+,;=%-]+$/.test(url) ? `[${escaped(visibleText(text))}](${url})` : inline(text);
}

/**
 * A link to a heading of the same file. The anchor is the one that GitHub makes of the heading, and GitLab too where no two
 * hyphens follow each other: letters, digits, `_` and `-` stay, in lower case, and spaces become hyphens.
 *
 * @param text plain text
 * @param heading the heading's words, without marks
 */
export function jump(text: string, heading: string): string {
  const kept = visibleText(heading)
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, "");
  return `[${inline(text)}](#${encodeURIComponent(kept.trim().replaceAll(" ", "-"))})`;
}

/**
 * A table.
 *
 * @param rows cells in Markdown; a pipe in them, in code too, ends no cell (GFM §4.10: a backslash before it)
 */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [tableLine(head), tableLine(head.map(() => "---")), ...rows.map(tableLine)].join("\n");
}

/** A row of a table that is made bit by bit. */
export function tableLine(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

/** Tabs indent configuration; nothing else that is invisible belongs there. */
function visibleLine(line: string): string {
  return line.split("\t").map(visibleText).join("\t");
}

function escaped(text: string): string {
  return text.replace(MARKS, "\\$&");
}

/** Without spreading: hostile text may have more runs than a call may have arguments. */
function longestRun(text: string): number {
  // Most texts have none.
  if (!text.includes("`")) return 0;
  return [...text.matchAll(/`+/g)].reduce((longest, [run]) => Math.max(longest, run.length), 0);
}
