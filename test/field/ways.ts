/** One thing that happens to a text on its way into a paste, and changes nothing of what is true of it. */
export interface Way {
  readonly name: string;
  /** Whether a text that is clearly refused then is as good as one that is told the same. */
  readonly mayRefuse?: true;
  /** Whether it can happen to this text, and can be undone there. */
  fits(text: string): boolean;
  change(text: string): string;
}

const always = () => true;
const isMarked = (text: string) => /^> [A-Z]+ \S+ HTTP/m.test(text) && !/^> >/m.test(text) && !/^\d{4}-/m.test(text);
const isFenced = (text: string) => /^\s*```/m.test(text);
const isLong = (text: string) => !isFenced(text) && text.trim().split("\n").length > 2;
const isUnfenced = (text: string) => !isFenced(text);
/** Bytes in columns: a line that is cut has lost its offset. */
const isDump = (text: string) => /^[0-9a-f]{4}: /m.test(text);
/** A body as it went over the wire: an editor or a chat breaks it. */
const isBinary = (text: string) => /\ufffd/.test(text);
const isCommand = (text: string) => /^\$ (?:curl|wscat|websocat|http|wget) /m.test(text);

const each = (text: string, change: (line: string, at: number) => string) => text.split("\n").map(change).join("\n");
const before = (prefix: string) => (text: string) => each(text, (line) => `${prefix}${line}`);

/** As `fold -w` and a terminal cut lines. */
export function folded(text: string, width: number): string {
  const pieces = (line: string) =>
    Array.from({ length: Math.max(1, Math.ceil(line.length / width)) }, (_, at) =>
      line.slice(at * width, (at + 1) * width),
    );
  return text.split("\n").flatMap(pieces).join("\n");
}

/** As `fold -s -w` and mail cut lines: behind spaces. */
export function foldedAtSpaces(text: string, width: number): string {
  const pieces = (line: string): string[] => {
    if (line.length <= width) return [line];
    const space = line.lastIndexOf(" ", width - 1) + 1;
    const cut = space < width / 2 ? width : space;
    return [line.slice(0, cut).trimEnd(), ...pieces(line.slice(cut))];
  };
  return text.split("\n").flatMap(pieces).join("\n");
}

/** As the source of a page has it. */
export function escapedHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

const ESC = "\u001b";

/** What was known before: line ends, fences, quotations, indentation, times, colors. */
const KNOWN: readonly Way[] = [
  { name: "with CRLF", fits: always, change: (text) => text.replaceAll("\n", "\r\n") },
  {
    name: "in a fence with words around it",
    fits: isUnfenced,
    change: (text) => `Hello,\n\n~~~sh\n${text}\n~~~\nAny idea?\n`,
  },
  { name: "quoted", fits: isUnfenced, change: before("> ") },
  { name: "indented by a tab", fits: always, change: before("\t") },
  { name: "with spaces at the ends of lines", fits: isUnfenced, change: (text) => each(text, (line) => `${line}  `) },
  {
    name: "with the times of --trace-time",
    fits: isMarked,
    change: (text) => text.replace(/^(?=[<>*] )/gm, "10:15:32.123456 "),
  },
  { name: "indented as code", fits: always, change: (text) => text.replace(/^(?=.)/gm, "    ") },
  {
    name: "in the colors of a terminal",
    fits: isUnfenced,
    change: (text) => text.replace(/^(.+)$/gm, `${ESC}[1;31m$1${ESC}[0m`),
  },
  {
    name: "between sentences",
    fits: isUnfenced,
    change: (text) =>
      `Hello, since the update I see this:\n\n${text}\n\nAny idea what that means? Thanks in advance!\n`,
  },
  {
    name: "in a fence and quoted",
    fits: isUnfenced,
    change: (text) => before("> ")(`Hi!\n\n\`\`\`\n${text}\n\`\`\`\n`),
  },
  { name: "with the times of a log", fits: isMarked, change: before("2026-03-02T09:00:00.123Z ") },
  {
    name: "with typographic quotation marks",
    fits: (text) => /^.{0,40}WebSocket connection to '/.test(text),
    change: (text) => text.replace(/(WebSocket connection to )'([^'\n]*)'/g, "$1‘$2’"),
  },
  { name: "with a container's name", fits: isMarked, change: before("web-1  | ") },
  {
    name: "of other versions",
    fits: always,
    change: (text) =>
      text
        .replace(/\bcurl\/\d[\d.]*/g, "curl/8.11.1")
        .replace(/\bnginx\/\d[\d.]*/g, "nginx/1.26.3")
        .replace(/\bExpress\/\d[\d.]*/g, "Express/5.0.0"),
  },
  {
    name: "with names of headers in small letters",
    fits: isMarked,
    change: (text) => text.replace(/^([<>] )([\w-]+):/gm, (_, mark, name) => `${mark}${name.toLowerCase()}:`),
  },
];

/** Terminals and mail that cut lines. */
const CUT: readonly Way[] = [
  ...[80, 100, 120].map((width) => ({
    name: `cut at ${width} columns`,
    mayRefuse: true as const,
    fits: (text: string) => !isDump(text),
    change: (text: string) => folded(text, width),
  })),
  {
    name: "cut at spaces before column 80",
    fits: (text) => isMarked(text) && !isDump(text),
    change: (text) => foldedAtSpaces(text, 80),
  },
  {
    name: "cut at 80 columns and quoted",
    mayRefuse: true,
    fits: (text) => isUnfenced(text) && !isDump(text),
    change: (text) => before("> ")(folded(text, 80)),
  },
];

/** Characters that editors, chats and pages put in. */
const CHARACTERS: readonly Way[] = [
  { name: "with spaces that do not break", fits: always, change: (text) => text.replaceAll(" ", "\u00a0") },
  { name: "with indentation that does not break", fits: isUnfenced, change: before("\u00a0\u00a0\u00a0\u00a0") },
  {
    name: "with characters that have no width",
    fits: always,
    change: (text) => `\ufeff${each(text, (line) => `\u200b${line.replace(/([/.])/g, "$1\u200b")}\u200e`)}`,
  },
  { name: "with a tab behind each mark", fits: isMarked, change: (text) => text.replace(/^([<>*]) /gm, "$1\t") },
  {
    name: "as the source of a page",
    fits: (text) => isMarked(text) && !/&\w+;/.test(text),
    change: (text) => `<pre><code class="language-sh">${escapedHtml(text)}</code></pre>`,
  },
  {
    name: "escaped as HTML",
    fits: (text) =>
      /^(?:[<>] |.*"(?:GET|HEAD|WebSocket) |.*connection to '|.* -H ["'])/m.test(text) && !/&\w+;/.test(text),
    change: escapedHtml,
  },
  {
    name: "escaped as HTML twice",
    fits: (text) => isMarked(text) && !/&\w+;/.test(text),
    change: (text) => escapedHtml(escapedHtml(text)),
  },
  {
    name: "with every quotation mark typographic",
    // A body that is JSON is none any more.
    fits: (text) => isCommand(text) && !/[{[]"/.test(text),
    change: (text) => text.replace(/"([^"\n]*)"/g, "“$1”").replace(/'([^'\n]*)'/g, "‘$1’"),
  },
  {
    name: "with dashes that an editor made long",
    fits: isCommand,
    change: (text) =>
      text.replace(/^\$ .*(?:\\\n.*)*/gm, (line) => line.replace(/ --(?=\w)/g, " —").replace(/ -(?=\w )/g, " –")),
  },
  {
    name: "as `cat -A` shows it",
    fits: (text) => isMarked(text),
    change: (text) => each(text, (line) => `${line}${/^[<>]/.test(line) ? "^M" : ""}$`),
  },
  { name: "with line ends of the very old Macintosh", fits: always, change: (text) => text.replaceAll("\n", "\r") },
];

/** What viewers and programs put before each line. */
const GUTTERS: readonly Way[] = [
  {
    name: "with the numbers of `cat -n`",
    fits: isLong,
    change: (text) => each(text, (line, at) => `${String(at + 1).padStart(6)}\t${line}`),
  },
  {
    name: "with the numbers of an editor",
    fits: isLong,
    change: (text) => each(text, (line, at) => `${String(at + 1).padStart(3)} ${line}`),
  },
  {
    name: "with numbers and a colon",
    fits: isLong,
    change: (text) => each(text, (line, at) => `${at + 1}: ${line}`),
  },
  {
    name: "with numbers and a bar",
    fits: isLong,
    change: (text) => each(text, (line, at) => `${String(at + 1).padStart(4)} | ${line}`),
  },
  { name: "behind a bar", fits: isUnfenced, change: before("| ") },
  { name: "behind a drawn bar", fits: isUnfenced, change: before("│ ") },
  {
    name: "behind the number of a build step",
    fits: isMarked,
    change: (text) => each(text, (line, at) => `#7 ${(0.5 + at / 10).toFixed(3)} ${line}`),
  },
  { name: "behind a pod's and a container's name", fits: isMarked, change: before("app-5d9f8c7b6d-x2x7k curl ") },
  { name: "in the system's log", fits: isMarked, change: before("Nov 29 10:00:00 build-7 runner[4711]: ") },
  {
    name: "in the log of a container runtime",
    fits: isMarked,
    change: before("2026-11-29T10:00:00.123456789Z stdout F "),
  },
  { name: "in the log of a build", fits: always, change: before("2026-11-29T10:00:00.1234567Z ") },
  { name: "with the name of a stream", fits: isMarked, change: before("stderr: ") },
  {
    name: "with the name of a stream and a time in brackets",
    fits: isMarked,
    change: before("[2026-11-29 10:00:00] [stderr] "),
  },
];

/** What people put around it. */
const PLACES: readonly Way[] = [
  { name: "in Jira", fits: isUnfenced, change: (text) => `Hi team,\n{code:bash}\n${text}\n{code}\nany idea?` },
  { name: "in Jira, begun on the same line", fits: isUnfenced, change: (text) => `{noformat}${text}{noformat}` },
  { name: "in a board", fits: isUnfenced, change: (text) => `Hello all\n[code]\n${text}\n[/code]\nthanks` },
  {
    name: "line by line as code",
    fits: (text) => isUnfenced(text) && !text.includes("`"),
    change: (text) => text.replace(/^(.+)$/gm, "`$1`"),
  },
  {
    name: "in a form for issues",
    fits: isUnfenced,
    change: (text) =>
      `### Describe the bug\n\nThe socket does not open.\n\n### To reproduce\n\n1. start\n2. connect\n\n### Logs\n\n<details><summary>output</summary>\n\n\`\`\`shell\n${text}\n\`\`\`\n\n</details>\n\n### Versions\n\nNode 22, Chrome 131\n`,
  },
  {
    name: "in a chat",
    fits: isUnfenced,
    change: (text) => `Alice Example  10:15 AM\nlook what I get\n\`\`\`${text}\`\`\`\nBob Example  10:17 AM\nhm\n`,
  },
  {
    name: "with links made of the names of hosts in a chat",
    fits: (text) => isMarked(text),
    change: (text) => text.replace(/^(> Host: )([\w.-]+)$/gm, "$1<http://$2|$2>"),
  },
  {
    name: "with links made of the names of hosts in Markdown",
    fits: (text) => isMarked(text),
    change: (text) => text.replace(/^(> Host: )([\w.-]+)$/gm, "$1[$2](http://$2)"),
  },
  // No program stops behind a header: an empty line ends them.
  {
    name: "with a prompt behind it",
    fits: (text) => isUnfenced(text) && !/^[\w-]+: .*$/.test(text.trimEnd().split("\n").at(-1) ?? ""),
    change: (text) => `${text.trimEnd()}\nuser@host:~$ `,
  },
  {
    name: "behind the command that printed it",
    fits: (text) => isUnfenced(text) && !isCommand(text),
    change: (text) => `user@host:~$ cat out.txt\n${text}`,
  },
  { name: "with an empty line behind each line", fits: isUnfenced, change: (text) => text.replaceAll("\n", "\n\n") },
  { name: "quoted twice", fits: isUnfenced, change: before("> > ") },
  { name: "quoted twice without a space", fits: isUnfenced, change: before(">> ") },
  {
    name: "with escapes of a terminal written out",
    fits: isUnfenced,
    change: (text) => text.replace(/^(.+)$/gm, "^[[32m$1^[[0m"),
  },
  {
    name: "with a title and the end of a line erased",
    fits: isUnfenced,
    change: (text) => `${ESC}]0;user@host: ~\u0007${text.replace(/$/gm, `${ESC}[K`)}`,
  },
];

export const WAYS: readonly Way[] = [...KNOWN, ...CUT, ...CHARACTERS, ...GUTTERS, ...PLACES].map((way) => ({
  ...way,
  fits: (text) => !isBinary(text) && way.fits(text),
}));
