import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as v from "valibot";
import { visibleText } from "../../knowledge/text.ts";
import { Refusal } from "../command.ts";

/** What the build writes beside the command line: all entries of the knowledge, as Markdown. */
const Book = v.array(v.object({ kind: v.string(), id: v.string(), title: v.string(), text: v.string() }));

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
 * The entry that a word means: by its id or its title, by a close code's number, or the only one whose title has the word.
 *
 * @throws Refusal that names what comes near, when there is none or more than one
 */
export function lookUp(book: readonly BookEntry[], name: string): BookEntry {
  const wanted = name.trim().toLowerCase().replace(/:$/, "");
  const same = book.filter(({ id, title }) => [id.toLowerCase(), title.toLowerCase()].includes(wanted));
  const near = book.filter(({ id, title }) => `${id} ${title}`.toLowerCase().includes(wanted));
  const found = same.length > 0 ? same : near;
  const [only] = found;
  if (only !== undefined && (found.length === 1 || same.length > 0)) return only;
  const named = found.slice(0, MOST_NAMED).map(({ kind, id }) => `${id} (${kind})`);
  throw new Refusal(
    named.length === 0
      ? `Nothing is known under ${visibleText(name)}. Try a close code, a header, a product such as nginx, or a diagnosis of a connection.`
      : `${visibleText(name)} may mean ${named.join(", ")}${found.length > MOST_NAMED ? " …" : ""}.`,
  );
}
