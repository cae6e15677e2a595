import type { McpServer } from "@modelcontextprotocol/server";
import { toStandardJsonSchema } from "@valibot/to-json-schema";
import * as v from "valibot";
import { pairMarkdown } from "../../../report/compare/markdown.ts";
import type { Captures } from "../captures.ts";
import { answered, MOST_TEXT, said } from "../responses.ts";
import { CaptureNumber, ConnectionNumber, Offset } from "../schemas.ts";
import { cut, pageOf } from "../text.ts";

/** Differences that are named by their ids; the text has all. */
const MOST_DIFFERENCES = 40;

/** `compare_connections`. */
export function addComparison(server: McpServer, captures: Captures): void {
  const Side = v.object({ capture: CaptureNumber, connection: ConnectionNumber });
  server.registerTool(
    "compare_connections",
    {
      title: "Compare two connections",
      description:
        "Two connections side by side, of one capture or of two (works here, fails there; before and after): what became of b as compared with a, every difference, and the one that most likely explains it, with its evidence.",
      inputSchema: toStandardJsonSchema(v.object({ a: Side, b: Side, offset: Offset })),
      outputSchema: toStandardJsonSchema(
        v.object({
          change: v.string(),
          summary: v.string(),
          explanation: v.nullable(v.object({ row: v.string(), likelihood: v.string(), sentence: v.string() })),
          differences: v.array(v.string()),
          text: v.string(),
          next: v.nullable(v.number()),
        }),
      ),
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    ({ a, b, offset }) =>
      answered(async () => {
        const compared = captures.compare(a, b);
        const { change, summary, explanation, differences } = compared.comparison;
        const piece = pageOf(pairMarkdown(compared, false), offset, MOST_TEXT);
        const more = piece.next === null ? "" : `\n\n(Go on with offset ${piece.next}.)`;
        return said(piece.text + more, {
          change,
          summary: cut(summary, 1000),
          explanation:
            explanation === null
              ? null
              : {
                  row: explanation.row,
                  likelihood: explanation.likelihood,
                  sentence: cut(explanation.sentence, 500),
                },
          differences: differences.slice(0, MOST_DIFFERENCES).map(({ id }) => id),
          ...piece,
        });
      }),
  );
}
