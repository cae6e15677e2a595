import type { Words } from "../../src/knowledge/text.ts";
import { codeSpan, fenced, inline, link, table } from "../../src/report/formats/markdown/text.ts";
import { parseWords } from "../../src/view/parse-words.ts";
import type { Block, Page, Term } from "./page.ts";
import { size } from "./page.ts";

/** The first line of every page: nobody should fix a copy. */
const ORIGIN = "*Written by `npm run docs` from the registries in `src/knowledge`. Change them, not this page.*";

/** A page as Markdown without raw HTML. */
export function markdownPage(page: Page): string {
  const lines = [`# ${inline(page.title)}`, ORIGIN, ...page.intro.map(markdownWords)];
  for (const { title, entries } of page.groups) {
    if (title !== null) lines.push(`## ${inline(title)}`);
    for (const entry of entries) {
      lines.push(`${title === null ? "##" : "###"} ${inline(entry.title)}`, ...entry.blocks.map(block));
    }
  }
  return `${lines.join("\n\n")}\n`;
}

/** The page that leads to all the others. */
export function markdownIndex(pages: readonly Page[]): string {
  const rows = pages.map((page) => [`[${page.title}](${page.name}.md)`, String(size(page)), markdownWords(page.about)]);
  return [
    "# What Upgrades knows",
    ORIGIN,
    "Everything that the panel, the report and the command line say about a handshake comes from these registries. Every " +
      "entry has a reference. Time-outs are defaults: the operator of a site may have changed them.",
    table(["Page", "Entries", "What it has"], rows),
    "What the tool costs is measured: see [Benchmarks](benchmarks.md). What it says of files from public reports: see [Cases of the field](field.md).",
    "",
  ]
    .join("\n\n")
    .trimEnd()
    .concat("\n");
}

function block(piece: Block): string {
  switch (piece.kind) {
    case "text":
      return markdownWords(piece.words);
    case "said":
      return `> ${markdownWords(piece.words)}`;
    case "list":
      return piece.items.map((item) => `- ${markdownWords(item)}`).join("\n");
    case "table":
      return table(
        piece.head,
        piece.rows.map((row) => row.map(markdownWords)),
      );
    case "terms":
      return piece.items.map(term).join("\n");
    case "code":
      return `${inline(piece.caption)}:\n\n${fenced(piece.code, "")}`;
  }
}

function term({ term: words, lines }: Term): string {
  return [`- **${markdownWords(words)}**`, ...lines.map((line) => `  - ${markdownWords(line)}`)].join("\n");
}

function markdownWords(words: Words): string {
  return parseWords(words)
    .map((piece) => {
      if (piece.kind === "code") return codeSpan(piece.text);
      return piece.kind === "link" ? link(piece.text, piece.url) : spaced(piece.text);
    })
    .join("");
}

/** `inline` trims a line; a piece between two marks keeps the spaces at its ends. */
function spaced(text: string): string {
  const [, before = "", core = "", after = ""] = /^(\s*)(.*?)(\s*)$/s.exec(text) ?? [];
  return before + inline(core) + after;
}
