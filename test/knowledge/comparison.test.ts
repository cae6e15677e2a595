import { describe, expect, it, test } from "vitest";
import type { Reason } from "../../src/knowledge/comparison/reason.ts";
import { reasons } from "../../src/knowledge/comparison/reasons.ts";
import { diagnoses } from "../../src/knowledge/diagnoses/registry.ts";

const IDS = new Set(diagnoses.map(({ id }) => id));

test("reasons have ids of their own", () => {
  expect(new Set(reasons.map(({ id }) => id)).size).toBe(reasons.length);
});

describe.each(reasons.map((reason): [string, Reason] => [reason.id, reason]))("%s", (_, reason) => {
  it("explains diagnoses that exist", () => {
    const explained = Object.keys(reason.diagnoses);
    expect(explained.length).toBeGreaterThan(0);
    expect(explained.filter((id) => !IDS.has(id))).toEqual([]);
  });

  it("says how in a sentence, with a reference that can be opened", () => {
    expect(reason.why).toMatch(/^[A-Z`].+\.$/);
    expect(reason.reference.url).toMatch(/^https:\/\//);
    expect(reason.row).toMatch(/^(request|path|response|life)\.[a-z.-]+$/);
  });
});
