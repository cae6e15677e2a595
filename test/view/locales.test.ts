import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { TextFile } from "../../src/view/text-file.ts";
import { LANGUAGES } from "./languages.ts";

const ROOT = join(import.meta.dirname, "../..");
const ENGLISH: TextFile = LANGUAGES.en;

/** What stands in a text for something else: its names, in the order of the numbers that they have. */
function placeholders({ message, placeholders = {} }: TextFile[string]): readonly string[] {
  const used = [...message.matchAll(/\$(\w+)\$/g)].map(([, name = ""]) => `${placeholders[name]?.content} ${name}`);
  return [...new Set(used)].sort();
}

/** All source that texts can be asked for in. */
function sources(folder = join(ROOT, "src")): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(folder, name));
}

/** Where words for users would stand in source: between tags, in attributes, and in strings that begin like a sentence. */
const WORDS = [
  /(?:<\/?[A-Za-z][^<>=]*|["}]\s*|\/)>([^<>{}=;()]*[A-Za-z]{2,}[^<>{}=;()]*)<\/?[A-Za-z]/g,
  /\b(?:title|aria-label|placeholder|alt|label|name)="([A-Z][^"]*)"/g,
  /["`]([A-Z][a-z]+ [^"`\n]+)["`]/g,
];

const SHIPPED = readdirSync(join(ROOT, "public/_locales"));

describe("texts for translators", () => {
  const entries = Object.entries(ENGLISH);

  it("each have a description", () => {
    expect(entries.filter(([, { description = "" }]) => description.length < 5).map(([key]) => key)).toEqual([]);
    expect(entries.length).toBeGreaterThan(450);
  });

  it("name what stands for something else, with an example", () => {
    const wrong = entries.filter(
      ([, text]) =>
        /\$\d/.test(text.message) ||
        placeholders(text).join() !==
          Object.entries(text.placeholders ?? {})
            .map(([name, { content }]) => `${content} ${name}`)
            .sort()
            .join() ||
        Object.values(text.placeholders ?? {}).some(({ content, example = "" }) => !/^\$\d$/.test(content) || !example),
    );
    expect(wrong.map(([key]) => key)).toEqual([]);
  });

  it("are all asked for", () => {
    const code = [...sources(), join(ROOT, "manifest.json")].map((file) => readFileSync(file, "utf8")).join("\n");
    const asked = (key: string) => code.includes(`"${key}"`) || code.includes(`__MSG_${key}__`);
    expect(entries.filter(([key]) => !asked(key.replace(/_(?:one|other)$/, ""))).map(([key]) => key)).toEqual([]);
  });
});

describe.each(SHIPPED)("the texts in %s", (name) => {
  const messages: TextFile = JSON.parse(readFileSync(join(ROOT, "public/_locales", name, "messages.json"), "utf8"));
  const rules = new Intl.PluralRules(name);
  const { pluralCategories } = rules.resolvedOptions();
  const plurals = Object.keys(ENGLISH).flatMap((key) => (key.endsWith("_other") ? [key.replace(/_other$/, "")] : []));
  const isForm = (key: string) => plurals.includes(key.replace(/_[a-z]+$/, ""));

  it("are complete, and nothing else", () => {
    const forms = plurals.flatMap((key) => pluralCategories.map((category) => `${key}_${category}`));
    expect(Object.keys(ENGLISH).filter((key) => !isForm(key) && !(key in messages))).toEqual([]);
    expect(Object.keys(messages).filter((key) => !(key in ENGLISH) && !forms.includes(key))).toEqual([]);
    expect(plurals.filter((key) => !(`${key}_other` in messages))).toEqual([]);
  });

  it("have each form of a number that their language has, unless English needs none", () => {
    const missing = plurals
      .filter((key) => `${key}_one` in ENGLISH)
      .flatMap((key) => pluralCategories.map((category) => `${key}_${category}`))
      .filter((key) => !(key in messages));
    expect(missing).toEqual([]);
  });

  it("have the same placeholders as in English", () => {
    const wrong = Object.entries(messages).filter(([key, text]) => {
      const english = ENGLISH[key] ?? ENGLISH[key.replace(/_[a-z]+$/, "_other")];
      // A form for one thing may do without its number.
      const [own, other] = [placeholders(text), english === undefined ? [] : placeholders(english)];
      return key.endsWith("_one") ? own.some((one) => !other.includes(one)) : own.join() !== other.join();
    });
    expect(wrong.map(([key]) => key)).toEqual([]);
  });

  it("leave what is typed, and what goes into reports, as it is", () => {
    const typed = (text = "") =>
      [...text.matchAll(/`[^`]+`|\b(?:is|host|status|via):\w*/g)].map(([word]) => word).sort();
    const changed = Object.entries(messages).filter(
      ([key, { message }]) =>
        key in ENGLISH &&
        (key.startsWith("note") && ENGLISH[key]?.description?.includes("reports")
          ? message !== ENGLISH[key]?.message
          : typed(message).join() !== typed(ENGLISH[key]?.message).join()),
    );
    expect(changed.map(([key]) => key)).toEqual([]);
  });

  it("say which language they are in, and fit where browsers show them", () => {
    expect(messages["language"]?.message).toBe(name.replace("_", "-"));
    expect(messages["description"]?.message.length).toBeLessThanOrEqual(132);
    expect(messages["name"]?.message).toBe("Upgrades");
  });
});

describe("the view", () => {
  it("has no words of its own, in elements, attributes or strings", () => {
    const files = sources(join(ROOT, "src/view"));
    const words = files.flatMap((file) => {
      const code = readFileSync(file, "utf8").replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/ .*$/gm, "");
      const patterns = file.endsWith(".tsx") ? WORDS : WORDS.slice(1);
      const found = patterns.flatMap((pattern) => [...code.matchAll(pattern)].map(([, text = ""]) => text.trim()));
      return found.filter((text) => !/^,\s*\w+:$/.test(text)).map((text) => `${file.slice(ROOT.length + 1)}: ${text}`);
    });
    expect(words).toEqual([]);
    expect(files.length).toBeGreaterThan(100);
  });
});
