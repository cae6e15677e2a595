import type { CallToolResult, InputRequiredResult } from "@modelcontextprotocol/server";
import type * as v from "valibot";
import { visibleText } from "../../knowledge/text.ts";
import { headlineOf } from "../../report/formats/outline/headline.ts";
import type { Capture, Captures, Numbered } from "./captures.ts";
import type { Row } from "./schemas.ts";
import { addressOf, cut, pageOf, summaryOf } from "./text.ts";

/** Characters of a text in one response. */
export const MOST_TEXT = 6000;

/** Number of the worst connections that come with a new capture. */
const MOST_WORST = 10;

/** What goes wrong is told to the client in words; only faults of this program are its own. */
export async function answered<T extends CallToolResult | InputRequiredResult>(
  work: () => Promise<T>,
): Promise<T | CallToolResult> {
  try {
    return await work();
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { content: [{ type: "text", text: cut(visibleText(text), 500) }], isError: true };
  }
}

/** What is told of a new capture. */
export function captured(captures: Captures, capture: Capture): CallToolResult {
  const bad = captures.matching(capture.number, "-level:healthy");
  const numbers = Array.from({ length: Math.min(capture.connections, 500) }, (_, i) => i + 1);
  const all = captures.connections(capture.number, [...new Set([...numbers, ...bad.slice(0, 500)])]);
  const worst = all.filter(({ connection }) => connection.verdict.level !== "healthy").slice(0, MOST_WORST);
  return said(summaryOf(capture, all), {
    capture: capture.number,
    name: visibleText(capture.name),
    connections: capture.connections,
    worst: worst.map(rowOf),
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
