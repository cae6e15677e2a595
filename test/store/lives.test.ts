import { effect } from "@preact/signals";
import { describe, expect, test } from "vitest";
import { explain } from "../../src/knowledge/explanation/explain.ts";
import { markedCapture } from "../../src/knowledge/intermediaries/marked-capture.ts";
import { Store } from "../../src/store/store.ts";
import type { Observation } from "../../src/upgrade/observation.ts";
import { wholeOf } from "../story.ts";
import {
  answered,
  closed,
  created,
  logged,
  message,
  messageSeen,
  requestSent,
  START,
} from "../upgrade/observations.ts";

const PAGE = "https://app.example/";

/** Sockets of one page to hosts of their own; every second one has ended. */
function opened(count: number): Observation[] {
  return Array.from({ length: count }, (_, i): Observation[] => {
    const sourceId = `r${i}`;
    const url = `wss://app.example/live/${i % 7}`;
    const seen = [
      created(sourceId, START + i, url),
      requestSent(sourceId, `key${i}`, START + i),
      answered(sourceId, 101, START + i),
    ];
    return i % 2 === 0 ? seen : [...seen, closed(sourceId, START + 50 + i)];
  }).flat();
}

function filled(count: number): Store {
  const store = new Store();
  store.page.url.value = PAGE;
  store.page.observe(opened(count));
  return store;
}

describe("a batch of messages on one row", () => {
  test("has neither the list nor the counts nor the index made again", () => {
    const store = filled(300);
    let [lists, counts, folds] = [0, 0, 0];
    const stops = [
      effect(() => void [store.filter.shown.value, lists++]),
      effect(() => void [store.counts.value, counts++]),
      effect(() => void [store.folds.value, folds++]),
    ];
    const [index, lives] = [store.page.capture.value, store.page.lives.value];
    store.page.observe([messageSeen("r0", message(START + 900)), messageSeen("r0", message(START + 901, "sent"))]);
    expect([lists, counts, folds]).toEqual([1, 1, 1]);
    expect([store.page.capture.value, store.page.lives.value]).toEqual([index, lives]);
    store.page.observe([closed("r0", START + 1000)]);
    // The list asks nothing of the rows, so that not even a life makes it again.
    expect([lists, counts, folds]).toEqual([1, 2, 2]);
    expect(store.counts.value).toMatchObject({ pending: 149, closed: 151 });
    for (const stop of stops) stop();
  });

  test("changes no life where the log has the connection too", () => {
    const store = filled(3);
    store.page.poll([logged("h0", "key0", { url: "wss://app.example/live/0" })], [], START + 100);
    const { lives } = store.page;
    const before = lives.value;
    store.page.observe([messageSeen("r0", message(START + 900))]);
    expect(lives.value).toBe(before);
  });

  test("is in the sums, whichever part of the rows it is in", () => {
    const store = filled(250);
    const stop = effect(() => void store.totals.value);
    for (const [i, sourceId] of ["r0", "r99", "r100", "r249", "r0"].entries()) {
      store.page.observe([messageSeen(sourceId, message(START + 900 + i))]);
      expect(store.totals.value.received).toBe(i + 1);
    }
    stop();
  });
});

test("an index that follows another one says the same as one that is made again", () => {
  const store = filled(40);
  const steps: Observation[][] = [
    [messageSeen("r0", message(START + 900))],
    [closed("r0", START + 1000), closed("r2", START + 1001)],
    [created("r90", START + 2000, "wss://app.example/live/0"), requestSent("r90", "key90", START + 2001)],
    [messageSeen("r4", message(START + 2100))],
  ];
  for (const step of steps) {
    store.page.observe(step);
    store.page.hostResponses.add([{ url: PAGE, status: 200, headers: [["Server", "nginx"]] }]);
    const fresh = {
      now: START + 60_000,
      page: PAGE,
      capture: markedCapture(store.page.all, store.page.hostResponses.all.value),
    };
    for (const upgrade of store.page.all) {
      const followed = explain(upgrade, store.page.contextAt(START + 60_000));
      expect(JSON.stringify(wholeOf(followed))).toBe(JSON.stringify(wholeOf(explain(upgrade, fresh))));
    }
  }
});
