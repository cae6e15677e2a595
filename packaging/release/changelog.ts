/** The newest part of the changelog. */
export interface Entry {
  readonly version: string;
  /** "2026-11-29"; null while it is not released. */
  readonly date: string | null;
  /** What is written below its heading, as Markdown. */
  readonly notes: string;
}

/**
 * Reads the top entry of a changelog that is kept as Keep a Changelog says: `## 1.2.3 (2026-11-29)`.
 *
 * @throws Error when there is none, or when its heading has neither a date nor "unreleased"
 */
export function topEntry(changelog: string): Entry {
  const [, heading = "", rest = ""] = /^## (.*)\n([\s\S]*)/m.exec(changelog) ?? [];
  const [, version, date] = /^(\d+\.\d+\.\d+\S*) \((\d{4}-\d\d-\d\d|unreleased)\)$/.exec(heading) ?? [];
  if (version === undefined || date === undefined) {
    throw new Error(`CHANGELOG.md begins with "${heading}": write "## 1.2.3 (2026-11-29)", or "(unreleased)".`);
  }
  const notes = rest.split(/^## /m)[0]?.trim() ?? "";
  if (notes === "") throw new Error(`CHANGELOG.md says nothing of ${version}.`);
  return { version, date: date === "unreleased" ? null : date, notes };
}
