import { beforeAll, describe, expect, it } from "vitest";
import { cases } from "../lab/cases.ts";
import { whyLeft } from "./cases-plan.ts";
import { type Walk, walk } from "./cases-walk.ts";

/** How long the walk may take before it is given up, in milliseconds: what goes wrong is waited for first. */
const PATIENCE_MS = 900_000;

/** Every case of the lab that a quick run can show, in real DevTools: what the tool exports against the case's expectation. */
describe("the lab's cases, counting live", () => {
  let walked: Walk;
  beforeAll(async () => {
    walked = await walk(true);
    // Once more where a busy machine lost a race; it is told, and a second time counts.
    const wrong = walked.results.filter(({ differences }) => differences.length > 0);
    if (wrong.length === 0) return;
    process.stderr.write(`Shown again: ${JSON.stringify(wrong.map(({ of, differences }) => [of.id, differences]))}\n`);
    const again = await walk(
      true,
      wrong.map(({ of }) => of.id),
    );
    const newest = new Map(again.results.filter(({ left }) => left === null).map((result) => [result.of.id, result]));
    const results = walked.results.map((result) => newest.get(result.of.id) ?? result);
    walked = { results, strays: [...walked.strays, ...again.strays], reports: [...walked.reports, ...again.reports] };
  }, PATIENCE_MS);

  for (const one of cases) {
    const why = whyLeft(one, true);
    if (why !== null) {
      it.skip(`${one.id}: ${why}`);
      process.stderr.write(`not shown: ${one.id}: ${why}\n`);
    } else {
      it(one.id, ({ skip }) => {
        const result = walked.results.find(({ of }) => of.id === one.id);
        if (result?.left != null) skip(result.left);
        expect(result?.differences).toEqual([]);
      });
    }
  }

  it("lead to no other connection", () => {
    expect(walked.strays).toEqual([]);
  });
});
