import type { Plugin } from "vite";
import { markdownEntries } from "../../test/docs/markdown.ts";
import { allPages } from "../../test/docs/pages.ts";

/** Has `knowledge.json` beside the command line: all that Upgrades knows, an entry at a time, for `upgrades mcp`. */
export function knowledgeFile(): Plugin {
  return {
    name: "knowledge-file",
    apply: "build",
    generateBundle() {
      const entries = allPages().flatMap(markdownEntries);
      this.emitFile({ type: "asset", fileName: "knowledge.json", source: JSON.stringify(entries) });
    },
  };
}
