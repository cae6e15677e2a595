import { expect, test } from "vitest";
import { Store } from "../../src/store/store.ts";
import { told } from "../view/seen.ts";

const sockets = (count: number, from = 0, target: "page" | "iframe" = "page") =>
  Array.from({ length: count }, (_, i) => ({
    ...told.created(1, `wss://h/${from + i}`),
    sourceId: `s${from + i}`,
    target,
  }));

test("sockets of the process are counted from four fifths of the limit on, and no longer when they end", () => {
  const store = new Store();
  store.page.observe(sockets(203));
  expect(store.sockets.value).toBeNull();
  store.page.observe(sockets(3, 203));
  expect(store.sockets.value).toBe(206);
  store.page.observe([0, 1, 2].map((i) => ({ ...told.closed(5), sourceId: `s${i}` })));
  expect(store.sockets.value).toBeNull();
});

test("more than one process can have are not of one process", () => {
  const store = new Store();
  store.page.observe(sockets(255));
  expect(store.sockets.value).toBe(255);
  store.page.observe(sockets(1, 255));
  expect(store.sockets.value).toBeNull();
});

test("frames may live in another process and are not counted", () => {
  const store = new Store();
  store.page.observe([...sockets(203), ...sockets(100, 203, "iframe")]);
  expect(store.sockets.value).toBeNull();
});
