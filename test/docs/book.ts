import { htmlBook } from "./html.ts";
import { allPages } from "./pages.ts";
import { STYLE_SOURCE } from "./style-source.ts";

/** All that Upgrades knows as one page: the build puts it into the extension as `knowledge.html`. */
export function book(): string {
  return htmlBook(allPages(), STYLE_SOURCE);
}
