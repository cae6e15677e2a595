import { beforeAll, describe, expect, it, type RunnerTask, type TestContext } from "vitest";
import { cases } from "../lab/cases.ts";
import { whyLeft } from "./cases-plan.ts";
import { type Walk, walk } from "./cases-walk.ts";

/** How long the walk may take before it is given up, in milliseconds: what goes wrong is waited for first. */
const PATIENCE_MS = 900_000;

/** Every case of the lab that a quick run can show, in real DevTools: what the tool exports against the case's expectation. */
describe("the lab's cases, counting live", () => {
  let walked: Walk;
  let again: Promise<Walk> | null = null;
  beforeAll(async () => {
    walked = await walk(true);
  }, PATIENCE_MS);

  /** What was seen; a second try opens all cases that went wrong once more, together. */
  const seenBy = ({ result }: RunnerTask): Walk | Promise<Walk> => {
    if ((result?.retryCount ?? 0) === 0) return walked;
    const wrong = walked.results.filter(({ differences }) => differences.length > 0);
    again ??= walk(
      true,
      wrong.map(({ of }) => of.id),
    );
    return again;
  };

  for (const one of cases) {
    const why = whyLeft(one, true);
    if (why !== null) {
      it.skip(`${one.id}: ${why}`);
      process.stderr.write(`not shown: ${one.id}: ${why}\n`);
    } else {
      const judge = async ({ task, skip }: TestContext) => {
        const { results } = await seenBy(task);
        const result = results.find(({ of }) => of.id === one.id);
        if (result?.left != null) skip(result.left);
        expect(result?.differences).toEqual([]);
      };
      it(one.id, judge, PATIENCE_MS);
    }
  }

  it("lead to no other connection", () => {
    expect(walked.strays).toEqual([]);
  });
});
