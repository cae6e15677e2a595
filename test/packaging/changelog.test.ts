import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { topEntry } from "../../packaging/release/changelog.ts";
import { placeholders } from "../../packaging/release/placeholders.ts";

describe("the top entry of the changelog", () => {
  it("is read with its date and its notes, up to the next version", () => {
    const entry = topEntry(
      "# Changelog\n\n## 1.2.0 (2026-11-29)\n\n### Added\n\n- This.\n\n## 1.1.0 (2026-10-01)\n\n- That.\n",
    );
    expect(entry).toEqual({ version: "1.2.0", date: "2026-11-29", notes: "### Added\n\n- This." });
  });

  it("has no date while it is not released", () => {
    expect(topEntry("## 1.2.0 (unreleased)\n\n- This.\n")).toMatchObject({ version: "1.2.0", date: null });
  });

  it.each(["## Unreleased\n\n- This.\n", "## 1.2.0\n\n- This.\n", "## 1.2.0 (soon)\n\n- This.\n", "No heading."])(
    "is asked for in its form: %j",
    (changelog) => {
      expect(() => topEntry(changelog)).toThrow("CHANGELOG.md begins with");
    },
  );

  it("must say something", () => {
    expect(() => topEntry("## 1.2.0 (2026-11-29)\n\n## 1.1.0 (2026-10-01)\n")).toThrow("nothing of 1.2.0");
  });

  it("is in its form here", () => {
    expect(topEntry(readFileSync("CHANGELOG.md", "utf8")).version).toMatch(/^\d+\.\d+\.\d+$/);
  });
});

describe("what is to be decided", () => {
  it("is found by the name that no address can have", () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    const files = new Map([
      ["support.md", bytes("Write to support@example.invalid or see https://example.com.")],
      ["listing.md", bytes("An invalid handshake.")],
      ["picture.png", bytes("a@example.invalid")],
    ]);
    expect(placeholders(files)).toEqual(["support.md: support@example.invalid"]);
  });
});
