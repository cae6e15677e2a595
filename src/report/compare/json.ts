import type { CaptureComparison, ComparedSide, UnpairedSide } from "./compare-captures.ts";
import type { ComparedRow } from "./comparison.ts";

/**
 * Two captures as JSON: pairs with their differences, and what only one of them has. Keys may be added, none is renamed in
 * version 1.
 *
 * @param version of this tool
 * @returns a text of several lines
 */
export function captureJson({ a, b, pairs, onlyA, onlyB }: CaptureComparison, version: string): string {
  const document = {
    format: "upgrades-comparison",
    version: 1,
    tool: { name: "upgrades", version },
    a,
    b,
    worse: pairs.filter(({ change }) => change === "worse").length,
    pairs: pairs.map(({ endpoint, pairedBy, change, comparison, a: first, b: second }) => ({
      endpoint,
      pairedBy,
      change,
      summary: comparison.summary,
      explanation: comparison.explanation,
      a: sideOf(first),
      b: sideOf(second),
      differences: comparison.differences.map(differenceOf),
    })),
    onlyA: onlyA.map(unpairedOf),
    onlyB: onlyB.map(unpairedOf),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function sideOf({ count, failed, needAttention, connection }: ComparedSide) {
  const { url, kind, state, status, verdict, diagnosis } = connection;
  return { count, failed, needAttention, url, kind, state, status, verdict, diagnosis: diagnosis?.id ?? null };
}

function unpairedOf(side: UnpairedSide) {
  return { endpoint: side.endpoint, ...sideOf(side) };
}

function differenceOf({ id, group, name, weight, a, b }: ComparedRow) {
  return { id, group, name, weight, a, b };
}
