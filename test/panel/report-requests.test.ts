import { expect, test } from "vitest";
import { requestReport } from "../../src/panel/report-requests.ts";
import { atOnce } from "../../src/report/build/steps.ts";
import { Store } from "../../src/store/store.ts";
import { answered, created, requestSent, START } from "../upgrade/observations.ts";

const TOOL = { version: "0", browser: null };

function lostIn(store: Store): readonly string[] {
  return atOnce(requestReport(store, TOOL, START + 9000).steps).capture.lost;
}

function opened(store: Store, ...sourceIds: readonly string[]): void {
  store.page.observe(
    sourceIds.flatMap((sourceId) => [
      created(sourceId),
      requestSent(sourceId, `key of ${sourceId}`),
      answered(sourceId),
    ]),
  );
}

test("a report says that a navigation took connections out of the list, until the list is cleared", () => {
  const store = new Store();
  store.page.navigated("https://app.example/a", START);
  expect(lostIn(store)).toEqual([]);
  opened(store, "d1", "d2");
  store.page.navigated("https://app.example/b", START + 1000);
  expect(lostIn(store)).toEqual([
    "Connections of earlier pages are left out: Keep log was off when the page was left, reloaded or rewritten.",
  ]);
  store.page.clear();
  expect(lostIn(store)).toEqual([]);
});

test("with Keep log nothing is left out, and nothing is said", () => {
  const store = new Store();
  store.settings.value = { ...store.settings.value, keepLog: true };
  opened(store, "d1");
  store.page.navigated("https://app.example/b", START + 1000);
  expect(store.page.all).toMatchObject([{ ended: "navigation" }]);
  expect(lostIn(store)).toEqual([]);
});
