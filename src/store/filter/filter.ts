import { chipOf, type StateChip } from "./chips.ts";
import { parseTerms, type Term } from "./grammar.ts";
import type { Asked } from "./keys.ts";

/** What the filter field and the chips ask for. */
export interface Filter {
  readonly chip: StateChip;
  readonly terms: readonly Term[];
  /** Lists what the field would leave out; the chips stay as they are. */
  readonly isInverted: boolean;
}

/**
 * Reads the filter (grammar.ts).
 *
 * @param text of the field
 */
export function parseFilter(text: string, chip: StateChip, isInverted = false): Filter {
  return { chip, terms: parseTerms(text), isInverted };
}

/** Whether a row passes the filter. */
export function matchesFilter(asked: Asked, { chip, terms, isInverted }: Filter): boolean {
  if (chip !== "all" && chipOf(asked.upgrade, asked.file !== null) !== chip) return false;
  const asking = terms.filter(asksForSomething);
  return asking.length === 0 || asking.every((term) => matchesTerm(asked, term) !== term.negated) !== isInverted;
}

/** Whether every row passes the filter. */
export function asksNothing({ chip, terms }: Filter): boolean {
  return chip === "all" && !terms.some(asksForSomething);
}

/** Whether the filter asks for a kind by name: then it shows it even where ordinary requests are left out. */
export function namesKind({ terms }: Filter): boolean {
  return terms.some(({ key, negated, values }) => key?.id === "kind" && !negated && values.length > 0);
}

/** A key without a value asks for nothing: it is still being typed. */
function asksForSomething({ values, pattern }: Term): boolean {
  return values.length > 0 || pattern !== null;
}

function matchesTerm(asked: Asked, { key, values, pattern }: Term): boolean {
  const url = asked.upgrade.url ?? "";
  if (pattern !== null) return pattern.test(url);
  return values.some((value) => key?.matches(asked, value) ?? url.toLowerCase().includes(value));
}

/**
 * The parts of the filter without one of which some row would pass: what somebody who sees an empty list may take away.
 *
 * @param rows all that could be listed
 * @returns terms first, in the order in which they were typed; empty where no single part is to blame
 */
export function excludingParts(rows: readonly Asked[], filter: Filter): (Term | "chip" | "inversion")[] {
  const passes = (changed: Filter) => rows.some((asked) => matchesFilter(asked, changed));
  const parts: (Term | "chip" | "inversion")[] = filter.terms.filter(
    (term) => asksForSomething(term) && passes({ ...filter, terms: filter.terms.filter((other) => other !== term) }),
  );
  if (filter.chip !== "all" && passes({ ...filter, chip: "all" })) parts.push("chip");
  if (filter.isInverted && passes({ ...filter, isInverted: false })) parts.push("inversion");
  return parts;
}
