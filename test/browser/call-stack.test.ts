import { afterAll, beforeAll, expect, it } from "vitest";
import { eventually, type Inspected, inspect } from "./inspected.ts";

const SCRIPT = `
  async function connect(url) { await null; globalThis.socket = new WebSocket(url); }
  function start(url) { setTimeout(function later() { connect(url); }, 5); }
`;

let at: Inspected;
beforeAll(async () => {
  at = await inspect("/app");
  await at.live();
});
afterAll(() => at?.close());

/** DevTools itself asks for async calls: they come with the news to everyone who listens (docs/chromium.md#async-stacks). */
it("shows the calls behind a timer and an await, and the page's own line in the row", async () => {
  await at.page.evaluate(
    async (script, url) => {
      const element = document.createElement("script");
      element.src = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
      await new Promise((resolve) => {
        element.onload = resolve;
        document.head.append(element);
      });
      Reflect.get(globalThis, "start")(url);
    },
    SCRIPT,
    `${at.lab.origin.replace("http", "ws")}/echo?stack`,
  );
  const { panel } = at.open;
  const calls = await eventually(
    () =>
      panel.evaluate(() => {
        const row = [...document.querySelectorAll("tr[data-id]")].find((one) =>
          one.querySelector<HTMLElement>(".name")?.title.includes("?stack"),
        );
        row?.querySelector<HTMLElement>(".name-text")?.click();
        document.querySelector<HTMLElement>("#tab-handshake")?.click();
        return [...document.querySelectorAll(".stack :is(th, td:first-child)")].map((one) => one.textContent);
      }),
    (texts) => texts.length >= 5,
  );
  expect(calls.slice(0, 5)).toEqual(["connect", "await (async)", "later", "setTimeout (async)", "start"]);
  const menu = await panel.evaluate(() => {
    const row = document.querySelector("tr[aria-selected=true]");
    row?.dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, clientX: 50, clientY: 150 }));
    return new Promise<string[]>((resolve) =>
      setTimeout(() => {
        const items = [...document.querySelectorAll<HTMLButtonElement>("[role=menu] button:not(:disabled)")];
        resolve(items.map(({ textContent }) => textContent ?? ""));
      }, 100),
    );
  });
  expect(menu).toContain("Copy stack trace");
});
