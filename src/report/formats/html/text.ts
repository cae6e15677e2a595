import { visibleText } from "../../../knowledge/text.ts";
import type { Piece } from "../outline/facts.ts";

/** Finished HTML. Only this module and its `html` tag make it, so that nothing foreign can pass as such. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template: text is escaped, HTML is taken as it is, null is nothing. */
type Content = string | number | Html | null | readonly Content[];

/**
 * A template whose every filled-in text is escaped, also inside quoted attribute values.
 *
 * @example html`<p title="${foreign}">${foreign}</p>`
 */
export function html(strings: TemplateStringsArray, ...contents: readonly Content[]): Html {
  return new Html(strings.reduce((all, part, i) => all + rendered(contents[i - 1] ?? null) + part));
}

/** One line of foreign text: control and direction characters become visible. */
export function escaped(text: string): string {
  return visibleText(text).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? "");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Foreign text to the letter. */
export function codeOf(text: string): Html {
  return text === "" ? html`<span class="dim">(empty)</span>` : html`<code>${text}</code>`;
}

/** The pieces of a fact. */
export function piecesOf(value: readonly Piece[]): Html {
  return html`${value.map((piece) => {
    if (typeof piece === "string") return piece;
    return "code" in piece ? codeOf(piece.code) : html`<strong>${piece.strong}</strong>`;
  })}`;
}

/** Several lines to the letter; tabs and line feeds stay. */
export function preOf(code: string): Html {
  const lines = code.split("\n").map((line) => line.split("\t").map(escaped).join("\t"));
  return new Html(`<pre>${lines.join("\n")}</pre>`);
}

/** What a statement was read from. */
export function evidenceOf(evidence: readonly string[]): Html | null {
  if (evidence.length === 0) return null;
  return html`<span class="evidence">from ${evidence.map((one, i) => [i === 0 ? "" : ", ", codeOf(one)])}</span>`;
}

/** A link to a page that stands behind a statement; plain text unless the address is https. */
export function linkTo(text: string, url: string): Html {
  if (!/^https:\/\/[\w.~:/?#@!$&'*+,;=%-]+$/.test(url)) return html`${text}`;
  return html`<a href="${url}" rel="noreferrer">${text}</a>`;
}

function rendered(content: Content): string {
  if (content === null) return "";
  if (content instanceof Html) return content.text;
  if (typeof content === "string") return escaped(content);
  if (typeof content === "number") return String(content);
  return content.map(rendered).join("");
}
