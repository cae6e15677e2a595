import type { KeyInput, Page } from "puppeteer-core";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { eventually } from "./eventually.ts";
import { closeWindows, openWindow } from "./shared-browser.ts";

/** Most presses of a key on the way to something: more would be no way. */
const MOST = 60;

/** What somebody does who has no mouse, from the first key to the report. Nothing here clicks, focuses or asks the store. */
describe("by keyboard alone", () => {
  let page: Page;
  beforeAll(async () => {
    page = await openWindow();
    await page.goto(`${inject("viewPage")}?still`);
    await page.waitForSelector("tr[data-id]");
    await page.evaluate("navigator.clipboard.writeText = async (text) => { globalThis.copied = text; }");
  });
  afterAll(closeWindows);

  const ask = async (what: string) => String(await page.evaluate(what));
  /** Presses a key until something is true of the page. */
  const until = async (key: KeyInput, isThere: string) => {
    for (let presses = 0; presses <= MOST; presses++) {
      if (await page.evaluate(`Boolean(${isThere})`)) return;
      await page.keyboard.press(key);
    }
    throw new Error(
      `${key} does not lead to ${isThere}. The focus is on: ${await ask("document.activeElement.outerHTML.slice(0, 200)")}`,
    );
  };
  /** The row that screen readers are told of. */
  const ROW = `document.getElementById(document.activeElement.getAttribute("aria-activedescendant"))`;
  const copied = () =>
    eventually(
      () => ask("globalThis.copied ?? ''"),
      (text) => text !== "",
    );
  const panelText = () => ask(`document.querySelector("[role=tabpanel]").innerText`);

  it("finds the refused connection by its row", async () => {
    await until("Tab", `document.activeElement.role === "grid"`);
    await until("ArrowDown", `/chat/.test(${ROW}?.textContent)`);
    expect(await ask(`${ROW}.innerText`)).toMatch(/Failed.*chat.*400.*Refused in 80 ms/s);
    expect(await ask(`${ROW}.getAttribute("aria-selected")`)).toBe("true");
  });

  it("reads why", async () => {
    await page.keyboard.press("Enter");
    await page.waitForSelector("[role=tabpanel]");
    const text = await panelText();
    expect(text).toContain("Refused.");
    expect(text).toContain("nginx may not forward Upgrade and Connection");
    expect(text).toContain("Supported by:");
  });

  it("copies the fix for nginx", async () => {
    await until("Tab", `document.activeElement.closest(".snippets") && document.activeElement.role === "tab"`);
    expect(await ask("document.activeElement.textContent")).toBe("nginx");
    await until("Tab", `document.activeElement.closest(".snippets") && /^Copy/.test(document.activeElement.innerText)`);
    await page.keyboard.press("Enter");
    expect(await copied()).toMatch(/location \/chat \{[^}]*proxy_set_header Upgrade \$http_upgrade;/);
  });

  it("compares it with the one that works", async () => {
    await page.keyboard.press("Escape");
    const typed = async (text: string) => {
      await page.keyboard.down("Control");
      await page.keyboard.press("KeyF");
      await page.keyboard.up("Control");
      await until("Backspace", `document.activeElement.matches("input") && document.activeElement.value === ""`);
      await page.keyboard.type(text);
    };
    await typed("/app.example.com.(live|chat)/");
    expect(await ask(`document.querySelectorAll("tr[data-id]").length`)).toBe("2");
    await until("Tab", `document.activeElement.role === "grid"`);
    await page.keyboard.press("Home");
    await page.keyboard.down("Shift");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.up("Shift");
    await until("Tab", `document.activeElement.innerText === "Compare"`);
    await page.keyboard.press("Enter");
    await page.waitForSelector(".comparison");
    const text = await ask(`document.querySelector(".comparison").innerText`);
    expect(text).toContain("A works; B fails");
    expect(text).toContain("nginx may not forward Upgrade and Connection");
    await page.keyboard.press("Escape");
    expect(
      await eventually(
        () => ask("document.activeElement.role"),
        (role) => role === "grid",
      ),
    ).toBe("grid");
    await typed("");
    await until("Tab", `document.activeElement.role === "grid"`);
  });

  it("sees whether another still gets messages", async () => {
    await until("ArrowUp", `/^Openlive/.test(${ROW}?.textContent.replace(/\\s/g, ""))`);
    await page.keyboard.press("Enter");
    await until("Tab", `document.activeElement.id === "tab-explanation"`);
    await until("ArrowRight", `document.activeElement.id === "tab-messages"`);
    expect(await panelText()).toMatch(/Received\s+4,312/);
    expect(await panelText()).toMatch(/Last message\s+3 s ago, received/);
  });

  it("exports a report of all", async () => {
    await ask("globalThis.copied = ''");
    await until("Tab", `document.activeElement.matches(".export-button")`);
    await page.keyboard.press("Enter");
    await page.waitForSelector("[role=menu]:popover-open");
    await until("ArrowDown", `document.activeElement.innerText === "Copy as Markdown"`);
    await page.keyboard.press("Enter");
    const report = await copied();
    expect(report).toContain("# WebSocket handshake report");
    expect(report).toMatch(/^\| \[c\d+\]\(#[^|]*\) \| `wss:\/\/app\.example\.com\/chat` \| Refused \|/m);
    expect(report).not.toContain("token=abc");
    const focus = () => ask("document.activeElement.className");
    expect(await eventually(focus, (now) => now.includes("export-button"))).toContain("export-button");
  });
});
