import { visibleText } from "../../../knowledge/text.ts";
import type { Report } from "../../contract/format.ts";
import { reportFacts } from "../outline/facts.ts";
import { hasIndex, INDEX_PIECE } from "../outline/index-rows.ts";
import { emptyWords, type Selection } from "../outline/selection.ts";
import { connectionText, factLines } from "./connection.ts";
import { indexLines, indexWidths } from "./index-lines.ts";
import { paintFor } from "./style.ts";

/** How a text report is made. */
export interface TextOptions {
  /** Whether a terminal shows it; files and pipes get no colors. */
  readonly color?: boolean;
  readonly selection?: Selection;
}

/**
 * A report as plain text for terminals and logs. Control and direction characters of foreign text are made visible, so that
 * no server can move the cursor, color a line or forge one.
 */
export function toText(report: Report, options: TextOptions = {}): string {
  return [...textOf(report, options)].join("");
}

/** The same in pieces, one for each connection. */
export function* textOf(report: Report, { color = false, selection }: TextOptions = {}): Generator<string> {
  const paint = paintFor(color);
  const { connections, capture } = report;
  const blocks = [
    [paint("heading", "WebSocket handshake report"), ...factLines(reportFacts(report, selection), paint)],
    ...(capture.lost.length === 0
      ? []
      : [[paint("warning", "Gaps in the capture"), ...capture.lost.map((gap) => `  - ${visibleText(gap)}`)]]),
    ...(connections.length === 0 ? [[emptyWords(selection)]] : []),
  ];
  yield joined(blocks);
  if (hasIndex(connections)) {
    yield "\n";
    const widths = indexWidths(connections);
    for (let from = 0; from < connections.length; from += INDEX_PIECE) {
      const some = connections.slice(from, from + INDEX_PIECE);
      yield some
        .flatMap((one) => indexLines(one, widths, paint))
        .map((line) => `\n${line}`)
        .join("");
    }
  }
  for (const connection of connections) yield `\n\n${joined(connectionText(connection, paint))}`;
  yield "\n";
}

function joined(blocks: readonly (readonly string[])[]): string {
  return blocks.map((lines) => lines.join("\n")).join("\n\n");
}
