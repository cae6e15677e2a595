import type { Words } from "../../src/knowledge/text.ts";
import { parseWords } from "../../src/view/parse-words.ts";
import type { Block, Entry, Page } from "./page.ts";
import { STYLE } from "./style.ts";

/** What means something to HTML, in text and in attributes. */
const SIGNS: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/**
 * All pages as one HTML file that needs nothing else: no script, no font, no picture. The panel links to its anchors
 * ("knowledge.html#diagnosis-bad-request").
 *
 * @param styleSource the style as a content security policy names it (style-source.ts)
 */
export function htmlBook(pages: readonly Page[], styleSource: string): string {
  const policy = `default-src 'none'; style-src ${styleSource}`;
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    "<title>What Upgrades knows</title>",
    `<style>${STYLE}</style>`,
    "</head>",
    "<body>",
    "<header>",
    "<h1>What Upgrades knows</h1>",
    "<p>Timeouts are defaults: the operator of a site may have changed them.</p>",
    `<nav aria-label="Chapters"><ul>${pages.map(({ name, title }) => `<li><a href="#${name}">${escaped(title)}</a></li>`).join("")}</ul></nav>`,
    "</header>",
    "<main>",
    ...pages.flatMap(chapter),
    "</main>",
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

/** Where an entry stands in the book, without the sign: "diagnosis-bad-request". */
export function anchor({ prefix }: Page, { id }: Entry): string {
  return `${prefix}-${id}`;
}

function chapter(page: Page): string[] {
  return [
    `<section id="${page.name}">`,
    `<h2>${escaped(page.title)}</h2>`,
    ...page.intro.map((words) => `<p>${htmlWords(words)}</p>`),
    ...page.groups.flatMap(({ title, entries }) => [
      ...(title === null ? [] : [`<h3>${escaped(title)}</h3>`]),
      ...entries.flatMap((entry) => [
        `<article id="${escaped(anchor(page, entry))}">`,
        heading(title === null ? "h3" : "h4", anchor(page, entry), entry.title),
        ...entry.blocks.map(block),
        "</article>",
      ]),
    ]),
    "</section>",
  ];
}

function heading(tag: "h3" | "h4", id: string, title: string): string {
  return `<${tag} class="name"><a href="#${escaped(id)}">${escaped(title)}</a></${tag}>`;
}

function block(piece: Block): string {
  switch (piece.kind) {
    case "text":
      return `<p>${htmlWords(piece.words)}</p>`;
    case "said":
      return `<blockquote>${htmlWords(piece.words)}</blockquote>`;
    case "list":
      return `<ul>${piece.items.map((item) => `<li>${htmlWords(item)}</li>`).join("")}</ul>`;
    case "table":
      return `<div class="wide"><table><thead>${row("th", piece.head.map(escaped))}</thead><tbody>${piece.rows
        .map((cells) => row("td", cells.map(htmlWords)))
        .join("")}</tbody></table></div>`;
    case "terms":
      return `<dl>${piece.items
        .map(
          ({ term, lines }) =>
            `<dt>${htmlWords(term)}</dt>${lines.map((line) => `<dd>${htmlWords(line)}</dd>`).join("")}`,
        )
        .join("")}</dl>`;
    case "code":
      return `<figure><figcaption>${escaped(piece.caption)}</figcaption><pre><code>${escaped(piece.code)}</code></pre></figure>`;
  }
}

function row(tag: "th" | "td", cells: readonly string[]): string {
  return `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join("")}</tr>`;
}

function htmlWords(words: Words): string {
  return parseWords(words)
    .map((piece) => {
      if (piece.kind === "code") return `<code>${escaped(piece.text)}</code>`;
      if (piece.kind === "text") return escaped(piece.text);
      return `<a href="${escaped(piece.url)}" rel="noreferrer">${escaped(piece.text)}</a>`;
    })
    .join("");
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign);
}
