import type { Report, ReportConnection } from "../report/contract/format.ts";

/** What `--until` waits for. */
export interface Condition {
  /** As it was written. */
  readonly text: string;
  /** Whether any connection of the report fulfils it. */
  holds(report: Report): boolean;
}

const WORDS: Readonly<Record<string, (connection: ReportConnection) => boolean>> = {
  // A connection that opened and has ended again was open.
  open: ({ state }) => state === "open" || state === "closed",
  closed: ({ state }) => state === "closed",
  failed: ({ state }) => state === "failed" || state === "blocked",
};

/**
 * Reads a condition: `open`, `closed`, `failed`, or `messages>=N` for N messages of one connection in both directions.
 *
 * @returns null when it is not one
 */
export function parseCondition(text: string): Condition | null {
  const word = Object.hasOwn(WORDS, text) ? WORDS[text] : undefined;
  if (word !== undefined) return { text, holds: ({ connections }) => connections.some(word) };
  const [, least] = /^messages>=(\d{1,9})$/.exec(text.replaceAll(" ", "")) ?? [];
  if (least === undefined) return null;
  const enough = ({ messages }: ReportConnection): boolean =>
    messages !== null && messages.sent.count + messages.received.count >= Number(least);
  return { text, holds: ({ connections }) => connections.some(enough) };
}
