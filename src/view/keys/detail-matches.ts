import type { Term } from "../../store/filter/grammar.ts";

/** Matches that are marked at most: of many more, nobody goes through all. */
const MOST = 500;

/** Names of the marks in `panel.css`. */
const ALL = "search-match";
const CURRENT = "search-current";

/** What of a filter can be found in a text: its words and regular expressions, not its keys. */
export function patternsOf(terms: readonly Term[]): RegExp[] {
  return terms
    .filter(({ key, negated }) => key === null && !negated)
    .flatMap(({ values, pattern }) => {
      if (pattern !== null) return [new RegExp(pattern.source, `${pattern.flags.replace("g", "")}g`)];
      return values.map((value) => new RegExp(value.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"), "gi"));
    });
}

/** Where patterns match in the text of an element, in its order; a match lies within one piece of text. */
export function matchesIn(root: Element, patterns: readonly RegExp[]): Range[] {
  const found: Range[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode() !== null && found.length < MOST) {
    const { currentNode: node } = walker;
    const text = node.nodeValue ?? "";
    const spans = patterns
      .flatMap((pattern) => [...text.matchAll(pattern)])
      .filter(([match]) => match !== "")
      .sort((a, b) => a.index - b.index);
    for (const { 0: match, index } of spans) {
      const range = new Range();
      range.setStart(node, index);
      range.setEnd(node, index + match.length);
      found.push(range);
    }
  }
  return found;
}

/** Marks matches without changing the document; the current one is brought into view. Older browsers only scroll. */
export function markMatches(ranges: readonly Range[], current: number): void {
  const range = ranges[current];
  if ("highlights" in CSS) {
    CSS.highlights.set(ALL, new Highlight(...ranges));
    CSS.highlights.set(CURRENT, new Highlight(...(range === undefined ? [] : [range])));
  }
  range?.startContainer.parentElement?.scrollIntoView({ block: "nearest" });
}

/** Takes all marks away. */
export function unmarkMatches(): void {
  if (!("highlights" in CSS)) return;
  CSS.highlights.delete(ALL);
  CSS.highlights.delete(CURRENT);
}
