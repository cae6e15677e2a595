import type { CallToolResult, InputRequiredResult } from "@modelcontextprotocol/server";
import type * as v from "valibot";
import { visibleText } from "../../knowledge/text.ts";
import { headlineOf } from "../../report/formats/outline/headline.ts";
import { reasonOf } from "../reason.ts";
import type { Capture, Captures, Numbered } from "./captures.ts";
import type { Row } from "./schemas.ts";
import { addressOf, cut, LEVELS, pageOf, summaryOf } from "./text.ts";

/** Characters of a text in one response. */
export const MOST_TEXT = 6000;

/** Number of the worst connections that come with a new capture. */
const MOST_WORST = 10;

/** Number of the worst connections that its summary is made of. */
const MOST_SUMMED = 200;

/** What goes wrong is told to the client in words; only faults of this program are its own. */
export async function answered<T extends CallToolResult | InputRequiredResult>(
  work: () => Promise<T>,
): Promise<T | CallToolResult> {
  try {
    return await work();
  } catch (error) {
    const isOfSystem = error instanceof Error && "syscall" in error;
    const text = isOfSystem ? `The file ${reasonOf(error)}.` : error instanceof Error ? error.message : String(error);
    return { content: [{ type: "text", text: cut(visibleText(text), 500) }], isError: true };
  }
}

/** What is reported about a new capture. */
export function captured(captures: Captures, capture: Capture): CallToolResult {
  const levels = LEVELS.map((level) => [level, captures.matching(capture.number, `level:${level}`)] as const);
  const numbers = levels.flatMap(([, some]) => some).slice(0, MOST_SUMMED);
  const all = captures.connections(capture.number, numbers);
  const worst = numbers.flatMap((number) => all.filter((one) => one.number === number));
  return said(summaryOf(capture, levels, worst), {
    capture: capture.number,
    name: visibleText(capture.name),
    connections: capture.connections,
    worst: worst
      .filter(({ connection }) => connection.verdict.level !== "healthy")
      .slice(0, MOST_WORST)
      .map(rowOf),
  });
}

/** A connection as a row. */
export function rowOf({ number, connection }: Numbered): v.InferOutput<typeof Row> {
  const { kind, state, status, verdict, diagnosis } = connection;
  const [cause] = diagnosis?.causes ?? [];
  return {
    connection: number,
    url: connection.url === null ? null : addressOf(connection),
    kind,
    state,
    status,
    level: verdict.level,
    verdict: cut(`${headlineOf(verdict)}. ${verdict.sentence}`, 300),
    diagnosis: diagnosis?.id ?? null,
    cause: cause === undefined ? null : { id: cause.id, likelihood: cause.likelihood, title: cut(cause.title, 200) },
  };
}

/** One piece of a long text, and where the next begins. */
export function pieceOf(text: string, offset: number): CallToolResult {
  const piece = pageOf(text, offset, MOST_TEXT);
  const more = piece.next === null ? "" : `\n\n(Go on with offset ${piece.next}.)`;
  return said(piece.text + more, { ...piece });
}

/** A result as text and as data. */
export function said(text: string, structuredContent: Record<string, unknown>): CallToolResult {
  return { content: [{ type: "text", text }], structuredContent };
}

/** Lines, cut where they are too many for one response. */
export function cutLines(lines: readonly string[]): string {
  const text = lines.join("\n");
  return text.length <= MOST_TEXT ? text : `${text.slice(0, MOST_TEXT - 1)}…`;
}
