import type { Reference } from "../../src/knowledge/reference.ts";
import type { Words } from "../../src/knowledge/text.ts";

/** A piece of a page; Markdown and HTML are two renderings of the same pieces. */
export type Block =
  | { readonly kind: "text"; readonly words: Words }
  /** A sentence as the panel says it. */
  | { readonly kind: "said"; readonly words: Words }
  | { readonly kind: "list"; readonly items: readonly Words[] }
  | { readonly kind: "table"; readonly head: readonly string[]; readonly rows: readonly (readonly Words[])[] }
  | { readonly kind: "terms"; readonly items: readonly Term[] }
  /** Configuration or a command for one product. */
  | { readonly kind: "code"; readonly caption: string; readonly code: string };

/** A headline with what belongs to it. */
export interface Term {
  readonly term: Words;
  readonly lines: readonly Words[];
}

/** One thing of a registry. */
export interface Entry {
  /** Its id in the registry: with the page's `prefix` the anchor in HTML. */
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
  /** What else it is looked up by: ids of causes, numbers. */
  readonly also?: readonly string[];
}

export interface Group {
  /** null: the page has one group only. */
  readonly title: string | null;
  readonly entries: readonly Entry[];
}

/** One registry as a page. */
export interface Page {
  /** The file's name without its ending, as in "diagnoses". */
  readonly name: string;
  readonly title: string;
  /** In HTML an entry's anchor is the prefix, a hyphen and the id: "diagnosis-bad-request". */
  readonly prefix: string;
  /** One sentence for the index. */
  readonly about: Words;
  readonly intro: readonly Words[];
  readonly groups: readonly Group[];
}

/** A reference as a link. */
export function cite({ text, url }: Reference): Words {
  return `[${text}](${url})`;
}

/** The line that ends an entry: where its statements can be read. */
export function source(reference: Reference): Block {
  return { kind: "text", words: `Reference: ${cite(reference)}.` };
}

/** How many entries a page has. */
export function size({ groups }: Page): number {
  return groups.reduce((sum, { entries }) => sum + entries.length, 0);
}
