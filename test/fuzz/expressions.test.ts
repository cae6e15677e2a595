import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkSync } from "recheck";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { expressionsInSource, partsOf } from "./expressions.ts";

/** What is known of each: safe, tried (its attack takes no time in this engine), undecided, or what bounds its input. */
const VERDICT = /^(?:safe|tried|undecided|bounded: .+)$/;

const known = v.parse(
  v.record(v.string(), v.string()),
  JSON.parse(readFileSync(join(import.meta.dirname, "expressions.json"), "utf8")),
);

describe("regular expressions take no more than linear time", () => {
  const all = [...expressionsInSource().keys()];

  test("each one was looked at: `npm run check-expressions` looks at the new ones", () => {
    expect(all.length).toBeGreaterThan(500);
    expect(all.filter((one) => !VERDICT.test(known[one] ?? ""))).toEqual([]);
    expect(Object.keys(known).filter((one) => !all.includes(one))).toEqual([]);
  });

  test("the tool that looks finds a vulnerable one", () => {
    process.env["RECHECK_BACKEND"] = "pure";
    expect(checkSync(...partsOf("/^(a+)+$/")).status).toBe("vulnerable");
    expect(checkSync(...partsOf("/^[a-z]+$/d")).status).toBe("safe");
  });
});
