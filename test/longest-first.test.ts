import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { LONGEST } from "./longest-first.ts";

describe("the files that are begun first", () => {
  it.each(LONGEST)("%s is there", (file) => {
    expect(existsSync(file)).toBe(true);
  });

  it("are named once", () => {
    expect(new Set(LONGEST).size).toBe(LONGEST.length);
  });
});
