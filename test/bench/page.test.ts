import { describe, expect, it } from "vitest";
import { partOf, withPart } from "./page.ts";

const PAGE = `# Benchmarks\n\nHead.\n\n${["One", "Two", "Three"].map((title) => partOf({ title, text: `Of ${title}.` })).join("\n")}`;

describe("the page of benchmarks", () => {
  it.each(["One", "Two", "Three"])("takes section %s anew, and leaves all else as it is", (title) => {
    const again = withPart(PAGE, { title, text: "Again." });
    expect(again).toBe(PAGE.replace(`Of ${title}.`, "Again."));
  });

  it("takes no section that it does not have", () => {
    expect(withPart(PAGE, { title: "Tw", text: "Again." })).toBeNull();
  });
});
