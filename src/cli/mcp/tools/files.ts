import { open } from "node:fs/promises";
import { basename } from "node:path";
import {
  CLIENT_CAPABILITIES_META_KEY,
  inputRequired,
  type McpServer,
  type ServerContext,
} from "@modelcontextprotocol/server";
import { toStandardJsonSchema } from "@valibot/to-json-schema";
import * as v from "valibot";
import { Refusal } from "../../command.ts";
import type { Capture, Captures } from "../captures.ts";
import { answered, captured } from "../responses.ts";
import { allowedPath } from "../roots.ts";
import { Captured, described } from "../schemas.ts";
import { piecesOf } from "../text.ts";

/** Characters of a text that is handed over instead of a file. */
const MOST_PASTED = 1 << 20;

/** `explain_file`: files below the folders that may be read, and pasted texts. */
export function addFileTools(server: McpServer, captures: Captures, roots: readonly string[]): void {
  server.registerTool(
    "explain_file",
    {
      title: "Explain a file or a pasted text",
      description:
        "Reads a HAR (also .zip and .gz), a Playwright trace, a chrome://net-export log, an Upgrades report, or a transcript (curl -v and the like, copied headers, console or log lines), says what is wrong with its connections, and keeps it as a capture. Give path or text.",
      inputSchema: toStandardJsonSchema(
        v.object({
          path: v.optional(described(v.string(), "A file under one of the client's roots")),
          text: v.optional(
            described(v.pipe(v.string(), v.maxLength(MOST_PASTED)), "The text itself, instead of a file"),
          ),
        }),
      ),
      outputSchema: toStandardJsonSchema(Captured),
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    (input, context) =>
      answered(async () => {
        if ((input.path === undefined) === (input.text === undefined)) throw new Refusal("Give either path or text.");
        if (input.text !== undefined)
          return captured(captures, await captures.read("pasted text", piecesOf(input.text)));
        const given = hasRoots(server, context) ? rootsOf(context) : [];
        if (given === null) return inputRequired({ inputRequests: { roots: inputRequired.listRoots() } });
        const path = await allowedPath(input.path ?? "", [...given, ...roots]);
        return captured(captures, await readWhole(captures, path, context.mcpReq.signal));
      }),
  );
}

/** What a client says of itself with each request, since revision 2026-07-28 of the protocol. */
const Envelope = v.object({ [CLIENT_CAPABILITIES_META_KEY]: v.object({ roots: v.optional(v.unknown()) }) });

/** Whether the client gives folders at all; before that revision it says so once, at the beginning. */
function hasRoots({ server }: McpServer, { mcpReq }: ServerContext): boolean {
  const parsed = v.safeParse(Envelope, mcpReq.envelope);
  const said = parsed.success ? parsed.output[CLIENT_CAPABILITIES_META_KEY] : server.getClientCapabilities();
  return said?.roots !== undefined;
}

/** The folders that the client gives; null: it was not asked yet. */
function rootsOf({ mcpReq }: ServerContext): readonly string[] | null {
  const asked = mcpReq.inputResponses?.["roots"];
  const parsed = v.safeParse(v.object({ roots: v.array(v.object({ uri: v.string() })) }), asked);
  return parsed.success ? parsed.output.roots.map(({ uri }) => uri) : null;
}

async function readWhole(captures: Captures, path: string, signal: AbortSignal): Promise<Capture> {
  const file = await open(path);
  try {
    const buffer = new Uint8Array(1 << 18);
    return await captures.read(basename(path), async () => {
      signal.throwIfAborted();
      const { bytesRead } = await file.read(buffer, 0, buffer.length);
      return bytesRead === 0 ? null : buffer.slice(0, bytesRead);
    });
  } finally {
    await file.close();
  }
}
