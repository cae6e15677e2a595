import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explainReading } from "../../src/report/build/of-reading.ts";
import { readText } from "../../src/sources/recognize.ts";
import { drawn, verbose } from "./exchanges.ts";
import { TEXTS } from "./said.ts";
import { escapedHtml, folded, foldedAtSpaces } from "./ways.ts";

/** The facts of a text, without the names that depend on their place. */
function facts(text: string): readonly unknown[] {
  // Words of people between two of them are taken for the end of a body.
  return readText(text).upgrades.map(({ id: _, response, ...rest }) => [rest, { ...response, body: null }]);
}

describe("any handshake", () => {
  it.each([
    ["80 columns", (text: string) => folded(text, 80)],
    ["97 columns", (text: string) => folded(text, 97)],
    ["spaces before column 80", (text: string) => foldedAtSpaces(text, 80)],
  ])("cut at %s is the same handshake", (_, cut) => {
    fc.assert(
      fc.property(drawn, (one) => {
        const text = verbose(one);
        // A line that is cut at a space as long as the longest one does not tell whether the space was there.
        const bare = (said: readonly unknown[]) => JSON.stringify(said).replaceAll(" ", "");
        expect(bare(facts(cut(text))), cut(text)).toBe(bare(facts(text)));
      }),
      { numRuns: 150 },
    );
  });

  it("escaped as HTML is the same handshake", () => {
    fc.assert(
      fc.property(drawn, (one) => {
        const text = verbose(one);
        expect(facts(escapedHtml(text))).toEqual(facts(text));
      }),
      { numRuns: 150 },
    );
  });

  it("is the same among others in one paste", () => {
    fc.assert(
      fc.property(fc.array(drawn, { minLength: 2, maxLength: 4 }), fc.constantFrom("\n", "\n\n"), (all, between) => {
        const texts = all.map(verbose);
        expect(facts(texts.join(between)), texts.join(between)).toEqual(texts.flatMap((text) => facts(text)));
      }),
      { numRuns: 150 },
    );
  });
});

/** Names of the causes of each connection, and of those that are certain. */
function causesIn(
  text: string,
): readonly { readonly all: ReadonlySet<string>; readonly certain: readonly string[]; readonly level: string }[] {
  try {
    return explainReading(readText(text), 0).map(({ diagnosis, verdict }) => ({
      all: new Set(diagnosis?.causes.map(({ id }) => id)),
      certain: (diagnosis?.causes ?? []).filter(({ likelihood }) => likelihood === "certain").map(({ id }) => id),
      level: verdict.level,
    }));
  } catch {
    return [];
  }
}

/** What the beginning of a text says with certainty and the whole text does not. */
function contradictions(text: string): string[] {
  const whole = causesIn(text);
  const lines = text.split("\n");
  return lines.flatMap((_, end) => {
    const part = causesIn(lines.slice(0, end).join("\n"));
    return part.flatMap(({ certain, level }, at) => {
      const then = whole[at];
      const where = `cut before line ${end + 1} (${lines[end]})`;
      if (then === undefined) return [`${where}: a connection more`];
      if (level === "failed" && then.level === "healthy") return [`${where}: failed, but it was healthy`];
      return certain.filter((id) => !then.all.has(id)).map((id) => `${where}: ${id}`);
    });
  });
}

describe("a text that is cut", () => {
  it.each(TEXTS)("%s is told nothing certain that the whole contradicts", (_, text) => {
    expect(contradictions(text)).toEqual([]);
  });

  it("is told nothing certain that the whole contradicts, whatever the handshake", () => {
    fc.assert(
      fc.property(drawn, (one) => {
        expect(contradictions(verbose(one)), verbose(one)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
