import { visibleText } from "../../../knowledge/text.ts";
import type { ReportConnection } from "../../contract/format.ts";
import { indexRow } from "../outline/index-rows.ts";
import { LEVEL_TONES, plain } from "./connection.ts";
import { type Paint, wrapped } from "./style.ts";

/** Longest id for which the others make room: those of a report that was read from a file are foreign text. */
const WIDEST = 12;

/** Widths of the first two columns, in characters. */
interface Widths {
  readonly id: number;
  readonly verdict: number;
}

/** How wide the columns of the table at the beginning are. */
export function indexWidths(connections: readonly ReportConnection[]): Widths {
  const widths = { id: 0, verdict: 0 };
  for (const connection of connections) {
    const { id, verdict } = indexRow(connection);
    widths.id = Math.min(WIDEST, Math.max(widths.id, visibleText(id).length));
    widths.verdict = Math.max(widths.verdict, verdict.length);
  }
  return widths;
}

/** A connection in the table at the beginning: a line, and the reason below its address. */
export function indexLines(connection: ReportConnection, widths: Widths, paint: Paint): string[] {
  const { id, address, verdict, reason } = indexRow(connection);
  const before = visibleText(id).padEnd(widths.id);
  const word = paint(LEVEL_TONES[connection.verdict.level], visibleText(verdict).padEnd(widths.verdict));
  const indent = " ".repeat(widths.id + widths.verdict + 4);
  return [`${before}  ${word}  ${plain([address])}`, ...(reason === "" ? [] : wrapped(visibleText(reason), indent))];
}
