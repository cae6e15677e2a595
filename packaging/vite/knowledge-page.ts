import type { Plugin } from "vite";
import { book } from "../../test/docs/book.ts";

const PATH = "/knowledge.html";

/** Has `knowledge.html` in the extension: all that Upgrades knows on one page, made of `src/knowledge`. */
export function knowledgePage(): Plugin {
  return {
    name: "knowledge-page",
    generateBundle() {
      this.emitFile({ type: "asset", fileName: PATH.slice(1), source: book() });
    },
    configureServer({ middlewares }) {
      middlewares.use(PATH, (_request, response) => {
        response.setHeader("Content-Type", "text/html; charset=utf-8").end(book());
      });
    },
  };
}
