import * as v from "valibot";

/** What `content.attach` of Playwright writes in place of a socket's messages: the name of a file with one in each line. */
const Attached = v.looseObject({
  _resourceType: v.literal("websocket"),
  response: v.looseObject({
    content: v.looseObject({ _file: v.optional(v.string()), _sha1: v.optional(v.string()) }),
  }),
});

/** A line of a trace's `.network` file. */
const Snapshot = v.object({ type: v.literal("resource-snapshot"), snapshot: v.unknown() });

/** The first line of a trace's `.trace` file. */
const Context = v.object({
  type: v.literal("context-options"),
  browserName: v.fallback(v.string(), ""),
  playwrightVersion: v.fallback(v.string(), ""),
});

/**
 * A HAR entry of Playwright (1.61 and later) with the messages that it keeps in a file beside it; any other entry as it is.
 *
 * @param entry of a HAR or a trace; not trusted
 * @param file gives the text of a file of the archive by its name; null: there is none
 */
export function withAttachedMessages(entry: unknown, file: (name: string) => string | null): unknown {
  const parsed = v.safeParse(Attached, entry);
  if (!parsed.success || "_webSocketMessages" in parsed.output) return entry;
  const { _file, _sha1 } = parsed.output.response.content;
  const name = _file ?? _sha1;
  const text = name === undefined ? null : (file(name) ?? file(`resources/${name}`));
  return text === null ? entry : { ...parsed.output, _webSocketMessages: jsonLines(text) };
}

/**
 * The parts of a HAR's log that a trace of Playwright keeps in its `.network` file.
 *
 * @param network the text of that file: one JSON value a line
 * @param trace the text of the `.trace` file, which names the version; null: there is none
 */
export function logOfTrace(network: string, trace: string | null): { creator: unknown; entries: readonly unknown[] } {
  const context = jsonLines((trace ?? "").split("\n", 1)[0] ?? "").find((line) => v.is(Context, line));
  const version = context === undefined ? "" : v.parse(Context, context).playwrightVersion;
  const entries = jsonLines(network).flatMap((line) => {
    const parsed = v.safeParse(Snapshot, line);
    return parsed.success ? [parsed.output.snapshot] : [];
  });
  return { creator: { name: "Playwright", version }, entries };
}

/** The values of a text with one JSON value a line; lines that are none are left out (the last may be cut). */
function jsonLines(text: string): unknown[] {
  return text.split("\n").flatMap((line): unknown[] => {
    try {
      return line.trim() === "" ? [] : [JSON.parse(line)];
    } catch {
      return [];
    }
  });
}
