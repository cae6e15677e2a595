import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { cases } from "./lab/cases.ts";

/** What comments and pages cite is in the repository, and every measured fact says what shows it. */
const ROOT = resolve(import.meta.dirname, "..");
const CODE = filesBelow("src", "test").filter((file) => /\.tsx?$/.test(file));
const PAGES = [
  "README.md",
  "CONTRIBUTING.md",
  "PRIVACY.md",
  ...filesBelow("docs").filter((file) => /\.md$/.test(file)),
];

/** A document as a comment cites it: a name that ends in .md, with the folder and the section where given. A number is no section. */
const CITATION = /(?<![\w/.-])((?:[\w.-]+\/)*[\w.-]+\.md)(?:#([\w-]+)|( \d+(?:\.\d+)*\b))?/g;

describe("citations", () => {
  it("in comments lead to a page of the repository, and to a section of it", () => {
    const wrong = CODE.flatMap((file) =>
      commentsOf(file).flatMap((comment) =>
        [...comment.matchAll(CITATION)].flatMap(([citation, page = "", section, number]) =>
          leadsTo(page, section) && number === undefined ? [] : [`${file}: ${citation}`],
        ),
      ),
    );
    expect(wrong).toEqual([]);
  });

  it("of what was measured name the page or the lab case where it stands", () => {
    const ids = new Set(cases.map(({ id }) => id));
    const wrong = CODE.filter((file) => file.startsWith("src/")).flatMap((file) =>
      commentsOf(file)
        .filter((comment) => /\(measured|measured\)|\bmeasured(?: on| in| with|:|,)/i.test(comment))
        .filter((comment) => !/docs\/[\w-]+\.md#/.test(comment))
        .filter((comment) => ![...comment.matchAll(/`([\w.-]+)`/g)].some(([, id = ""]) => ids.has(id)))
        .map((comment) => `${file}: ${comment.slice(0, 100)}`),
    );
    expect(wrong).toEqual([]);
  });

  it("between pages lead somewhere", () => {
    const wrong = PAGES.flatMap((page) =>
      [...readFileSync(join(ROOT, page), "utf8").matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([\w-]+))?\)/g)].flatMap(
        ([link, path = "", section]) => {
          const at = path === "" ? page : join(page, "..", path);
          return leadsTo(at, section) ? [] : [`${page}: ${link}`];
        },
      ),
    );
    expect(wrong).toEqual([]);
  });
});

describe.each(["docs/chromium.md", "docs/firefox.md"])("%s", (page) => {
  const sections = readFileSync(join(ROOT, page), "utf8").split(/^## /m).slice(1);

  it.each(sections.map((section) => [section.split("\n")[0] ?? "", section]))(
    "%s names what shows it",
    (_, section) => {
      const ids = new Set(cases.map(({ id }) => id));
      const [, shown = ""] = /^Shown by: ([\s\S]*?)\.\s*$/m.exec(section) ?? [];
      const witnesses = [...shown.matchAll(/`([^`]+)`/g)].map(([, witness = ""]) => witness);
      expect(witnesses.length).toBeGreaterThan(0);
      expect(witnesses.filter((witness) => !ids.has(witness) && !existsSync(join(ROOT, witness)))).toEqual([]);
    },
  );
});

function leadsTo(page: string, section: string | undefined): boolean {
  const file = join(ROOT, page);
  if (!existsSync(file)) return false;
  if (section === undefined || !page.endsWith(".md")) return true;
  const headings = [...readFileSync(file, "utf8").matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) => anchorOf(heading));
  return headings.includes(section);
}

/** The anchor that GitHub gives to a heading. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, "")
    .trim()
    .replaceAll(" ", "-");
}

function commentsOf(file: string): string[] {
  const text = readFileSync(join(ROOT, file), "utf8");
  return [...text.matchAll(/\/\*\*?[\s\S]*?\*\/|(?:^[ \t]*\/\/.*$\n?)+/gm)].map(([comment]) =>
    comment.replace(/^\s*(?:\*|\/\/)\s?/gm, "").replaceAll("\n", " "),
  );
}

function filesBelow(...folders: readonly string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1)),
  );
}
