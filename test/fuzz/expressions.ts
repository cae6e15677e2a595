import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "vite";

const SOURCES = join(import.meta.dirname, "../../src");

/** Every regular expression that stands in the source, as `/source/flags`, with the first file that has it. */
export function expressionsInSource(): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const names = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter((name) => /\.tsx?$/.test(name));
  for (const name of names.sort()) {
    const { program } = parseSync(name, readFileSync(join(SOURCES, name), "utf8"));
    const pending: unknown[] = [program];
    for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
      if (typeof node !== "object" || node === null) continue;
      const regex: unknown = Reflect.get(node, "regex");
      const isOne = typeof regex === "object" && regex !== null;
      if (isOne) {
        const text = `/${Reflect.get(regex, "pattern")}/${Reflect.get(regex, "flags")}`;
        if (!found.has(text)) found.set(text, name);
      } else pending.push(...Object.values(node).filter((one) => one !== null));
    }
  }
  return found;
}

/** An expression's source and its flags, as `recheck` takes them: it does not know `d`, which changes no match. */
export function partsOf(expression: string): readonly [source: string, flags: string] {
  const end = expression.lastIndexOf("/");
  return [expression.slice(1, end), expression.slice(end + 1).replace("d", "")];
}
