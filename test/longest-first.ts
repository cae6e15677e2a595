import { relative } from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * The browser's files that take longest, the longest first. Begun last, one of them would run alone at the end, while the
 * other workers have nothing left to do. A fresh clone has no times of a run before to tell.
 */
export const LONGEST: readonly string[] = [
  "test/browser/accessibility.test.ts",
  "test/browser/languages.test.ts",
  "test/browser/record.test.ts",
  "test/browser/close-codes.test.ts",
  "test/browser/debugger-life.test.ts",
  "test/browser/pictures.test.ts",
  "test/browser/large-messages.test.ts",
  "test/browser/formats.test.ts",
  "test/library/package.test.ts",
  "test/browser/firefox-cases.test.ts",
  "test/shipped/mcp.test.ts",
  "test/browser/passive.test.ts",
  "test/browser/cases.test.ts",
  "test/browser/page.test.ts",
  "test/browser/navigation.test.ts",
  "test/browser/kinds.test.ts",
  "test/library/build.test.ts",
  "test/browser/blocked.test.ts",
  "test/browser/firefox.test.ts",
];

/** Vitest's own order, but for those: they come first. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification) => {
      const place = LONGEST.indexOf(relative(this.ctx.config.root, moduleId));
      return place < 0 ? LONGEST.length : place;
    };
    return sorted.sort((a, b) => rank(a) - rank(b));
  }
}
