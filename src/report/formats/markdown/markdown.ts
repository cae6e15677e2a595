import type { Report, ReportConnection } from "../../contract/format.ts";
import { reportFacts } from "../outline/facts.ts";
import { hasIndex, INDEX_COLUMNS, INDEX_PIECE, indexRow } from "../outline/index-rows.ts";
import { emptyWords, type Selection } from "../outline/selection.ts";
import { connectionSection } from "./connection.ts";
import { inline, jump, pieces, table, tableLine } from "./text.ts";

interface MarkdownOptions {
  readonly selection?: Selection;
}

/**
 * A report as Markdown for GitHub, GitLab and people: no raw HTML, and nothing that a server or page wrote can mark, link
 * or mention anything.
 */
export function toMarkdown(report: Report, options: MarkdownOptions = {}): string {
  return [...markdownOf(report, options)].join("");
}

/** The same in pieces, one for each connection. */
export function* markdownOf(report: Report, { selection }: MarkdownOptions = {}): Generator<string> {
  const { connections } = report;
  const blocks = [
    "# WebSocket handshake report",
    head(report, selection).join("\n"),
    ...gaps(report.capture.lost),
    ...(connections.length === 0 ? [inline(emptyWords(selection))] : []),
  ];
  yield blocks.join("\n\n");
  if (hasIndex(connections)) {
    yield `\n\n${table(INDEX_COLUMNS, [])}`;
    for (let from = 0; from < connections.length; from += INDEX_PIECE) {
      yield connections
        .slice(from, from + INDEX_PIECE)
        .map((connection) => `\n${indexLine(connection)}`)
        .join("");
    }
  }
  for (const connection of connections) yield `\n\n${connectionSection(connection).join("\n\n")}`;
  yield "\n";
}

/** A row that leads to the connection's section. */
function indexLine(connection: ReportConnection): string {
  const { id, address, verdict, reason } = indexRow(connection);
  const heading = `${id}: ${connection.url ?? address}`;
  return tableLine([jump(id, heading), pieces([address]), inline(verdict), inline(reason)]);
}

function head(report: Report, selection: Selection | undefined): string[] {
  return reportFacts(report, selection).map(({ name, value }) => `- ${name}: ${pieces(value)}`);
}

function gaps(lost: readonly string[]): string[] {
  return lost.length === 0
    ? []
    : [["**Gaps in the capture**", "", ...lost.map((gap) => `- ${inline(gap)}`)].join("\n")];
}
