import type { Report } from "./format.ts";
import { connectionSection } from "./markdown-connection.ts";
import { codeSpan, inline } from "./markdown-text.ts";

/**
 * A report as Markdown for GitHub, GitLab and people: no raw HTML, and nothing that a server or page wrote can mark, link
 * or mention anything.
 */
export function toMarkdown(report: Report): string {
  const { connections } = report;
  const blocks = [
    "# WebSocket handshake report",
    head(report).join("\n"),
    ...gaps(report.capture.lost),
    ...(connections.length === 0 ? ["No WebSocket upgrade was seen."] : []),
    ...connections.flatMap(connectionSection),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function head({ page, generatedAt, tool, capture, redaction, connections }: Report): string[] {
  const browser = tool.browser === null ? "" : `, on ${codeSpan(tool.browser)}`;
  const since = capture.startedAt === null ? "" : `, from ${capture.startedAt}`;
  return [
    `- Page: ${page.url === null ? "not known" : codeSpan(page.url)}`,
    `- Upgrades: ${connections.length}`,
    `- Captured by: ${SOURCES[capture.source]}${since}`,
    `- Made: ${inline(generatedAt)} by Upgrades ${inline(tool.version)}${browser}`,
    `- Secrets: ${redaction.applied ? masked(redaction.items.length) : "**not masked**: cookies and tokens may be in this report"}`,
  ];
}

const SOURCES: Readonly<Record<Report["capture"]["source"], string>> = {
  debugger: "the browser's debugger interface",
  network: "the network log of DevTools",
  har: "a HAR file",
  transcript: "a transcript of the handshake",
  report: "another report",
};

function masked(places: number): string {
  return places === 0
    ? "none were found"
    : `masked in ${places} ${places === 1 ? "place" : "places"}; equal labels stand for equal values`;
}

function gaps(lost: readonly string[]): string[] {
  return lost.length === 0
    ? []
    : [["**Gaps in the capture**", "", ...lost.map((gap) => `- ${inline(gap)}`)].join("\n")];
}
