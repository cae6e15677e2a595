import { PassThrough, Writable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import * as v from "valibot";
import { visibleText } from "../../knowledge/text.ts";

/** Longest time that calls which still run may take once the client sends nothing more, in milliseconds. */
const MOST_WAIT = 60_000;

/** Longest part of a line that is no message, in characters, as it is reported. */
const MOST_TOLD = 80;

const Id = v.union([v.string(), v.number()]);
const Message = v.object({
  id: v.optional(Id),
  method: v.optional(v.string()),
  params: v.optional(v.object({ requestId: v.optional(Id) })),
});

/** Standard input and output as the protocol's transport, which lets calls end that run when the input does. */
export interface Wire {
  readonly transport: StdioServerTransport;
  /** Settles when the client is gone and what it asked for is answered, or took too long. */
  readonly ended: Promise<void>;
}

/**
 * The transport between two streams. A line that is no JSON is reported to whoever started the server, and otherwise ignored.
 *
 * @param note one line for whoever started the server
 */
export function wireOf(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  note: (line: string) => void,
): Wire {
  const running = new Set<string | number>();
  const inner = new PassThrough();
  let end = (): void => undefined;
  let limit: ReturnType<typeof setTimeout> | undefined;
  const ended = new Promise<void>((resolve) => {
    end = () => {
      clearTimeout(limit);
      inner.end();
      resolve();
    };
  });
  let isOver = false;
  const endIfDone = (): void => {
    if (isOver && running.size === 0) end();
  };
  const take = (line: string): void => {
    const message = messageIn(line);
    if (message === null) {
      if (line.trim() !== "") note(`upgrades mcp: a line is not JSON: ${visibleText(line.slice(0, MOST_TOLD))}`);
      return;
    }
    const { id, method, params } = message;
    if (id !== undefined && method !== undefined) running.add(id);
    if (method === "notifications/cancelled" && params?.requestId !== undefined) running.delete(params.requestId);
    inner.write(`${line}\n`);
  };
  const decoder = new StringDecoder();
  let rest = "";
  input.on("data", (piece: Uint8Array | string) => {
    const lines = (rest + (typeof piece === "string" ? piece : decoder.write(Buffer.from(piece)))).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) take(line);
  });
  const over = (): void => {
    if (isOver) return;
    isOver = true;
    if (rest !== "") take(rest);
    // What was taken is handed on before it is asked whether something runs.
    setImmediate(endIfDone);
    limit = setTimeout(end, MOST_WAIT);
  };
  input.on("end", over);
  input.on("close", over);
  output.on("error", end);
  const responses = new Writable({
    write(chunk: Uint8Array, _, done) {
      const message = messageIn(new TextDecoder().decode(chunk));
      output.write(chunk, () => {
        if (message?.id !== undefined && message.method === undefined) running.delete(message.id);
        done();
        endIfDone();
      });
    },
  });
  return { transport: new StdioServerTransport(inner, responses), ended };
}

/** A line as a message; an empty one for JSON that is not one, which the protocol's own reader refuses; null for what is no JSON. */
function messageIn(line: string): v.InferOutput<typeof Message> | null {
  try {
    const parsed = v.safeParse(Message, JSON.parse(line));
    return parsed.success ? parsed.output : {};
  } catch {
    return null;
  }
}
