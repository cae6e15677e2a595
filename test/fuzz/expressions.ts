import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { type Plugin, parseSync, runnerImport } from "vite";

const SOURCES = resolve(import.meta.dirname, "../../src");

/** Folders whose modules do nothing but define: all of them are loaded, so that what they build at once is seen. */
const LOADED = ["upgrade", "sources", "knowledge", "report"];

/** Name of the module that imports all that is loaded, and of the global function that its modules build expressions with. */
const [ALL, BUILD] = ["virtual:all-modules", "__buildExpression"];

/**
 * Expressions that are built while the program runs, by file and arguments, each with the reason why nobody can make them slow
 * for somebody else. Those of fixed text are built where a module is loaded, and need no line here.
 */
const AT_RUN_TIME: Readonly<Record<string, string>> = {
  'store/filter/grammar.ts: source, "i"': "what somebody typed into the filter of their own panel",
  'view/keys/detail-matches.ts: pattern.source, `${pattern.flags.replace("g", "")}g`':
    "the same, to mark what it found",
  'view/keys/detail-matches.ts: value.replace(/[.*+?^${}()|[\\]\\\\]/g, "\\\\$&"), "gi"':
    "a literal text, all signs escaped",
};

/** The regular expressions of the source, as `/source/flags`. */
export interface Expressions {
  /** Each with the first file that has it. */
  readonly seen: ReadonlyMap<string, string>;
  /** Places that build or name `RegExp` where nothing was built when the modules were loaded, unless `AT_RUN_TIME` has them. */
  readonly unseen: readonly string[];
  /** Lines of `AT_RUN_TIME` that fit nothing any more. */
  readonly stale: readonly string[];
}

/** A place where `RegExp` is called. */
interface Site {
  /** The file and the arguments as they are written. */
  readonly name: string;
  readonly start: number;
  /** End of the called name. */
  readonly nameEnd: number;
}

/** What a file says of expressions. */
interface InFile {
  readonly literals: readonly string[];
  readonly sites: readonly Site[];
  /** Uses of `RegExp` that are neither a call nor a type nor `instanceof`. */
  readonly others: readonly string[];
}

/**
 * Every regular expression of the source: the literals, and what `RegExp` is called with when the modules are loaded. Calls
 * that were not reached are told: a vulnerable expression could hide there.
 */
export async function expressionsInSource(): Promise<Expressions> {
  const names = readdirSync(SOURCES, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .sort();
  const files = names.map((name) => [name, inFile(name, readFileSync(join(SOURCES, name), "utf8"))] as const);
  const seen = new Map<string, string>();
  const add = (expression: string, name: string) => seen.has(expression) || seen.set(expression, name);
  for (const [name, { literals }] of files) for (const one of literals) add(one, name);

  const loaded = files.filter(([name, { sites }]) => LOADED.includes(name.split("/")[0] ?? "") || sites.length > 0);
  const built = await builtAtLoad(loaded.map(([name]) => name));
  for (const [site, expressions] of built) for (const one of expressions) add(one, site.split(": ")[0] ?? "");

  const sites = files.flatMap(([, file]) => file.sites.map(({ name }) => name));
  return {
    seen,
    unseen: [
      ...sites.filter((site) => !built.has(site) && !Object.hasOwn(AT_RUN_TIME, site)),
      ...files.flatMap(([, { others }]) => others),
    ],
    stale: Object.keys(AT_RUN_TIME).filter((site) => !sites.includes(site) || built.has(site)),
  };
}

/** What the modules build when they are loaded, by the place that builds it. */
async function builtAtLoad(names: readonly string[]): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const built = new Map<string, Set<string>>();
  Reflect.set(globalThis, BUILD, (site: string, ...parts: [source: string | RegExp, flags?: string]) => {
    const pattern = new RegExp(...parts);
    built.set(site, (built.get(site) ?? new Set()).add(String(pattern)));
    return pattern;
  });
  await runnerImport(ALL, { configFile: false, logLevel: "error", plugins: [recorded(names)] });
  Reflect.deleteProperty(globalThis, BUILD);
  return built;
}

/** Loads modules in which every call of `RegExp` goes through the global function. */
function recorded(names: readonly string[]): Plugin {
  return {
    name: "recorded-expressions",
    enforce: "pre",
    resolveId: (id) => (id === ALL ? `\0${ALL}` : null),
    load: (id) =>
      id === `\0${ALL}` ? names.map((name) => `import ${JSON.stringify(join(SOURCES, name))};\n`).join("") : null,
    transform(code, id) {
      if (!id.startsWith(SOURCES)) return null;
      return inFile(relative(SOURCES, id), code).sites.reduceRight(
        (text, { name, start, nameEnd }) =>
          `${text.slice(0, start)}${BUILD}(${JSON.stringify(name)}, ${text.slice(text.indexOf("(", nameEnd) + 1)}`,
        code,
      );
    },
  };
}

/** Finds literals and uses of `RegExp` in a file's syntax. */
export function inFile(name: string, code: string): InFile {
  const [literals, sites, others]: [string[], Site[], string[]] = [[], [], []];
  const pending: unknown[] = [parseSync(name, code).program];
  const skipped = new Set<unknown>();
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (typeof node !== "object" || node === null || skipped.has(node)) continue;
    const part = (key: string): unknown => Reflect.get(Object(node), key);
    const [type, regex, callee] = [part("type"), part("regex"), part("callee")];
    if (typeof regex === "object" && regex !== null) {
      literals.push(`/${Reflect.get(regex, "pattern")}/${Reflect.get(regex, "flags")}`);
      continue;
    }
    if (isRegExp(callee)) {
      skipped.add(callee);
      const [start, end, nameEnd] = [part("start"), part("end"), Reflect.get(callee, "end")].map(Number);
      if (start === undefined || end === undefined || nameEnd === undefined) continue;
      const given = code.slice(code.indexOf("(", nameEnd) + 1, end - 1);
      sites.push({ name: `${name}: ${given.replace(/\s+/g, " ").replace(/,\s*$/, "").trim()}`, start, nameEnd });
    }
    if (type === "TSTypeReference" || (type === "BinaryExpression" && part("operator") === "instanceof")) {
      skipped.add(part("typeName")).add(part("right"));
    }
    if (isRegExp(node)) others.push(`${name}: RegExp itself`);
    pending.push(...Object.values(node));
  }
  return { literals, sites: sites.sort((a, b) => a.start - b.start), others };
}

function isRegExp(node: unknown): node is object {
  return (
    typeof node === "object" &&
    node !== null &&
    Reflect.get(node, "type") === "Identifier" &&
    Reflect.get(node, "name") === "RegExp"
  );
}

/** An expression's source and its flags, as `recheck` takes them: it does not know `d`, which changes no match. */
export function partsOf(expression: string): readonly [source: string, flags: string] {
  const end = expression.lastIndexOf("/");
  return [expression.slice(1, end), expression.slice(end + 1).replace("d", "")];
}
