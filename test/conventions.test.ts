import { readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { applications } from "../src/knowledge/applications/registry.ts";
import { knownBodies } from "../src/knowledge/bodies/registry.ts";
import { checks } from "../src/knowledge/checks/registry.ts";
import { privateCloseCodes } from "../src/knowledge/close-codes/private.ts";
import { registeredCloseCodes } from "../src/knowledge/close-codes/registered.ts";
import { diagnoses } from "../src/knowledge/diagnoses/registry.ts";
import { headers } from "../src/knowledge/headers/registry.ts";
import { intermediaries } from "../src/knowledge/intermediaries/registry.ts";
import { kinds } from "../src/knowledge/kinds/registry.ts";
import { protocols } from "../src/knowledge/protocols/registry.ts";
import { KINDS } from "../src/upgrade/kinds/kind.ts";
import { ConnectionTracker } from "../src/upgrade/tracking/tracker.ts";
import { provenDiagnoses } from "./recordings/proof.ts";
import { readRecording, recordedIds } from "./recordings/recording.ts";
import { explainAll, observationsOf } from "./recordings/replay.ts";
import { SHARED_PROCESS } from "./shared-process.ts";

/** The rules of the house, kept over the file tree (CONTRIBUTING.md tells them in words). */
const ROOT = resolve(import.meta.dirname, "..");
const SOURCES = filesBelow(join(ROOT, "src")).filter((file) => /\.tsx?$/.test(file));
const ENTRIES = ["devtools", "panel", "background", "cli", "library"];

/** Which folders a folder may import from, besides itself. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  upgrade: [],
  sources: ["upgrade", "report/contract"],
  knowledge: ["upgrade"],
  report: ["knowledge", "upgrade"],
  capture: ["upgrade", "sources"],
  store: ["upgrade", "sources", "knowledge", "report"],
  view: ["upgrade", "knowledge", "report", "store"],
};

const REGISTRIES = {
  applications,
  bodies: knownBodies,
  checks,
  headers,
  diagnoses,
  kinds,
  intermediaries,
  protocols,
} as const;

/** Classes whose instances keep nothing of what they are asked. */
const STATELESS = ["RegExp", "TextEncoder", "TextDecoder", "Intl"];

describe("imports", () => {
  it("point in one direction only", () => {
    const wrong = SOURCES.flatMap((file) => {
      const from = folderOf(file);
      const allowed = MAY_IMPORT[from];
      return importsOf(file).flatMap((target) => {
        const to = folderOf(target);
        const isAllowed = (rooms: readonly string[]) => rooms.some((room) => isBelow(target, room));
        const fine = to === from || (allowed === undefined ? !isAllowed(ENTRIES) : isAllowed(allowed));
        return fine ? [] : [`${relative(ROOT, file)} imports ${relative(ROOT, target)}`];
      });
    });
    expect(wrong).toEqual([]);
  });

  it("go round in no circle, type-only imports included", () => {
    expect(circles(new Map(SOURCES.map((file) => [file, importsOf(file)])))).toEqual([]);
  });

  it("leave the browser's extension API to capture and the entries", () => {
    const wrong = SOURCES.filter((file) => ![...ENTRIES, "capture"].includes(folderOf(file))).filter((file) =>
      /\b(chrome|browser)\.(runtime|devtools|debugger|storage|i18n|tabs)\b|webextension-polyfill/.test(codeOf(file)),
    );
    expect(wrong.map((file) => relative(ROOT, file))).toEqual([]);
  });

  it("leave the pure folders without memory: what is kept between two calls is handed in", () => {
    const made = /^(?:export )?const (\w+)(?:: ([^=]+?))?\s*=\s*(?:new (\w+)|\[\]|\{\})/gm;
    const isFixed = /^(?:Readonly(?:Map|Set|Array)?<|readonly )/;
    const wrong = SOURCES.filter((file) =>
      ["upgrade", "sources", "knowledge", "report"].includes(folderOf(file)),
    ).flatMap((file) => {
      const code = codeOf(file);
      const names = [
        ...[...code.matchAll(/^(?:export )?(?:let|var) (\w+)/gm)].map(([, name]) => name),
        ...[...code.matchAll(made)]
          .filter(([, , type = "", by = ""]) => !isFixed.test(type) && !STATELESS.includes(by))
          .map(([, name]) => name),
        ...(code.match(/\bWeak(?:Map|Set|Ref)\b/g) ?? []),
      ];
      return names.map((name) => `${relative(ROOT, file)}: ${name}`);
    });
    expect(wrong).toEqual([]);
  });

  it("keep the pure folders free of the document, the clock and chance", () => {
    const wrong = SOURCES.filter((file) =>
      ["upgrade", "sources", "knowledge", "report"].includes(folderOf(file)),
    ).filter((file) =>
      /\bdocument\.|\bwindow\.|Date\.now\(|new Date\(\)|Math\.random\(|performance\.now\(|crypto\.getRandom/.test(
        codeOf(file),
      ),
    );
    expect(wrong.map((file) => relative(ROOT, file))).toEqual([]);
  });
});

describe("knowledge", () => {
  for (const [folder, registry] of Object.entries(REGISTRIES)) {
    const files = readdirSync(join(ROOT, "src/knowledge", folder, "entries")).map((name) => name.replace(/\.ts$/, ""));
    const ids = registry.map(({ id }) => id);

    it(`${folder}: every file is in the registry, once, under its own name`, () => {
      // Kinds of one family stand together, under the family's name.
      const names = folder === "kinds" ? new Set(kinds.map(({ id }) => KINDS[id])) : ids;
      expect([...names].sort()).toEqual([...files].sort());
      expect(new Set(ids).size).toBe(ids.length);
    });

    it(`${folder}: every entry has a reference that can be opened`, () => {
      const wrong = registry.filter(({ reference }) => !reference.url.startsWith("https://") || reference.text === "");
      expect(wrong.map(({ id }) => id)).toEqual([]);
    });

    it(`${folder}: every entry has a test of its own, with an assertion in it`, () => {
      const tests = testsOf(folder);
      // Kinds that are ordinary requests are tested by the laws of their family, each of them.
      const named = ids.filter(
        (id) => folder !== "kinds" || kinds.some((kind) => kind.id === id && KINDS[kind.id] !== "request"),
      );
      expect(named.filter((id) => !isAsserted(tests, id))).toEqual([]);
    });
  }

  it("asks a test for an assertion: an empty one is none", () => {
    const told = (body: string) => `function sees(x) {\n  expect(x);\n}\nfunction looks(x) {\n  sees(x);\n}\n${body}\n`;
    expect(isAsserted(told('describe("a", () => {});\ndescribe("b", () => {\n  sees(1);\n});'), "a")).toBe(false);
    expect(isAsserted(told('describe("a", () => {\n  it("is", () => {\n    looks(1);\n  });\n});'), "a")).toBe(true);
    expect(isAsserted(told('it.each([\n  ["a", "x"],\n])("%s", (x) => {\n  expect(x);\n});'), "a")).toBe(true);
  });

  it("close-codes: every code has a reference that can be opened, and no other stands for it", () => {
    const codes = registeredCloseCodes.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    const tables = [...registeredCloseCodes, ...privateCloseCodes];
    expect(tables.filter(({ reference }) => !reference.url.startsWith("https://") || reference.text === "")).toEqual(
      [],
    );
  });
});

describe("diagnoses", () => {
  const proven = provenDiagnoses();

  it("are each produced by a case of the lab or a recording", () => {
    const ids = diagnoses.map(({ id }) => id);
    expect(ids.filter((id) => !proven.has(id))).toEqual([]);
  });

  it("are each summed up in one short line, whatever was recorded", () => {
    const wrong = recordedIds().flatMap((id) => {
      const recording = readRecording(id);
      const tracker = new ConnectionTracker();
      tracker.observe(observationsOf(recording));
      return explainAll(tracker, recording).flatMap(({ diagnosis }) => {
        const summary = diagnosis?.summary ?? "";
        // What is quoted is foreign, and as long as it is.
        const own = summary.replace(/`[^`]*`/g, "");
        return own.length > 100 || summary.includes("\n") ? [`${id}: ${summary}`] : [];
      });
    });
    expect(wrong).toEqual([]);
  });
});

/** Words of another idiom: each has a plain one that DevTools uses. */
const BANNED =
  /\b(?:mends?|mended|anew|else than|in heaps|unticks?|cancelled|behaviour|colour|centre|neighbour\w*|recognis\w+|authoris\w+|organis\w+|synchronis\w+|gave it up|given up|on the way|time-outs?|signs? of life|for instance|(?:has|was|were) answered|does not tell|goes on saying|stands? (?:in|there))\b/i;

describe("words for users", () => {
  it("are the field's own, in American spelling", () => {
    const interfaceTexts = readFileSync(join(ROOT, "public/_locales/en/messages.json"), "utf8").split("\n");
    const knowledge = SOURCES.filter((file) => /[\\/](?:knowledge|report)[\\/]/.test(file)).flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`/g)]
        .map(([text]) => text)
        .filter((text) => / /.test(text)),
    );
    // Regular expressions there have quotation marks of other programs in them: what a template says is not looked at.
    const refusals = SOURCES.filter((file) => /[\\/](?:cli|sources)[\\/]/.test(file)).flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/"[^"\\\n]* [^"\\\n]*"/g)].map(([text]) => text),
    );
    expect([...interfaceTexts, ...knowledge, ...refusals].filter((text) => BANNED.test(text))).toEqual([]);
  });
});

describe("kinds", () => {
  it("are asked for by name in few places: what they differ in stands in their entries", () => {
    const ids = kinds.map(({ id }) => id).join("|");
    const literal = new RegExp(`[!=]==? "(?:${ids})"|"(?:${ids})" [!=]==?|\\bcase "(?:${ids})"`, "g");
    const found = SOURCES.flatMap((file) => {
      const times = readFileSync(file, "utf8").match(literal)?.length ?? 0;
      return times === 0 ? [] : [`${relative(ROOT, file)}: ${times}`];
    });
    const all = found.reduce((sum, line) => sum + Number(line.split(": ")[1]), 0);
    expect(all, found.join("\n")).toBeLessThanOrEqual(25);
    expect(all).toBeGreaterThan(0);
  });
});

describe("names", () => {
  it("of folders say what is in them", () => {
    const folders = new Set(SOURCES.flatMap((file) => relative(ROOT, dirname(file)).split("/")));
    expect([...folders].filter((name) => ["utils", "helpers", "common", "services"].includes(name))).toEqual([]);
  });

  it("of files are kebab-case, and Pascal for components", () => {
    const wrong = SOURCES.map((file) => basename(file)).filter(
      (name) =>
        !/^[a-z0-9]+([.-][a-z0-9]+)*\.(ts|d\.ts)$/.test(name) && !/^([A-Z][A-Za-z0-9]*|index|mount)\.tsx$/.test(name),
    );
    expect(wrong).toEqual([]);
  });

  it("are exported by name, never as default", () => {
    const wrong = SOURCES.filter((file) => !file.endsWith(".d.ts")).filter((file) =>
      /^export default\b/m.test(codeOf(file)),
    );
    // Playwright loads a reporter by its module's default export.
    expect(wrong.map((file) => relative(ROOT, file))).toEqual(["src/library/playwright.ts"]);
  });
});

describe("the version", () => {
  const text = (path: string) => readFileSync(join(ROOT, path), "utf8");

  it("is written in package.json alone, and has its part in the changelog", () => {
    expect(JSON.parse(text("manifest.json"))).not.toHaveProperty("version");
    const newest = /^## (\S+)/m.exec(text("CHANGELOG.md"))?.[1];
    expect(newest).toBe(JSON.parse(text("package.json")).version);
  });
});

describe("types", () => {
  it("are never any, and never asserted", () => {
    const wrong = SOURCES.flatMap((file) => {
      const code = codeOf(file);
      return /\bas (?!const\b)[A-Za-z]+\b(?!-)/.test(
        code.replace(/^\s*(import|export)\b.*$/gm, "").replace(/import [^;]*;/g, ""),
      ) || /:\s*any\b|<any>/.test(code)
        ? [relative(ROOT, file)]
        : [];
    });
    expect(wrong).toEqual([]);
  });
});

describe("tests", () => {
  it("that share a process mock nothing and leave no clock behind", () => {
    const files = SHARED_PROCESS.flatMap((folder) => filesBelow(join(ROOT, "test", folder)));
    const wrong = files.filter((file) => /^import .*\bvi\b.* from "vitest"/m.test(readFileSync(file, "utf8")));
    expect(files.length).toBeGreaterThan(50);
    expect(wrong.map((file) => relative(ROOT, file))).toEqual([]);
  });
});

/**
 * Whether a describe of that id, or a table that has it as a row, holds an assertion: `expect` itself, or a function of these
 * tests that calls it. Blocks are told by their indentation, which the formatter keeps.
 */
function isAsserted(tests: string, id: string): boolean {
  const asserting = new Set(["expect"]);
  const functions = blocksOf(tests, /^(?:async )?(?:function|const) (\w+)/gm);
  for (let before = 0; before < asserting.size; ) {
    before = asserting.size;
    for (const [name, body] of functions) if (calls(body, asserting)) asserting.add(name);
  }
  const own = blocksOf(tests, new RegExp(`^ *(describe)\\("${id}"`, "gm"));
  const tables = blocksOf(tests, /^(describe|it|test)\b/gm).filter(([, body]) => body.includes(`["${id}", "`));
  return [...own, ...tables].some(([, body]) => calls(body, asserting));
}

function calls(body: string, names: ReadonlySet<string>): boolean {
  return [...body.matchAll(/(\w+)(?:\.\w+)?\(/g)].some(([, name = ""]) => names.has(name));
}

/** What a pattern with one group finds at the beginning of lines: the group, and the text up to where its block ends. */
function blocksOf(text: string, head: RegExp): [name: string, body: string][] {
  return [...text.matchAll(head)].map(({ 0: found, 1: name = "", index }) => {
    const indent = /^ */.exec(found)?.[0] ?? "";
    const [first = "", ...rest] = text.slice(index + indent.length).split("\n");
    const end = rest.findIndex((line) => line !== "" && !line.startsWith(`${indent} `) && !/^[ ]*[)\]}]/.test(line));
    // The name itself is no call of it.
    return [name, [first.replace(`${name}(`, ""), ...rest.slice(0, end < 0 ? rest.length : end)].join("\n")];
  });
}

/** The tests of a knowledge folder: one file of its name, or several in a folder of its name. */
function testsOf(folder: string): string {
  const at = join(ROOT, "test/knowledge");
  return filesBelow(at)
    .filter((file) => {
      const path = relative(at, file);
      // Diagnoses of other kinds than WebSockets are tested together.
      return (
        path === `${folder}.test.ts` ||
        dirname(path) === folder ||
        (folder === "diagnoses" && path === "requests.test.ts")
      );
    })
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
}

/** The groups of files that import each other in a circle (Tarjan, strongly connected components). */
function circles(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const found: string[][] = [];
  const order = new Map<string, number>();
  const stack: string[] = [];
  const visit = (file: string): number => {
    const at = order.size;
    order.set(file, at);
    stack.push(file);
    let lowest = at;
    for (const target of imports.get(file) ?? []) {
      if (!order.has(target)) lowest = Math.min(lowest, visit(target));
      else if (stack.includes(target)) lowest = Math.min(lowest, order.get(target) ?? at);
    }
    if (lowest !== at) return lowest;
    const group = stack.splice(stack.indexOf(file)).map((one) => relative(ROOT, one));
    if (group.length > 1) found.push(group);
    return lowest;
  };
  for (const file of imports.keys()) if (!order.has(file)) visit(file);
  return found;
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Whether a file stands in a room, or in a folder of it ("report/contract"). */
function isBelow(file: string, room: string): boolean {
  return relative(join(ROOT, "src"), file).replaceAll("\\", "/").startsWith(`${room}/`);
}

/** The first folder below src. */
function folderOf(file: string): string {
  return relative(join(ROOT, "src"), file).split(/[\\/]/)[0] ?? "";
}

function importsOf(file: string): string[] {
  return [...readFileSync(file, "utf8").matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)]
    .map(([, target]) => resolve(dirname(file), target ?? ""))
    .filter((target) => target.startsWith(join(ROOT, "src")));
}

/** The text without comments and string literals: words in them are no code. */
function codeOf(file: string): string {
  return readFileSync(file, "utf8")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/^\s*\/\/.*$/gm, "")
    .replace(/"(?:[^"\\\n]|\\.)*"/g, '""')
    .replace(/`(?:[^`\\]|\\.)*`/g, "``");
}
