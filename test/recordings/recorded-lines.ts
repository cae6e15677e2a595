import * as v from "valibot";

const Header = v.object({
  /** A case of the lab. */
  case: v.string(),
  /** "Chrome/156.0.8078.79". */
  browser: v.string(),
  /** ISO 8601, when it ended. */
  recordedAt: v.string(),
  /** The page that opened it. */
  page: v.string(),
});

const Line = v.union([
  v.object({ at: v.number(), session: v.nullable(v.string()), method: v.string(), params: v.unknown() }),
  v.object({
    at: v.number(),
    closeEvent: v.object({ url: v.string(), code: v.number(), reason: v.string(), wasClean: v.boolean() }),
  }),
]);

/** What a recording is of. */
export type RecordingHeader = v.InferOutput<typeof Header>;

/**
 * One thing that was told, and when (epoch milliseconds): a CDP event of one session (null: the page's own), or a close
 * event as the page's socket heard it.
 */
export type RecordedLine = v.InferOutput<typeof Line>;

/**
 * Reads the CDP events of a recording: a line that says what it is of, and a line for each thing that was told.
 *
 * @throws Error when the text is not one of ours
 */
export function parseLines(text: string): {
  readonly header: RecordingHeader;
  readonly lines: readonly RecordedLine[];
} {
  const [first = "", ...rest] = text.trimEnd().split("\n");
  const header = v.parse(v.object({ recording: Header }), JSON.parse(first)).recording;
  return { header, lines: rest.map((line) => v.parse(Line, JSON.parse(line))) };
}
