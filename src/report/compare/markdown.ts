import { count, visibleText } from "../../knowledge/text.ts";
import type { ReportConnection } from "../contract/format.ts";
import { codeSpan, inline, link, table } from "../formats/markdown/text.ts";
import type { CaptureComparison, CaptureHead, ComparedPair, ComparedSide, UnpairedSide } from "./compare-captures.ts";
import type { ComparedTwo } from "./compare-connections.ts";
import { type Cell, type Change, type ComparedRow, type ConnectionComparison, nameOf } from "./comparison.ts";

const CHANGES: Readonly<Record<Change, string>> = {
  worse: "B is worse",
  better: "B is better",
  other: "something else was seen",
  same: "same verdict",
  unknown: "verdicts not comparable",
};

/** Differences that matter little are counted, and listed in the JSON alone, when there are more than these. */
const MOST_ROWS = 40;

/**
 * Two captures as Markdown: what came off worse first; pairs in which nothing differs are counted.
 *
 * @param comparison masked, as `compareCaptures` makes it
 */
export function captureMarkdown(comparison: CaptureComparison): string {
  const { a, b, pairs, onlyA, onlyB } = comparison;
  const reported = pairs.filter(isReported);
  const equal = pairs.length - reported.length;
  const blocks = [
    "# Comparison of WebSocket upgrades",
    [headLine("A", a), headLine("B", b)].join("\n"),
    inline(resultOf(comparison)),
    ...reported.flatMap(pairBlocks),
    ...(equal === 0 || reported.length === 0 ? [] : [inline(`In ${count(equal, "other pair")} nothing differs.`)]),
    ...unpaired("A", onlyA),
    ...unpaired("B", onlyB),
    ...[a, b].flatMap(gapBlocks),
  ];
  return `${blocks.join("\n\n")}\n`;
}

/**
 * Two connections as Markdown of their own: which they are, then as `connectionMarkdown`.
 *
 * @param isWhole whether rows that do not differ are in it too
 */
export function pairMarkdown({ a, b, comparison }: ComparedTwo, isWhole: boolean): string {
  const line = (side: string, { url, file }: ReportConnection) =>
    `- ${side}: ${url === null ? "address not known" : codeSpan(url)}${file === null ? "" : `, from ${codeSpan(file)}`}`;
  const heads = [line("A", a), line("B", b)].join("\n");
  return `# Comparison of two connections\n\n${heads}\n\n${connectionMarkdown(comparison, { a: "A", b: "B" }, isWhole)}\n`;
}

/** The first line of a comparison: how many pairs came off how, and how many upgrades have no pair. */
function resultOf({ pairs, onlyA, onlyB }: CaptureComparison): string {
  if (pairs.length + onlyA.length + onlyB.length === 0) return "Neither capture has an upgrade.";
  const reported = pairs.filter(isReported);
  const numberOf = (change: Change) => reported.filter((pair) => pair.change === change).length;
  const parts = [
    [numberOf("worse"), "worse in B"],
    [numberOf("better"), "better in B"],
    [numberOf("other"), "with something else seen"],
    [numberOf("same"), "with the same verdict and other differences"],
    [numberOf("unknown"), "with other differences, whose verdicts cannot be compared"],
  ] as const;
  const changed = wordsOf(parts);
  const paired = `${count(pairs.length, "pair")} compared${pairs.length === 0 ? "" : `: ${changed === "" ? "nothing differs" : changed}`}.`;
  const alone = wordsOf([
    [onlyA.length, "in A only"],
    [onlyB.length, "in B only"],
  ]);
  return alone === "" ? paired : `${paired} Without a pair: ${alone}.`;
}

function wordsOf(parts: readonly (readonly [number, string])[]): string {
  return parts
    .filter(([number]) => number > 0)
    .map(([number, words]) => `${number} ${words}`)
    .join(", ");
}

/** Whether a pair has anything to report. */
function isReported({ change, comparison }: ComparedPair): boolean {
  return (change !== "same" && change !== "unknown") || comparison.differences.length > 0;
}

/**
 * Two connections as Markdown: the sentence, then a table of what differs.
 *
 * @param names of the two sides, as their column heads show them
 * @param isWhole whether rows that do not differ are in it too
 */
function connectionMarkdown(
  { summary, explanation, rows, differences }: ConnectionComparison,
  names: { readonly a: string; readonly b: string },
  isWhole = false,
): string {
  const shown = isWhole ? rows : differences;
  const { reference = null, evidence = [] } = explanation ?? {};
  return [
    inline(summary),
    ...(evidence.length === 0 ? [] : [evidence.map((one) => `- ${codeSpan(one)}`).join("\n")]),
    ...(reference === null ? [] : [link(reference.text, reference.url)]),
    ...(shown.length === 0 ? [] : [rowTable(shown, names)]),
  ].join("\n\n");
}

function headLine(side: string, { name, browser, startedAt, generatedAt, connections }: CaptureHead): string {
  const from = browser === null ? "" : `, ${codeSpan(browser)}`;
  return `- ${side}: ${codeSpan(name)}, ${count(connections, "upgrade")}${from}, ${startedAt ?? generatedAt}`;
}

function pairBlocks({ endpoint, between, pairedBy, a, b, comparison, change }: ComparedPair): string[] {
  const shown = { ...comparison, differences: comparison.differences.slice(0, MOST_ROWS) };
  const series = a.count + b.count > 2 ? [inline(seriesWords(a, b))] : [];
  const only = pairedBy === "the only one left" ? ["Paired because each capture has one of its kind left."] : [];
  const more = comparison.differences.length - shown.differences.length;
  return [
    `## ${(between ?? [endpoint]).map(codeSpan).join(" and ")}: ${CHANGES[change]}`,
    ...series,
    ...only,
    connectionMarkdown(shown, { a: "A", b: "B" }),
    ...(more > 0 ? [inline(`${count(more, "more difference")}: the JSON has them.`)] : []),
  ];
}

function seriesWords(a: ComparedSide, b: ComparedSide): string {
  const side = (name: string, { count: all, failed, needAttention }: ComparedSide) => {
    const parts = [
      ...(failed === 0 ? [] : [`${failed} failed`]),
      ...(needAttention === 0 ? [] : [`${needAttention} need attention`]),
    ];
    return `${name} has ${all}${parts.length === 0 ? "" : `, of which ${parts.join(" and ")}`}`;
  };
  return `${side("A", a)}; ${side("B", b)}. Compared are the worst of each, and of those the newest.`;
}

function unpaired(side: string, groups: readonly UnpairedSide[]): string[] {
  if (groups.length === 0) return [];
  const lines = groups.map(({ endpoint, count: number, connection }) => {
    const times = number === 1 ? "" : `, ${number} times`;
    return `- ${codeSpan(endpoint)}${times}: ${inline(connection.verdict.sentence)}`;
  });
  return [`## In ${side} only`, lines.join("\n")];
}

function gapBlocks({ name, lost }: CaptureHead): string[] {
  if (lost.length === 0) return [];
  return [[`**Gaps in ${codeSpan(name)}**`, "", ...lost.map((gap) => `- ${inline(gap)}`)].join("\n")];
}

function rowTable(rows: readonly ComparedRow[], { a, b }: { readonly a: string; readonly b: string }): string {
  const lines = rows.map((row) => [
    row.differs ? `**${inline(nameOf(row))}**` : inline(nameOf(row)),
    cellText(row.a, row),
    cellText(row.b, row),
  ]);
  return table(["", inline(a), inline(b)], lines);
}

/** Our own sentences stand as they are, all that is quoted as code. */
function cellText({ text, isObserved }: Cell, { group, id }: ComparedRow): string {
  if (text === null) return isObserved ? "none" : "not known";
  if (group === "checks" || id === "outcome.verdict" || id === "outcome.diagnosis") return inline(text);
  return codeSpan(visibleText(text.replaceAll("\n", ", ")));
}
