import { htmlBook } from "./html.ts";
import { pages } from "./pages.ts";

/** All that Upgrades knows as one page: the build puts it into the extension as `knowledge.html`. */
export function book(): string {
  return htmlBook(pages);
}
