import { fieldPage } from "./field.ts";
import { markdownIndex, markdownPage } from "./markdown.ts";
import { allPages } from "./pages.ts";
import { reportSchema } from "./report-schema.ts";

/** Every file that is generated: its path from the project's root, and its text. */
export function generatedFiles(): ReadonlyMap<string, string> {
  return new Map([
    ["docs/README.md", markdownIndex(allPages())],
    ...allPages().map((page) => [`docs/${page.name}.md`, markdownPage(page)] as const),
    ["docs/field.md", fieldPage()],
    ["docs/report.schema.json", `${JSON.stringify(reportSchema(), null, 2)}\n`],
  ]);
}
