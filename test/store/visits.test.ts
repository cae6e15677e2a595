import { beforeEach, expect, test } from "vitest";
import { Store } from "../../src/store/store.ts";
import type { NotRestored } from "../../src/upgrade/not-restored.ts";
import { told } from "../story.ts";
import { START } from "../upgrade/observations.ts";

const HOME = "https://app.example/";
const OTHER = "https://app.example/other";
const LINE = { url: "https://app.example/app.js", line: 12, column: 5 };
const WHY: NotRestored = { reasons: [{ name: "WebSocket", places: [LINE] }] };

let store: Store;
beforeEach(() => {
  store = new Store();
  store.settings.value = { ...store.settings.value, keepLog: true };
  store.page.url.value = HOME;
});

/** A socket that the same line opens on every page. */
function open(sourceId: string): void {
  const created = told.created({ sourceId, at: START, url: `wss://app.example/${sourceId}` });
  store.page.observe([{ ...created, initiator: { ...LINE, function: "connect" } }]);
}

/** The last parts of the URLs whose connections are told of it. */
function toldOf(): string[] {
  return store.ids.value.flatMap((id) => {
    const { upgrade, advice = [] } = store.explainOne(id) ?? {};
    return advice.some((one) => one.id === "not-in-back-forward-cache") ? (upgrade?.url?.split("/").at(-1) ?? "") : [];
  });
}

test("what the browser says of a page concerns the connections of that page alone", () => {
  open("before");
  store.page.navigated(OTHER, START + 1000);
  open("elsewhere");
  store.page.navigated(HOME, START + 2000);
  store.page.notRestored(WHY);
  expect(toldOf()).toEqual(["before"]);
  open("again");
  expect(toldOf()).toEqual(["before", "again"]);
  store.page.navigated(OTHER, START + 3000);
  open("later");
  expect(toldOf()).toEqual(["before", "again"]);
});

test("a page that is loaded for the first time in this tab has no visit before", () => {
  open("elsewhere");
  store.page.navigated(OTHER, START + 1000);
  store.page.notRestored(WHY);
  open("here");
  expect(toldOf()).toEqual(["here"]);
});
