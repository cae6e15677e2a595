import { describe, expect, test } from "vitest";
import { buildReport } from "../../src/report/build/report.ts";
import { toHtml } from "../../src/report/formats/html/html.ts";
import { toMarkdown } from "../../src/report/formats/markdown/markdown.ts";
import { jump } from "../../src/report/formats/markdown/text.ts";
import { toText } from "../../src/report/formats/text/text.ts";
import { explained, meta } from "./built.ts";

/** A report of some connections, of which the last was refused. */
function reportOf(connections: number) {
  const refused = explained({
    url: "wss://example.com/chat",
    response: null,
    error: "Error during WebSocket handshake: Unexpected response code: 400",
  });
  return buildReport([...Array.from({ length: connections - 1 }, () => explained()), refused], meta());
}

/** The anchors that GitHub makes of headings (https://docs.github.com/en/get-started/writing-on-github). */
function anchorsOf(markdown: string): string[] {
  return [...markdown.matchAll(/^## (.*)$/gm)].map(([, heading = ""]) =>
    heading
      .replaceAll("`", "")
      .toLowerCase()
      .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, "")
      .replaceAll(" ", "-"),
  );
}

describe("a report of more than five connections begins with a table of them", () => {
  const last = reportOf(6).connections.at(-1);
  const reason = last?.diagnosis?.summary ?? "none";

  test("in Markdown: each links to its section, and says its verdict and the reason", () => {
    const markdown = toMarkdown(reportOf(6));
    const rows = markdown.slice(0, markdown.indexOf("\n## ")).match(/^\| \[.*$/gm) ?? [];
    const targets = rows.map((row) => /\]\(#([^)]*)\)/.exec(row)?.[1]);
    expect(targets).toEqual(anchorsOf(markdown));
    expect(rows).toHaveLength(6);
    expect(rows[5]).toContain("wss://example.com/chat");
    expect(rows[5]).toContain(last?.verdict.headline);
    expect(rows[5]).toContain(reason);
  });

  test("in HTML: each links to its section", () => {
    const html = toHtml(reportOf(6));
    const targets = [...html.matchAll(/<a href="#([^"]*)">/g)].map(([, target]) => target);
    expect(targets).toEqual([...html.matchAll(/<section class="connection" id="([^"]*)">/g)].map(([, id]) => id));
    expect(html.slice(0, html.indexOf("<section"))).toContain(reason);
  });

  test("in text: a line each, and the reason below", () => {
    const text = toText(reportOf(6));
    const table = text.split("\n\n")[1] ?? "";
    expect(table.match(/wss:\/\/example\.com\/(live|chat)/g)).toHaveLength(6);
    expect(table.replace(/\s+/g, " ")).toContain(reason);
    expect(Math.max(...table.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  test("and a shorter one has none in Markdown and text", () => {
    const markdown = toMarkdown(reportOf(5));
    expect(markdown.slice(0, markdown.indexOf("\n## "))).not.toContain("|");
    expect(toText(reportOf(5)).split("\n\n")[1]).not.toContain("example.com/chat");
  });
});

test.each([
  ["u1", "u1: wss://example.com/live?token=‹token #1›", "[u1](#u1-wssexamplecomlivetokentoken-1)"],
  ["a](https://evil.example)", "x", "[`a](https://evil.example`)](#x)"],
  ["u2", "Ünïcode ](x) `", "[u2](#%C3%BCn%C3%AFcode-x)"],
])("a jump to %s goes nowhere else", (text, heading, expected) => {
  expect(jump(text, heading)).toBe(expected);
});
