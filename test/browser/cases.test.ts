import { beforeAll, describe, expect, it } from "vitest";
import { cases } from "../lab/cases.ts";
import { expectedOf, LIVE, missingFor } from "./cases-compare.ts";
import { type Result, walk } from "./cases-walk.ts";

/** Every case of the lab that a quick run can show, in real DevTools: what the tool exports against the case's expectation. */
describe("the lab's cases, counting live", () => {
  let results: ReadonlyMap<string, Result>;
  beforeAll(async () => {
    results = new Map((await walk()).map((result) => [result.of.id, result]));
  });

  for (const one of cases) {
    const missing = missingFor(one, LIVE);
    if (one.how !== undefined) {
      it.skip(`${one.id}: not shown, it takes a person or time`);
    } else if (expectedOf(one, LIVE) === null) {
      it.skip(`${one.id}: needs ${missing}`);
    } else {
      it(`${one.id}${missing === null ? "" : ` (but for what needs ${missing})`}`, ({ skip }) => {
        const result = results.get(one.id);
        if (result?.left != null) skip(result.left);
        expect(result?.differences).toEqual([]);
      });
    }
  }
});
