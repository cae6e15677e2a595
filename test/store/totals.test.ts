import { expect, test } from "vitest";
import { Store } from "../../src/store/store.ts";
import { told } from "../view/seen.ts";

test("the sums are those of all upgrades, both directions, and tell whether a size is hidden", () => {
  const store = new Store();
  const two = ["a", "b"].flatMap((sourceId) => [
    { ...told.created(1), sourceId: sourceId },
    { ...told.sent(2), sourceId: sourceId },
    { ...told.answered(3), sourceId: sourceId },
    { ...told.message(4, "sent"), sourceId: sourceId },
    { ...told.message(5), sourceId: sourceId },
  ]);
  // Two connections have two keys.
  store.page.observe(two.filter((seen) => seen.sourceId === "a" || seen.type !== "request-sent"));
  expect(store.totals.value).toEqual({ sent: 2, received: 2, bytes: 20, exact: true });
  const blob = { at: 6, direction: "sent", opcode: 2, size: null, digest: 1 } as const;
  store.page.observe([{ type: "message", sourceId: "a", at: 6, message: blob }]);
  expect(store.totals.value).toEqual({ sent: 3, received: 2, bytes: 20, exact: false });
});
