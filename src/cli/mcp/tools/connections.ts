import type { McpServer } from "@modelcontextprotocol/server";
import { toStandardJsonSchema } from "@valibot/to-json-schema";
import * as v from "valibot";
import { count } from "../../../knowledge/text.ts";
import type { Captures } from "../captures.ts";
import { answered, cutLines, pieceOf, rowOf, said } from "../responses.ts";
import { CaptureNumber, ConnectionNumber, Listed, Offset, Piece } from "../schemas.ts";
import { inFull, inShort } from "../text.ts";

/** Rows of a list in one response. */
const PAGE = 20;

/** `list_connections` and `explain_connection`. */
export function addConnectionTools(server: McpServer, captures: Captures): void {
  server.registerTool(
    "list_connections",
    {
      title: "List the connections of a capture",
      description:
        "Lists connections with verdict and first cause. filter takes the panel's grammar: words, /regex/i, key:value and -negation, such as is:failed, host:api, status:4xx, diagnosis:forbidden, via:nginx, received:>1000, open:>60s.",
      inputSchema: toStandardJsonSchema(
        v.object({
          capture: CaptureNumber,
          filter: v.optional(v.pipe(v.string(), v.maxLength(500)), ""),
          offset: Offset,
        }),
      ),
      outputSchema: toStandardJsonSchema(Listed),
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    ({ capture, filter, offset }) =>
      answered(async () => {
        const numbers = captures.matching(capture, filter);
        const page = captures.connections(capture, numbers.slice(offset, offset + PAGE));
        const next = offset + PAGE < numbers.length ? offset + PAGE : null;
        const more = next === null ? [] : [`${numbers.length - next} more: go on with offset ${next}.`];
        const all = captures.list().find((one) => one.number === capture)?.connections ?? 0;
        const none = page.length === 0 ? [`None of ${count(all, "connection")} matches.`] : [];
        const rows = page.map(rowOf);
        return said(cutLines([...page.map((one) => inShort(one)), ...none, ...more]), {
          capture,
          matching: numbers.length,
          rows,
          next,
        });
      }),
  );
  server.registerTool(
    "explain_connection",
    {
      title: "Explain one connection in full",
      description:
        "Verdict, path, both header lists, each check of the handshake, all causes with evidence and fixes, messages, close and timing of one connection, masked. Long ones come in pieces.",
      inputSchema: toStandardJsonSchema(
        v.object({ capture: CaptureNumber, connection: ConnectionNumber, offset: Offset }),
      ),
      outputSchema: toStandardJsonSchema(Piece),
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    ({ capture, connection, offset }) =>
      answered(async () => pieceOf(inFull(captures.report(capture, [connection])), offset)),
  );
}
