import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { EXTENSION } from "../../src/cli/browser/recording.ts";
import { table } from "./table.ts";

/** What belongs to which part, by its path; the first that matches. */
const PARTS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ["knowledge page", /^knowledge\.html$/],
  ["panel, scripts", /panel-.*\.js$/],
  ["panel, styles", /\.css$/],
  ["background, DevTools page and shared scripts", /\.js$/],
  ["texts", /^_locales/],
  ["icons", /^icons/],
  ["manifest, pages, licenses", /./],
];

/** What the extension weighs. */
export function size(): string {
  const sums = new Map<string, { plain: number; packed: number }>();
  for (const name of readdirSync(EXTENSION, { recursive: true, encoding: "utf8" })) {
    const path = join(EXTENSION, name);
    if (!statSync(path).isFile()) continue;
    const bytes = readFileSync(path);
    const [part] = PARTS.find(([, pattern]) => pattern.test(name)) ?? ["other"];
    const { plain, packed } = sums.get(part) ?? { plain: 0, packed: 0 };
    sums.set(part, { plain: plain + bytes.length, packed: packed + gzipSync(bytes, { level: 9 }).length });
  }
  const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
  const rows = PARTS.flatMap(([name]) => {
    const sum = sums.get(name);
    return sum === undefined ? [] : [[name, kilobytes(sum.plain), kilobytes(sum.packed)]];
  });
  const without = [...sums].filter(([name]) => name !== "knowledge page").map(([, { packed }]) => packed);
  const total = without.reduce((sum, one) => sum + one, 0);
  return `${table(["Part of the extension for Chrome", "Size", "Gzipped"], rows)}

Without the knowledge page ${kilobytes(total)} gzipped; the target is 150 kB. The code is not minified, so that it can be read.`;
}
