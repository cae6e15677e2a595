import { readFileSync } from "node:fs";
import { join } from "node:path";
import { kinds } from "../../src/knowledge/kinds/registry.ts";
import { fieldPage } from "./field.ts";
import { markdownIndex, markdownPage } from "./markdown.ts";
import { allPages } from "./pages.ts";
import { reportSchema } from "./report-schema.ts";

/** Written by hand, but for its list of kinds. */
const FORMAT = "docs/report-format.md";

/** The page with the ids of all kinds below its heading of that name. */
function withKinds(page: string): string {
  const list = `${kinds.map(({ id }) => `\`${id}\``).join(", ")}.`;
  return page.replace(/^(## kinds\n\n)[^\n]*$/m, (_, heading: string) => heading + list);
}

/** Every file that is generated: its path from the project's root, and its text. */
export function generatedFiles(): ReadonlyMap<string, string> {
  return new Map([
    ["docs/README.md", markdownIndex(allPages())],
    ...allPages().map((page) => [`docs/${page.name}.md`, markdownPage(page)] as const),
    ["docs/field.md", fieldPage()],
    [FORMAT, withKinds(readFileSync(join(import.meta.dirname, "../..", FORMAT), "utf8"))],
    ["docs/report.schema.json", `${JSON.stringify(reportSchema(), null, 2)}\n`],
  ]);
}
