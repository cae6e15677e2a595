import type { Identifier } from "@mdn/browser-compat-data";
import bcd from "@mdn/browser-compat-data/forLegacyNode";

/** A browser, and the oldest version of it that is to run what is shipped. */
export interface Oldest {
  readonly browser: "chrome" | "firefox";
  readonly version: number;
}

/** What MDN's data know of scripts, styles and extensions. */
const { api, css, javascript, webextensions } = bcd;

/** A part of what the data know: "css.properties". */
export function part(path: string): Identifier {
  const found = path.split(".").reduce<Identifier | undefined>(below, { api, css, javascript, webextensions });
  if (found === undefined) throw new Error(`browser-compat-data has no ${path}.`);
  return found;
}

/** Interfaces of browsers, and what the language itself has. */
export const SCRIPT_TREES: readonly Identifier[] = [part("api"), part("javascript.builtins")];

/**
 * Whether an old browser has a feature, unconditionally: without a flag, under its own name.
 *
 * @returns null when the data have no such feature
 */
export function has(feature: Identifier | undefined, { browser, version }: Oldest): boolean | null {
  const compat = feature?.__compat;
  if (compat === undefined) return null;
  const said = [compat.support[browser] ?? []].flat();
  return said.some(
    (one) =>
      one.flags === undefined &&
      one.prefix === undefined &&
      one.alternative_name === undefined &&
      one.version_removed === undefined &&
      one.version_added !== false &&
      Number.parseFloat(one.version_added.replace("≤", "")) <= version,
  );
}

/** What stands below a feature under a name. */
export function below(feature: Identifier | undefined, name: string): Identifier | undefined {
  return feature !== undefined && name !== "__compat" && Object.hasOwn(feature, name) ? feature[name] : undefined;
}

/** Names of members of interfaces and built-in objects that an old browser has in none of them. */
export function missingMembers(oldest: Oldest): ReadonlySet<string> {
  const known = new Map<string, boolean>();
  for (const owner of SCRIPT_TREES.flatMap((tree) => Object.keys(tree).map((name) => below(tree, name) ?? {}))) {
    for (const name of Object.keys(owner)) {
      const there = has(below(owner, name), oldest);
      const plain = name.replace(/_static$/, "");
      if (there !== null) known.set(plain, there || known.get(plain) === true);
    }
  }
  return new Set([...known].filter(([, there]) => !there).map(([name]) => name));
}

/** Everything below a feature that bears a name, wherever it stands. */
export function named(feature: Identifier, name: string): Identifier[] {
  return Object.keys(feature).flatMap((key) => {
    const child = below(feature, key);
    if (child === undefined) return [];
    return [...(key === name ? [child] : []), ...named(child, name)];
  });
}
