import { describe, expect, test } from "vitest";
import { readText } from "../../src/sources/recognize.ts";
import { Store } from "../../src/store/store.ts";
import type { Upgrade } from "../../src/upgrade/upgrade.ts";
import { ListState } from "../../src/view/list/list-state.ts";
import { har, START, socketEntry } from "../cli/built-har.ts";

const COUNT = 500;

const URLS = Array.from({ length: COUNT }, (_, i) => `wss://file.test/feed/${i}`);

/** Counts how often a property of any of the upgrades is read. */
function watched(upgrades: readonly Upgrade[], asked: { count: number }): Upgrade[] {
  const counting = { get: (of: Upgrade, name: keyof Upgrade) => [asked.count++, of[name]][1] };
  return upgrades.map((upgrade) => new Proxy(upgrade, counting));
}

function fail(id: string): never {
  throw new Error(`There is no ${id}.`);
}

/** A file of many connections that is made ready, and whose upgrades tell when they are looked at from then on. */
function longList() {
  const asked = { count: 0 };
  const store = new Store();
  const list = new ListState(store);
  const steps = store.imports.prepare("long.har", readText(har(URLS.map((url) => socketEntry({ url })))), START);
  let [count, step] = [0, steps.next()];
  for (; step.done !== true; step = steps.next()) count++;
  const upgrades = watched(step.value.upgrades, asked);
  const byId = new Map(step.value.ids.map((id, i) => [id, upgrades[i] ?? fail(id)]));
  return { store, list, asked, steps: count, ready: { ...step.value, upgrades, byId } };
}

describe("a long list", () => {
  test("is made ready in steps, at least one for each connection", () => {
    expect(longList().steps).toBeGreaterThan(COUNT);
  });

  test("is listed, counted and named without a look at any of its connections", () => {
    const { store, list, asked, ready } = longList();
    store.imports.list(ready);
    expect(list.rows.value).toHaveLength(COUNT);
    expect(store.counts.value).toEqual({ all: COUNT, pending: 0, closed: 0, failed: 0, saved: 0 });
    expect(store.totals.value.sent).toBe(0);
    expect(store.filter.shown.value).toBe(store.ids.value);
    expect(list.besideName(URLS[0] ?? "")).toBeNull();
    expect(asked.count).toBe(0);
  });

  test("explains only the rows that are asked for", () => {
    const { store, asked, ready } = longList();
    store.imports.list(ready);
    const [first = "", second = ""] = store.ids.value;
    store.briefOne(first);
    const each = asked.count;
    expect(each).toBeGreaterThan(0);
    store.briefOne(second);
    expect(asked.count).toBe(2 * each);
  });

  test("is asked again as soon as the filter wants something of it", () => {
    const { store, asked, ready } = longList();
    store.imports.list(ready);
    store.filter.text.value = "feed/7";
    expect(store.filter.shown.value).toHaveLength(URLS.filter((url) => url.includes("feed/7")).length);
    expect(asked.count).toBeGreaterThanOrEqual(COUNT);
  });
});
