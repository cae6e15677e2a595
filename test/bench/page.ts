/** One section of the page of benchmarks. */
export interface Part {
  readonly title: string;
  /** Markdown below the title. */
  readonly text: string;
}

/** A section as it stands in the page. */
export function partOf({ title, text }: Part): string {
  return `## ${title}\n\n${text}\n`;
}

/**
 * The page with a section measured again.
 *
 * @param page Markdown, with a section per `## ` heading
 * @returns null when it has no section of that title
 */
export function withPart(page: string, part: Part): string | null {
  const old = page.split(/^(?=## )/m);
  const at = old.findIndex((one) => one.startsWith(`## ${part.title}\n`));
  if (at < 0) return null;
  return old.with(at, partOf(part) + (at === old.length - 1 ? "" : "\n")).join("");
}
