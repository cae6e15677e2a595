import { visibleText } from "../../knowledge/text.ts";
import { addressOf } from "../../upgrade/http/address.ts";
import { endpointOf } from "../../upgrade/series/same-endpoint.ts";

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
 * Tells a row from others of the same name, as editors do with the titles of their tabs: by the host, the path before the
 * name, the query, or as many of them as it takes. What is renewed with every attempt distinguishes nothing.
 *
 * @param url address of the row
 * @param alike the addresses that have its name, each once and as `endpointOf` has them
 * @returns what is to stand beside the name; null where the name says enough
 */
export function besideName(url: string, alike: readonly string[]): string | null {
  if (alike.length < 2) return null;
  const endpoint = endpointOf(url);
  const part = PARTS.find((partOf) => alike.every((other) => other === endpoint || partOf(other) !== partOf(endpoint)));
  const own = part?.(endpoint) ?? "";
  return own === "" ? null : visibleText(own);
}
