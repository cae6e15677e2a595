import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/**
 * Finishes what `tsc -p tsconfig.library.json` wrote: leaves the declarations that the library's own lead to, lets them name
 * each other as `.js`, and adds declarations of each entry for CommonJS.
 */
const TYPES = resolve("dist-cli/types");
const ENTRIES = ["index", "matchers", "playwright"];
const declarationsOf = (entry: string) => join(TYPES, `library/${entry}.d.ts`);

const IMPORT = /((?:from|import\()\s*")(\.[^"]+)\.ts(")/g;

const kept = reachable(ENTRIES.map(declarationsOf));
for (const file of filesBelow(TYPES)) {
  if (!kept.has(file)) rmSync(file);
}
removeEmptyFolders(TYPES);
for (const [file, text] of kept) writeFileSync(file, text.replace(IMPORT, "$1$2.js$3"));
for (const entry of ENTRIES) {
  writeFileSync(resolve(`dist-cli/${entry}.d.cts`), forCommonJs(entry, kept.get(declarationsOf(entry)) ?? ""));
}

/** Every declaration file that these lead to, themselves included, with its text. */
function reachable(start: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  const waiting = [...start];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    const text = readFileSync(file, "utf8");
    found.set(file, text);
    for (const [, , path] of text.matchAll(IMPORT)) waiting.push(resolve(dirname(file), `${path}.d.ts`));
  }
  return found;
}

/** The same names for `require`, as TypeScript lets a CommonJS file speak of a module. */
function forCommonJs(entry: string, declarations: string): string {
  const library = `"./types/library/${entry}.js"`;
  const mode = '"resolution-mode": "import"';
  const { types, values } = namesOf(declarations);
  return [
    `export type { ${types.join(", ")} } from ${library} with { ${mode} };`,
    `type Library = typeof import(${library}, { with: { ${mode} } });`,
    ...values.map((name) => `export declare const ${name}: Library["${name}"];`),
    ...(/^export default /m.test(declarations)
      ? ['declare const byDefault: Library["default"];', "export default byDefault;"]
      : []),
    "",
  ].join("\n");
}

/** What a declaration file exports, by whether it is there when the program runs. */
function namesOf(declarations: string): { types: string[]; values: string[] } {
  const types: string[] = [];
  const values: string[] = [];
  for (const [, all, names = ""] of declarations.matchAll(/^export (type )?\{([^}]*)\}/gm)) {
    for (const name of names.split(",").map((one) => one.trim())) {
      if (all !== undefined || name.startsWith("type ")) types.push(name.replace(/^type /, ""));
      else if (name !== "") values.push(name);
    }
  }
  for (const [, name = ""] of declarations.matchAll(/^export (?:interface|type) (\w+)/gm)) types.push(name);
  for (const [, name = ""] of declarations.matchAll(/^export declare (?:const|function) (\w+)/gm)) values.push(name);
  return { types: [...new Set(types)].sort(), values: [...new Set(values)].sort() };
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

function removeEmptyFolders(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeEmptyFolders(join(folder, entry.name));
  }
  if (readdirSync(folder).length === 0) rmSync(folder, { recursive: true });
}
