import { LABEL, placeholdersIn } from "../contract/labels.ts";
import { randomRuns, UUID } from "../masking/secrets/shape.ts";

/** Numbers this long are times and ids, in digits. */
const LONG_NUMBER = /\d{9,}/g;

/**
 * A text without what differs between any two connections: the numbers of labels, placeholders of labels, UUIDs, random runs,
 * long numbers.
 */
export function withoutIds(text: string): string {
  let plain = text.replace(LABEL, (_, kind: string) => `<${kind}>`);
  for (const { value, kind } of placeholdersIn(plain)) plain = plain.replace(value, `<${kind}>`);
  plain = plain.replace(UUID, "<id>");
  for (const { value } of randomRuns(plain)) plain = plain.replace(value, "<id>");
  return plain.replace(LONG_NUMBER, "<id>");
}

/** The same without any number: of texts whose numbers mean nothing that is known, such as counters and times taken. */
export function withoutNumbers(text: string): string {
  return withoutIds(text).replace(/\d+(?:\.\d+)?/g, "<n>");
}
