import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { EXTENSION } from "../../src/cli/browser/recording.ts";
import { panelParts } from "./panel-parts.ts";
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

/** Most that all but the knowledge page may weigh, in kB; what is said of it below stands and falls with it. */
const TARGET = 150;

/** What the extension weighs, and of what the panel's script is made. */
export async function size(): Promise<string> {
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
  const rooms = await panelParts();
  const knowledge = rooms.find(([room]) => room === "src/knowledge")?.[1] ?? Number.NaN;
  return `${table(["Part of the extension for Chrome", "Size", "Gzipped"], rows)}

Without the knowledge page ${kilobytes(total)} gzipped. The target of ${TARGET} kB is missed by ${kilobytes(total - 1000 * TARGET)}: what Upgrades knows, of products,
causes and fixes, is ${kilobytes(knowledge)} of it, and is in the panel, which loads nothing from elsewhere. Scripts are minified, with the names of functions kept for stacks that people report.

${table(
  ["Part of the panel's script, minified for itself", "Gzipped"],
  rooms.map(([room, bytes]) => [room.startsWith("src") ? `\`${room}\`` : room, kilobytes(bytes)]),
)}`;
}
