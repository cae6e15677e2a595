import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkSync } from "recheck";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import { expressionsInSource, inFile, partsOf } from "./expressions.ts";

/** What is known of each: safe, tried (its attack takes no time in this engine), undecided, or what bounds its input. */
const VERDICT = /^(?:safe|tried|undecided|bounded: .+)$/;

const known = v.parse(
  v.record(v.string(), v.string()),
  JSON.parse(readFileSync(join(import.meta.dirname, "expressions.json"), "utf8")),
);

describe("regular expressions take no more than linear time", async () => {
  const { seen, unseen, stale } = await expressionsInSource();
  const all = [...seen.keys()];

  test("each one was looked at: `npm run check-expressions` looks at the new ones", () => {
    expect(all.length).toBeGreaterThan(500);
    expect(all.filter((one) => !VERDICT.test(known[one] ?? ""))).toEqual([]);
    expect(Object.keys(known).filter((one) => !all.includes(one))).toEqual([]);
  });

  test("those that are built are seen, or known to be built of what nobody else chooses", () => {
    expect(unseen).toEqual([]);
    expect(stale).toEqual([]);
    expect(seen.get("/^[A-Za-z0-9_-]{9}$/")).toBe("knowledge/protocols/entries/colyseus.ts");
    expect(seen.get("/^dial tcp \\S{1,120} connect: connection refused/")).toBe("knowledge/bodies/go-dial.ts");
  });

  test("no way to build one goes unseen", () => {
    const code =
      "const a = /x/; const b = new RegExp(c, 'i'); f(RegExp(d)); const E = RegExp; const g: RegExp = h as RegExp;";
    const { literals, sites, others } = inFile("a.ts", code);
    expect(literals).toEqual(["/x/"]);
    expect(sites.map(({ name }) => name)).toEqual(["a.ts: c, 'i'", "a.ts: d"]);
    expect(others).toEqual(["a.ts: RegExp itself"]);
  });

  test("the tool that looks finds a vulnerable one", () => {
    process.env["RECHECK_BACKEND"] = "pure";
    expect(checkSync(...partsOf("/^(a+)+$/")).status).toBe("vulnerable");
    expect(checkSync(...partsOf("/^[a-z]+$/d")).status).toBe("safe");
  });
});
