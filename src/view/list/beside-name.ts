import { visibleText } from "../../knowledge/text.ts";
import { addressOf, nameOf } from "../../upgrade/http/address.ts";

/** Addresses of one name that are compared: of many more, the first ones show well enough which part differs. */
const MOST = 50;

/** Names that are remembered: twice as many as there are rows. */
const MOST_NAMES = 20_000;

const host = (url: string) => addressOf(url)?.authority ?? "";
/** The path before the name. */
const folder = (url: string) => {
  const path = addressOf(url)?.path ?? "";
  return path.length < 2 ? "" : path.slice(0, path.lastIndexOf("/", path.length - 2) + 1);
};
const query = (url: string) => (URL.canParse(url) ? new URL(url).search : "");

/** Parts that may distinguish addresses of one name, the shortest and most distinctive first. */
const PARTS: readonly ((url: string) => string)[] = [
  host,
  folder,
  query,
  (url) => host(url) + folder(url),
  (url) => folder(url) + query(url),
  (url) => host(url) + folder(url) + query(url),
];

/**
 * Tells rows apart whose names are the same, as editors do with the titles of their tabs: by the host, the
 * path before the name, the query, or as many of them as it takes.
 *
 * @param urls addresses of all rows
 * @param names of addresses that were asked for before; new ones are entered
 * @returns what is to stand beside the name of an address; null where the name says enough
 */
export function distinctNames(urls: Iterable<string>, names: Map<string, string>): (url: string) => string | null {
  if (names.size > MOST_NAMES) names.clear();
  const byName = new Map<string, Set<string>>();
  for (const url of urls) {
    const name = names.get(url) ?? nameOf(url);
    names.set(url, name);
    const alike = byName.get(name);
    if (alike === undefined) byName.set(name, new Set([url]));
    else if (alike.size < MOST) alike.add(url);
  }
  return (url) => {
    const alike = [...(byName.get(names.get(url) ?? nameOf(url)) ?? [])];
    if (alike.length < 2) return null;
    const part = PARTS.find((partOf) => alike.every((other) => other === url || partOf(other) !== partOf(url)));
    const own = part?.(url) ?? "";
    return own === "" ? null : visibleText(own);
  };
}
