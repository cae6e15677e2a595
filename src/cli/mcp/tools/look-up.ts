import type { McpServer } from "@modelcontextprotocol/server";
import { toStandardJsonSchema } from "@valibot/to-json-schema";
import * as v from "valibot";
import { lookUp, readBook } from "../look-up.ts";
import { answered, pieceOf } from "../responses.ts";
import { Offset, Piece } from "../schemas.ts";

/** A close code is a number to those who look it up. */
const Name = v.union([
  v.pipe(v.string(), v.minLength(2), v.maxLength(100)),
  v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(4999)),
]);

/** `look_up`. */
export function addLookUp(server: McpServer): void {
  server.registerTool(
    "look_up",
    {
      title: "Look up what is known",
      description:
        "What Upgrades knows of a close code (1006, 4401), a status (403), a header, a product (nginx, cloudflare), a library, a check or a diagnosis, with its reference.",
      inputSchema: toStandardJsonSchema(v.object({ name: Name, offset: Offset })),
      outputSchema: toStandardJsonSchema(Piece),
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    ({ name, offset }) =>
      answered(async () => {
        const found = lookUp(await readBook(), String(name));
        return pieceOf(
          found.map(({ kind, id, title, text }) => `${title} (${kind} ${id})\n\n${text}`).join("\n\n"),
          offset,
        );
      }),
  );
}
