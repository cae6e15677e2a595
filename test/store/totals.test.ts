import { expect, test } from "vitest";
import { Store } from "../../src/store/store.ts";
import { told } from "../view/seen.ts";

test("the sums are those of all upgrades, both directions, and tell whether a size is hidden", () => {
  const store = new Store();
  const two = ["a", "b"].flatMap((ref) => [
    { ...told.created(1), ref },
    { ...told.sent(2), ref },
    { ...told.answered(3), ref },
    { ...told.message(4, "sent"), ref },
    { ...told.message(5), ref },
  ]);
  // Two connections have two keys.
  store.page.observe(two.filter((seen) => seen.ref === "a" || seen.type !== "request-sent"));
  expect(store.totals.value).toEqual({ sent: 2, received: 2, bytes: 20, exact: true });
  const blob = { at: 6, direction: "sent", opcode: 2, size: null, digest: 1 } as const;
  store.page.observe([{ type: "message", ref: "a", at: 6, message: blob }]);
  expect(store.totals.value).toEqual({ sent: 3, received: 2, bytes: 20, exact: false });
});
