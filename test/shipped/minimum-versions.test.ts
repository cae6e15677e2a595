import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { builtFiles, nameOf, nodesOf, pathOf } from "./code.ts";
import { below, has, missingMembers, named, type Oldest, part, SCRIPT_TREES } from "./support.ts";

/** What is shipped uses nothing that the oldest browsers lack which its manifests admit, by MDN's browser-compat-data. */
const manifest = (folder: string) => JSON.parse(readFileSync(`${folder}/manifest.json`, "utf8"));
const BUILDS: readonly [folder: string, Oldest][] = [
  ["dist", { browser: "chrome", version: Number(manifest("dist").minimum_chrome_version) }],
  [
    "dist-firefox",
    {
      browser: "firefox",
      version: Number.parseFloat(manifest("dist-firefox").browser_specific_settings.gecko.strict_min_version),
    },
  ],
];

/** What may be missing, or is something else of that name. */
const ACCEPTED: Readonly<Record<string, string>> = {
  moveBefore: "Preact moves nodes with it where it is there",
  dispose: "Preact's signals give a function a property of that name, which nothing of ours asks for",
  "Symbol.dispose": "the same",
  colorScheme: "a style, which the data have among the properties",
  indices: "of a regular expression's match, which the data have under its flag",
  local: "of an extension's storage, which is no part of the web",
  displayName: "of a component",
};

describe.each(BUILDS)("%s", (folder, oldest) => {
  test("names a version", () => expect(oldest.version).toBeGreaterThan(100));

  test("uses no member that is newer", () => {
    const missing = missingMembers(oldest);
    // A newer feature that is known to be one: else the data are read wrongly.
    expect(missing).toContain(oldest.browser === "chrome" ? "moveBefore" : "showOpenFilePicker");
    expect(membersUsed(folder).filter((name) => missing.has(name) && ACCEPTED[name] === undefined)).toEqual([]);
  });

  test("uses no global, and none of its own functions, that is newer", () => {
    const wrong = pathsUsed(folder).filter((path) => {
      const [owner = "", member] = path.split(".");
      if (ACCEPTED[path] !== undefined) return false;
      return SCRIPT_TREES.some((tree) => {
        const object = below(tree, owner);
        if (member === undefined) return has(object, oldest) === false;
        return has(below(object, `${member}_static`) ?? below(object, member), oldest) === false;
      });
    });
    expect(wrong).toEqual([]);
  });

  test("has no style that is newer", () => {
    const css = [...builtFiles(folder, ".css").values()].join("\n").replace(/\/\*[\s\S]*?\*\/|"[^"]*"/g, "");
    const found = (pattern: RegExp) => [...new Set([...css.matchAll(pattern)].map(([, name = ""]) => name))];
    const properties = found(/[{;]\s*(-?[a-z][a-z-]*)\s*:(?!:)/g).map(
      (name) => [name, below(part("css.properties"), name)] as const,
    );
    const rules = found(/@([a-z-]+)/g).map((name) => [`@${name}`, below(part("css.at-rules"), name)] as const);
    const selectors = found(/:([a-z-]+)(?=[\s,.){:[>+~(])/g).map(
      (name) => [`:${name}`, below(part("css.selectors"), name)] as const,
    );
    const functions = found(/([a-z][a-z-]*)\(/g).flatMap((name) =>
      named(part("css.types"), name).map((feature) => [`${name}()`, feature] as const),
    );
    expect(Math.min(properties.length, rules.length, selectors.length, functions.length)).toBeGreaterThan(0);
    const written = new Set(properties.map(([name]) => name));
    // Firefox before 149 lacks only decorations and shadows in it, which are not used here.
    expect(css).not.toMatch(/::highlight\([^)]*\)\s*\{[^}]*text-(?:decoration|shadow)/);
    const wrong = [...properties, ...rules, ...selectors].filter(
      ([name, feature]) =>
        name !== ":highlight" &&
        has(feature, oldest) === false &&
        !written.has(`-webkit-${name}`) &&
        !name.startsWith(":-webkit-"),
    );
    // A function stands in several types; it is there when any of them has it.
    const missing = functions.filter(([name]) =>
      functions.filter(([other]) => other === name).every(([, feature]) => has(feature, oldest) === false),
    );
    expect([...wrong, ...missing].map(([name]) => name)).toEqual([]);
  });
});

test("dist asks extensions' APIs of Chrome that the data know, and no newer ones", () => {
  const oldest = { browser: "chrome", version: Number(manifest("dist").minimum_chrome_version) } as const;
  const paths = pathsUsed("dist").filter((path) => path.startsWith("chrome."));
  const wrong = paths.filter((path) => {
    const [, ...names] = path.split(".");
    return has(names.reduce(below, part("webextensions.api")), oldest) === false;
  });
  expect(paths.length).toBeGreaterThan(3);
  expect(wrong).toEqual([]);
});

/** Names that stand behind a dot, without those that the code itself gives to what it makes. */
function membersUsed(folder: string): string[] {
  const used = new Set<string>();
  const own = new Set<string>();
  for (const script of builtFiles(folder, ".js").values()) {
    for (const [node] of nodesOf(script)) {
      if (node.type === "MemberExpression" && node["computed"] !== true) used.add(nameOf(node["property"]) ?? "");
      if (["Property", "MethodDefinition", "PropertyDefinition"].includes(node.type))
        own.add(nameOf(node["key"]) ?? "");
    }
  }
  return [...used].filter((name) => !own.has(name)).sort();
}

/** Dotted paths whose first name no script declares: "fetch", "Promise.try", "chrome.devtools.panels". */
function pathsUsed(folder: string): string[] {
  const paths = new Set<string>();
  const declared = new Set<string>();
  for (const script of builtFiles(folder, ".js").values()) {
    for (const [node, parent] of nodesOf(script)) {
      if (/^(?:Class|Function)(?:Declaration|Expression)$|^VariableDeclarator$/.test(node.type))
        declared.add(nameOf(node["id"]) ?? "");
      const path = pathOf(node);
      const isName = parent?.["property"] === node || (parent?.["key"] === node && parent["computed"] !== true);
      if (path !== null && !isName) paths.add(path);
    }
  }
  return [...paths].filter((path) => !declared.has(path.split(".")[0] ?? "")).sort();
}
