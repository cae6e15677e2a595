import { unescapedHtml } from "../../upgrade/http/html-entities.ts";

/** An escape of a terminal, also where what copied it wrote it out: as ^[, \e, \033, \x1b, \u001b or ␛. */
const ESCAPE = `(?:${String.fromCharCode(27)}|\\^\\[|\\\\(?:e|033|x1[bB]|u001[bB])|\u241b)`;

/** Colors and movements of the cursor (ECMA-48, CSI); what copied colors often lost the escape before the bracket. */
const COLORS = new RegExp(`${ESCAPE}\\[[\\d;?]{0,20}[A-Za-z]|\\[\\d{1,2}(?:;\\d{1,3}){0,4}m`, "g");

/** Titles and links (xterm: OSC 0 to 8), up to the bell or the string terminator. */
const TITLES = new RegExp(
  `${ESCAPE}\\][^${String.fromCharCode(7, 27)}\\n]{0,500}(?:${String.fromCharCode(7)}|${ESCAPE}\\\\)`,
  "g",
);

/** Characters without a width: soft hyphens, joiners, marks of direction and of byte order (Unicode, general category Cf). */
const INVISIBLE = /\u00ad|[\u200b-\u200f]|[\u202a-\u202e]|[\u2060-\u2064]|[\u2066-\u2069]|\ufeff/g;

/** Spaces that are none of ASCII (Unicode, general category Zs). */
const SPACES = /[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g;

/** Marks of a tool, or quotation marks of a console, a log or a command, as HTML escapes them. */
const ESCAPED =
  /^[ \t]*(?:<[^>\n]{1,100}>){0,4}&(?:amp;)?(?:gt|lt|#62|#60);|&(?:amp;)?(?:quot|#34);(?:GET|HEAD|WebSocket) |connection to &(?:amp;)?(?:#0?39|#x27|apos);wss?:|-H &(?:amp;)?(?:quot|#34|#0?39|#x27|apos);/m;

/** Markup of a page that holds such text. */
const TAGS = /<\/?(?:pre|code|p|div|span|br|samp|details|summary|blockquote)\b[^<>\n]{0,200}>/gi;

/** A request or status line that a program printed in one piece, with its line breaks written out. */
const WRITTEN_OUT = /HTTP\/\d(?:\.\d)?(?: \d{3}[^\\\n]{0,60})?\\r\\n/;

/** Fences of Jira and of bulletin boards, which may stand before the first word. */
const CODE = /\{(?:code|noformat)(?::[^{}\n]{0,80})?\}|\[\/?code\]/gi;

/** Fences that a chat has on the lines of the text itself. */
const FENCE_BEFORE = /^[ \t]{0,20}```(?=[^\s`]{0,200}[ :<>*"$/(])/gm;
const FENCE_BEHIND = /([^\s`])```[ \t]{0,20}$/gm;

/** A tab that came out of a table, after a mark of curl's. */
const MARK_AND_TAB = /^( {0,20}[<>*])\t/gm;

/** Links that chat programs and mail make of names of hosts: Slack's, Markdown's, Outlook's. */
const SLACK_LINK = /<(?:https?|wss?):\/\/[^\s|<>]{1,500}\|([^<>|\n]{1,500})>/g;
const MARKDOWN_LINK = /\[([^[\]\n]{1,300})\]\((?:https?|wss?):\/\/[^\s()]{1,500}\)/g;
const OUTLOOK_LINK = /<https?:\/\/([\w.-]{4,300})\/?>/g;

/**
 * A pasted text as it was before editors, chats, terminals and pages had it: without colors, invisible characters, escapes of
 * HTML, links made of names, and with its line breaks.
 */
export function plainText(text: string): string {
  const seen = text.replace(TITLES, "").replace(COLORS, "").replace(INVISIBLE, "").replace(SPACES, " ");
  const unescaped = withoutHtml(seen.replace(/[\u2028\u2029]/g, "\n"));
  const linked = unescaped.replace(SLACK_LINK, "$1").replace(MARKDOWN_LINK, "$1").replace(OUTLOOK_LINK, behindItsName);
  const fenced = linked.replace(CODE, "\n```\n").replace(FENCE_BEFORE, "```\n").replace(FENCE_BEHIND, "$1\n```");
  return withLineBreaks(fenced.replace(MARK_AND_TAB, "$1 "));
}

/** A link stays unless its own text stands before it. Looked for from the link on: a line of a megabyte has many beginnings. */
function behindItsName(link: string, name: string, at: number, text: string): string {
  return text.startsWith(name, at - name.length) ? "" : link;
}

/** Twice, since what was escaped may have been pasted into a page again. */
function withoutHtml(text: string): string {
  if (!ESCAPED.test(text)) return text;
  const once = withoutMarkup(text);
  return ESCAPED.test(once) ? withoutMarkup(once) : once;
}

function withoutMarkup(text: string): string {
  return unescapedHtml(text.replace(TAGS, (tag) => (/^<br/i.test(tag) ? "\n" : "")));
}

/** `cat -A`, Vim and `less` show the carriage return at the end of a line; programs write line breaks out. */
function withLineBreaks(text: string): string {
  const isShown =
    /\S/.test(text) &&
    text
      .trimEnd()
      .split("\n")
      .every((line) => line.endsWith("$"));
  const shown = (isShown ? text.replace(/\$$/gm, "") : text).replace(/(?:\^M\$?|\\r)$/gm, "");
  if (!WRITTEN_OUT.test(shown)) return shown;
  return shown
    .replace(/\\r\\n['"] ?\+? ?\r?\n\s{0,80}['"]/g, "\n")
    .replace(/(^|[\s(=:,[])b?['"](?=(?:[A-Z]{3,10} \S{1,2000} )?HTTP\/\d)/g, "$1\n")
    .replace(/\\r\\n$/gm, "")
    .replace(/\\r\\n/g, "\n")
    .replace(/\\"/g, '"');
}
