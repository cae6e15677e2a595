import type { KeyInput, Page } from "puppeteer-core";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import { eventually } from "./eventually.ts";
import { closeWindows, openWindow } from "./shared-browser.ts";

/** The view alone, with made-up connections, by keyboard. */
describe("by keyboard", () => {
  let page: Page;
  beforeAll(async () => {
    page = await openWindow();
  });
  afterAll(closeWindows);
  const show = async (query = "") => {
    await page.goto(`${inject("viewPage")}?still&${query}`);
    await page.waitForSelector("tr[data-id]");
    await page.evaluate("navigator.clipboard.writeText = async (text) => { globalThis.copied = text; }");
  };
  beforeEach(() => show());

  const ask = async (what: string) => String(await page.evaluate(what));
  const focus = () => ask(`document.activeElement.className + " " + (document.activeElement.role ?? "")`);
  const press = async (...keys: KeyInput[]) => {
    for (const key of keys) await page.keyboard.down(key);
    for (const key of keys.toReversed()) await page.keyboard.up(key);
  };
  const isLive = (wanted: string) =>
    eventually(
      () => ask("store.capture.value.kind"),
      (kind) => kind === wanted,
    );
  /** What is pressed before the focus is in the menu is not for the menu. */
  const menuHasFocus = async () => {
    const where = () => ask("document.activeElement.closest('[role=menu]') !== null");
    expect(await eventually(where, (is) => is === "true"), "the focus is in the menu").toBe("true");
  };
  const openMenu = async (end: string) => {
    await page.waitForSelector(`tr[data-id] .name[title*="${end}"]`);
    await ask(`[...document.querySelectorAll("tr[data-id] .name")].find((one) => one.title.includes(${JSON.stringify(end)}))
      .dispatchEvent(new MouseEvent("contextmenu", { bubbles: true, cancelable: true, clientX: 40, clientY: 60 }))`);
    await page.waitForSelector("[role=menu]:popover-open");
    await menuHasFocus();
  };
  const choose = async (name: string) => {
    await (await page.waitForSelector(`::-p-xpath(//*[@role='menuitem'][.='${name}'])`))?.click();
  };
  const copied = () =>
    eventually(
      () => ask("globalThis.copied ?? ''"),
      (text) => text !== "",
    );

  it("live counts start and stop, wherever the focus is", async () => {
    await press("Control", "f");
    expect(await eventually(focus, (now) => now.includes("combobox"))).toContain("combobox");
    await press("Control", "e");
    expect(await isLive("passive")).toBe("passive");
    await press("Control", "e");
    expect(await isLive("live")).toBe("live");
  });

  it("the list is cleared", async () => {
    await press("Control", "l");
    expect(
      await eventually(
        () => page.$$eval("tr[data-id]", (all) => all.length),
        (count) => count === 0,
      ),
    ).toBe(0);
  });

  it("a question mark lists all keys, and the focus comes back; in a field it is a character", async () => {
    await page.focus("[role=grid]");
    await page.keyboard.type("?");
    await page.waitForSelector("dialog.keys[open]");
    expect(await ask("document.querySelector('.keys').textContent")).toContain("Start or stop live counts");
    await press("Control", "l");
    await press("Escape");
    await eventually(
      () => page.$("dialog"),
      (dialog) => dialog === null,
    );
    expect(await eventually(focus, (now) => now.includes("grid"))).toContain("grid");
    expect((await page.$$("tr[data-id]")).length).toBeGreaterThan(3);
    await press("Control", "f");
    await page.keyboard.type("?");
    expect(await page.$("dialog")).toBeNull();
    expect(await ask("store.filter.text.value")).toBe("?");
  });

  const selectedNames = () =>
    page.$$eval("tr[aria-selected=true] .name", (all) => all.map((one) => one.getAttribute("title") ?? ""));
  const clickOn = async (end: string) => (await page.$(`tr[data-id] .name[title*="${end}"] .name-text`))?.click();

  it("several rows are selected, two of them compared, and the comparison is copied, masked", async () => {
    await clickOn("app.example.com/live");
    await page.keyboard.down("Control");
    await clickOn("/chat");
    await page.keyboard.up("Control");
    expect(await selectedNames()).toEqual(["wss://app.example.com/live?room=42", "wss://app.example.com/chat"]);
    expect(await ask("document.querySelector('[role=grid]').ariaMultiSelectable")).toBe("true");
    await (await page.waitForSelector("::-p-xpath(//button[.='Compare'])"))?.click();
    await page.waitForSelector(".comparison .compared-differs");
    expect(await ask("document.querySelector('.comparison [role=status]').textContent")).toMatch(/^A works; B fails /);
    await page.click(".comparison .copy-button");
    const text = await copied();
    expect(text).toContain("# Comparison of two connections\n\n- A: `wss://app.example.com/live?room=42`");
    expect(text).toContain("| **Status** | `101` | `400` |");
    const rows = async () => (await page.$$(".compared .compared-title")).length;
    const differing = await rows();
    await page.click(".comparison input");
    expect(await rows()).toBeGreaterThan(differing);
    await press("Escape");
    await page.waitForSelector(".list:only-child, .main:not(:has(.detail))");
    expect(await eventually(focus, (now) => now.includes("grid"))).toContain("grid");
    // A stretch begins at the row that was chosen last; three rows cannot be compared.
    await press("Shift", "ArrowDown");
    await press("Shift", "ArrowDown");
    expect((await selectedNames()).length).toBe(3);
    expect(await page.$("::-p-xpath(//button[.='Compare'])")).toBeNull();
    await press("ArrowUp");
    expect((await selectedNames()).length).toBe(1);
    await press("Shift", "ArrowUp");
    expect((await selectedNames()).length).toBe(2);
  });

  it("the addresses of the selected rows are copied", async () => {
    await clickOn("app.example.com/live");
    await page.keyboard.down("Control");
    await clickOn("/chat");
    await page.keyboard.up("Control");
    await press("Control", "c");
    expect(await copied()).toMatch(/^wss:\/\/app\.example\.com\/live\S*\nwss:\/\/app\.example\.com\/chat\n?$/);
  });

  it("Enter in the filter goes through the matches, in the list and in the details", async () => {
    await press("Control", "f");
    await page.keyboard.type("app.example.com");
    const marked = () => ask("CSS.highlights.get('search-current')?.size ?? 0");
    await press("Enter");
    const [first] = await selectedNames();
    expect(first).toContain("app.example.com");
    await press("Enter");
    const [second] = await selectedNames();
    expect(second).not.toBe(first);
    await press("Shift", "Enter");
    expect(await selectedNames()).toEqual([first]);
    expect(await eventually(focus, (now) => now.includes("combobox"))).toContain("combobox");
    // With the details open, their matches come before the next row.
    await clickOn("app.example.com/chat");
    await ask("store.tab.value = 'handshake'");
    await page.waitForSelector("#tab-handshake[aria-selected=true]");
    await press("Control", "f");
    expect(await marked()).toBe("0");
    await press("Enter");
    expect([await selectedNames(), await marked()]).toEqual([["wss://app.example.com/chat"], "1"]);
    await press("Shift", "Enter");
    expect([await selectedNames(), await marked()]).toEqual([["wss://app.example.com/chat"], "0"]);
    await press("Enter");
    expect(await marked()).toBe("1");
    await ask("store.filter.text.value = ''");
    expect(await eventually(marked, (number) => number === "0")).toBe("0");
  });

  it("what the menus do is done with all selected rows", async () => {
    await clickOn("app.example.com/live");
    await page.keyboard.down("Shift");
    await clickOn("/chat");
    await page.keyboard.up("Shift");
    const number = (await selectedNames()).length;
    expect(number).toBeGreaterThan(2);
    await openMenu("/chat");
    expect(await ask("document.querySelector('[role=menu] .menu-title').textContent")).toBe(`Selected rows: ${number}`);
    await choose("Copy URL");
    expect((await copied()).split("\n")).toHaveLength(number);
    await page.click(".export-button");
    const checked = () => ask("document.querySelector('[role=menuitemradio][aria-checked=true]').textContent");
    expect(await checked()).toBe(`Selected upgrades (${number})`);
    await (await page.waitForSelector("::-p-xpath(//*[@role='menuitemradio'][.='All upgrades'])"))?.click();
    expect(await checked()).toBe("All upgrades");
    await press("Escape");
    // A menu on a row that is not selected is for that row alone.
    await openMenu("localhost");
    expect(await selectedNames()).toHaveLength(1);
    await press("Escape");
  });

  it("what the details copy is masked, unless the button says otherwise", async () => {
    await clickOn("token=abc");
    await ask("store.tab.value = 'handshake'");
    await page.waitForSelector(".url-line .copy-button");
    const texts = (of: string) => page.$$eval(`${of} .copy-button`, (all) => all.map((one) => one.textContent));
    const copy = async (of: string, number: number) => {
      await ask("globalThis.copied = ''");
      await (await page.$$(`${of} .copy-button`))[number]?.click();
      return await copied();
    };
    expect(await texts(".url-line")).toEqual(["Copy", "Copy unmasked"]);
    expect(await copy(".url-line", 1)).toContain("token=abc");
    await page.click(".switch-bar input");
    const request = ".sides .side:first-child .side-head";
    await page.waitForSelector(`${request} .copy-button`);
    expect(await texts(request)).toEqual(["Copy", "Copy unmasked"]);
    expect(await copy(request, 0)).toMatch(/^GET \S+token=<token> HTTP\/1\.1\n/);
    expect(await copy(request, 1)).toMatch(/^GET \S+token=abc/);
    await page.click(".switch-bar input");
    expect(await copy(".url-line", 0)).toMatch(/token=<token #\d+>/);
    // Where there is nothing to mask, there is nothing to choose.
    await clickOn("app.example.com/chat");
    await page.waitForSelector("::-p-xpath(//*[@class='url'][contains(., '/chat')])");
    expect(await texts(".url-line")).toEqual(["Copy"]);
  });

  it("the menu of a row copies its parts, and filters by what the row has", async () => {
    await openMenu("/chat");
    await choose("Copy request headers");
    expect(await copied()).toContain("Sec-WebSocket-Version: 13");
    expect(await eventually(focus, (now) => now.includes("grid"))).toContain("grid");
    await openMenu("localhost");
    await ask("globalThis.copied = ''");
    await choose("Copy all listed URLs");
    expect(await copied()).toMatch(/wss:\/\/app\.example\.com\/live\?room=42/);
    expect(await copied()).not.toContain("token=abc");
    await openMenu("localhost");
    await choose("Filter by host");
    expect(await ask("store.filter.text.value")).toBe("host:localhost:5173");
    expect(
      await eventually(
        () => page.$$eval("tr[data-id]", (all) => all.length),
        (count) => count === 1,
      ),
    ).toBe(1);
    await ask("store.filter.text.value = ''");
    await openMenu("/chat");
    await choose("Filter by diagnosis");
    expect(await ask("store.filter.text.value")).toMatch(/^diagnosis:[a-z-]+$/);
    expect(
      await eventually(
        () => page.$$eval("tr[data-id]", (all) => all.length),
        (count) => count > 0,
      ),
    ).toBeGreaterThan(0);
  });

  it("the focus comes back after menus and dialogs, also when a button closes them", async () => {
    await page.click(".export-button");
    await page.waitForSelector("[role=menu]:popover-open");
    await menuHasFocus();
    await press("Escape");
    expect(await eventually(focus, (now) => now.includes("export-button"))).toContain("export-button");
    await page.click(".paste-button");
    await page.waitForSelector("dialog.paste[open]");
    await page.click("dialog.paste .dialog-head button");
    expect(await eventually(focus, (now) => now.includes("paste-button"))).toContain("paste-button");
  });

  it("Escape brings the focus back to what opened a menu, a dialog or the details", async () => {
    const openers = [
      { name: "reports", from: ".export-button", key: "Enter", part: "[role=menu]:popover-open" },
      { name: "columns", from: ".column-button", key: "Enter", part: "[role=menu]:popover-open" },
      { name: "text to paste", from: ".paste-button", key: "Enter", part: "dialog.paste[open]" },
      { name: "keys", from: "[role=grid]", key: "?", part: "dialog.keys[open]" },
    ] as const;
    const isIn = (selector: string) =>
      ask(`document.querySelector(${JSON.stringify(selector)})?.contains(document.activeElement)`);
    for (const { name, from, key, part } of openers) {
      await page.focus(from);
      await page.keyboard.press(key);
      await page.waitForSelector(part);
      expect(
        await eventually(
          () => isIn(part),
          (is) => is === "true",
        ),
        `${name}: the focus is in it`,
      ).toBe("true");
      await press("Escape");
      const isBack = () => ask(`document.activeElement === document.querySelector(${JSON.stringify(from)})`);
      expect(await eventually(isBack, (is) => is === "true"), `${name}: the focus is back`).toBe("true");
      expect(await page.$(part)).toBeNull();
    }
    await page.focus("[role=grid]");
    await press("ArrowDown");
    await press("Enter");
    await page.focus("#tab-explanation");
    await press("Escape");
    expect(await eventually(focus, (now) => now.includes("grid"))).toContain("grid");
    expect(await page.$(".detail")).toBeNull();
    await openMenu("/chat");
    await press("Escape");
    expect(await eventually(focus, (now) => now.includes("grid"))).toContain("grid");
  });

  it("the focus comes back from what goes when its button is pressed", async () => {
    for (const canceled of ["export=made", "export=waiting"]) {
      await show(canceled);
      await page.focus(canceled === "export=made" ? ".line .tonal" : ".line .line-dismiss");
      await press("Enter");
      expect(await eventually(focus, (now) => now.includes("export-button")), canceled).toContain("export-button");
    }
    await page.focus(".status-live .outlined");
    await press("Enter");
    expect(await eventually(focus, (now) => now.includes("live-button"))).toContain("live-button");
    await page.focus(".passive-limits button");
    await press("Enter");
    expect(await eventually(focus, (now) => now.includes("live-button"))).toContain("live-button");
  });

  it("what is told to screen readers is told once in a while, however busy the page is", {
    timeout: 30_000,
  }, async () => {
    await ask(`(() => {
      globalThis.told = [];
      for (const region of document.querySelectorAll("[role=status], [role=alert], [aria-live]")) {
        const observer = new MutationObserver(() => told.push(region.textContent));
        observer.observe(region, { childList: true, characterData: true, subtree: true });
      }
      let at = 0;
      globalThis.busy = setInterval(() => store.page.observe([
        { type: "created", ref: "busy" + at++, at: Date.now(), url: "wss://busy.example.com/" + at, initiator: null, target: "page" },
      ]), 50);
    })()`);
    const told = await eventually(
      () => ask("told.length"),
      (count) => Number(count) > 0,
    );
    expect(Number(told)).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    await ask("clearInterval(busy)");
    expect(await ask("told.length")).toBe("1");
  });
});
