import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { visibleText } from "../../knowledge/text.ts";
import { Refusal } from "../command.ts";

/** What the build writes beside the command line: all entries of the knowledge, as Markdown. */
const Book = v.array(
  v.object({
    kind: v.string(),
    id: v.string(),
    title: v.string(),
    /** What else it is looked up by: ids of causes, numbers. */
    also: v.array(v.string()),
    text: v.string(),
  }),
);

/** One entry of the knowledge. */
export type BookEntry = v.InferOutput<typeof Book>[number];

const FILE = join(import.meta.dirname, "knowledge.json");

/** Entries that are named when none, or more than one, is meant. */
const MOST_NAMED = 12;

/**
 * Reads the knowledge that was built with this program.
 *
 * @throws Error when it is not there: the program was not built as its package is
 */
export async function readBook(): Promise<readonly BookEntry[]> {
  return v.parse(Book, JSON.parse(await readFile(FILE, "utf8")));
}

/**
 * The entries that a word means: by id or title; a number's by all that say something of it; else the only one that has the word
 * in its title, or lists it as a cause.
 *
 * @throws Refusal that names what comes near, when there is none or more than one
 */
export function lookUp(book: readonly BookEntry[], name: string): readonly BookEntry[] {
  const wanted = name.trim().toLowerCase().replace(/:$/, "");
  const same = book.filter(({ id, title }) => [id.toLowerCase(), title.toLowerCase()].includes(wanted));
  const also = book.filter((entry) => entry.also.includes(wanted));
  const ofNumber = /^\d{3,4}$/.test(wanted)
    ? [...also, ...(same.length > 0 ? [] : rangesOf(book, Number(wanted)))]
    : [];
  const exact = [...new Set([...same, ...ofNumber])];
  if (exact.length > 0) return exact;
  const near = book.filter(({ kind, id, title }) => `${kind} ${id} ${title}`.toLowerCase().includes(wanted));
  const found = [...new Set([...also, ...near])];
  if (found.length === 1) return found;
  const named = found.slice(0, MOST_NAMED).map(({ kind, id }) => `${id} (${kind})`);
  throw new Refusal(
    named.length === 0
      ? `Nothing is known under ${visibleText(name)}. Try a close code, a status, a header, a product such as nginx, or a diagnosis of a connection.`
      : `${visibleText(name)} is in ${named.join(", ")}${found.length > MOST_NAMED ? " …" : ""}. Look one of them up.`,
  );
}

/** Close codes without a meaning of their own have that of their range (RFC 6455 §7.4.2). */
function rangesOf(book: readonly BookEntry[], code: number): readonly BookEntry[] {
  return book.filter(({ kind, id }) => {
    const [from = Number.NaN, to = Number.NaN] = id.split("-").map(Number);
    return kind === "close-code" && from >= 1000 && code >= from && code <= to;
  });
}
