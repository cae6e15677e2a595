/**
 * What redaction puts in a secret's place: `<token #1>`, `<cookie sid #2>`. The kind is one of ours, with a cookie's name
 * after it when that has nothing but letters, digits, dots, hyphens and underscores.
 */
export const LABEL = /<([a-z][\w.-]*(?: [\w.-]+)?) #(\d+)>/g;

/** A URL with its labels percent-encoded: where a URL is read or must be one, `#1` would begin a fragment. */
export function withEncodedLabels(url: string): string {
  return url.replace(LABEL, encodeURIComponent);
}

/** What stands for a secret where a label could not: in a URL, a token (RFC 9110 §5.6.2), a header. */
const PLACEHOLDER =
  /redacted-([a-z](?:(?!redacted-)[\w.-])*?)(?:~((?:(?!redacted-)[\w.-])+?))?-(\d+)(?:-of-(\d+))?(?![\w.~-])/g;

/**
 * A text of a redacted report with placeholders for its labels, so that URLs and headers can be read and judged as if
 * nothing had been masked: `<cookie sid #1>` becomes `redacted-cookie~sid-1`. Equal labels give equal placeholders.
 *
 * @param file tells reports apart that are read together: 1 is the first
 */
export function withPlaceholders(text: string, file = 1): string {
  const of = file === 1 ? "" : `-of-${file}`;
  return text.replace(LABEL, (_, kind: string, number: string) => `redacted-${kind.replace(" ", "~")}-${number}${of}`);
}

/** The placeholders of a text, and of which kind the secret is that each stands for. */
export function placeholdersIn(
  text: string,
): { readonly start: number; readonly value: string; readonly kind: string }[] {
  return [...text.matchAll(PLACEHOLDER)].map(({ 0: value, 1: kind = "", 2: name, index }) => ({
    start: index,
    value,
    kind: name === undefined ? kind : `${kind} ${name}`,
  }));
}
