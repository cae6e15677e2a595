import { LABEL, placeholdersIn } from "../contract/labels.ts";
import { randomRuns, UUID } from "../masking/secrets/shape.ts";

/** Numbers this long are times and ids, in digits. */
const LONG_NUMBER = /\d{9,}/g;

/**
 * A text without what differs between any two connections: the numbers of labels, placeholders of labels, UUIDs, random runs,
 * long numbers.
 */
export function withoutIds(text: string): string {
  const unlabeled = text.replace(LABEL, (_, kind: string) => `<${kind}>`);
  const named = withSpans(
    unlabeled,
    placeholdersIn(unlabeled).map((one) => ({ ...one, name: one.kind })),
  ).replace(UUID, "<id>");
  const random = randomRuns(named).map((one) => ({ ...one, name: "id" }));
  return withSpans(named, random).replace(LONG_NUMBER, "<id>");
}

/** Puts names into the places of stretches of a text, which come in its order; in one pass, since hostile texts have many. */
function withSpans(
  text: string,
  spans: readonly { readonly start: number; readonly value: string; readonly name: string }[],
): string {
  let from = 0;
  const parts: string[] = [];
  for (const { start, value, name } of spans) {
    parts.push(text.slice(from, start), `<${name}>`);
    from = start + value.length;
  }
  return parts.join("") + text.slice(from);
}

/** The same without any number: of texts whose numbers mean nothing that is known, such as counters and times taken. */
export function withoutNumbers(text: string): string {
  return withoutIds(text).replace(/\d+(?:\.\d+)?/g, "<n>");
}
