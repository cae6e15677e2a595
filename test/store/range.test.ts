import { describe, expect, test } from "vitest";
import { Store } from "../../src/store/store.ts";
import { answered, closed, created, errorSeen, message, messageSeen, START } from "../upgrade/observations.ts";

/** One that ends after a minute, one that goes on from then, one that was refused at once, one that is older than the capture. */
function filled(): Store {
  const store = new Store();
  store.now.value = START + 200_000;
  store.page.observe([
    created("a", START, "wss://a.test/ended"),
    answered("a", 101, START + 100),
    closed("a", START + 60_000),
    created("b", START + 60_500, "wss://b.test/open"),
    answered("b", 101, START + 60_600),
    created("c", START + 70_000, "wss://c.test/refused"),
    errorSeen("c", "Error during WebSocket handshake: Unexpected response code: 403", null, START + 70_050),
    messageSeen("d", message(START + 90_000)),
  ]);
  // Two polls of the log that do not have it: then it is older than the capture.
  for (const at of [100_000, 200_000]) store.page.poll([], [], START + at);
  return store;
}

describe("a range of time", () => {
  const store = filled();
  const { filter } = store;
  const names = (ids: readonly string[]) => ids.map((id) => store.life(id)?.url?.slice(6, 7) ?? "older").join(" ");
  const within = (from: number, to: number) => {
    filter.range.value = { from: START + from, to: START + to };
    return names(filter.shown.value);
  };

  test.each([
    [0, 200_000, "a b c older"],
    [0, 50_000, "a older"],
    [60_000, 60_400, "a older"],
    [60_001, 60_499, "older"],
    [61_000, 69_999, "b older"],
    [70_050, 70_050, "b c older"],
    [80_000, 100_000, "b older"],
  ])("from %d to %d lists what was there: %s", (from, to, expected) => {
    expect(within(from, to)).toBe(expected);
  });

  test("leaves the rest of the filter, and what it is chosen from, as they are", () => {
    filter.text.value = "host:a,b";
    expect(within(0, 50_000)).toBe("a");
    expect(names(filter.atAnyTime.value)).toBe("a b");
    filter.text.value = "";
  });

  test("is named where it hides everything, and can be taken away", () => {
    filter.text.value = "host:a";
    expect(within(100_000, 110_000)).toBe("");
    expect(filter.excluding()).toContain("range");
    filter.text.value = "host:nobody";
    expect(filter.excluding()).not.toContain("range");
    filter.text.value = "host:a";
    filter.remove("range");
    expect(filter.range.value).toBeNull();
    expect(names(filter.shown.value)).toBe("a");
    within(0, 1);
    filter.clear();
    expect(filter.range.value).toBeNull();
  });
});
