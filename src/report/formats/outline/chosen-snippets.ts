import type { Snippet } from "../../../knowledge/diagnoses/diagnosis.ts";

/** More snippets than these and a reader no longer finds the one that is meant. */
const MOST_SNIPPETS = 3;

/** What a snippet for the page itself is for: it needs no product along the way. */
const PAGE = "JavaScript";

/** The snippets that a report to be read from top to bottom shows, and those that it names. */
export interface ChosenSnippets {
  readonly shown: readonly Snippet[];
  readonly rest: readonly Snippet[];
}

/**
 * Chooses among the snippets of a cause.
 *
 * @param recognized the names of the products that left evidence: where there are many snippets, theirs are meant
 */
export function chosenSnippets(snippets: readonly Snippet[], recognized: readonly string[]): ChosenSnippets {
  if (snippets.length <= MOST_SNIPPETS) return { shown: snippets, rest: [] };
  const isRecognized = snippets.some((snippet) => recognized.includes(snippet.for));
  const shown = isRecognized
    ? snippets.filter((snippet) => snippet.for === PAGE || recognized.includes(snippet.for))
    : snippets.slice(0, MOST_SNIPPETS);
  return { shown, rest: snippets.filter((snippet) => !shown.includes(snippet)) };
}
