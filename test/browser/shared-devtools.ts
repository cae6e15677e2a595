import type { Browser, Page } from "puppeteer-core";
import { TestRunner } from "vitest";
import { type OpenPanel, openPanel, showUpgrades } from "../../src/cli/browser/open-panel.ts";
import { defaultSettings } from "../../src/store/settings.ts";
import { eventually } from "./eventually.ts";
import { discardBrowser, sharedBrowser } from "./shared-browser.ts";

/** A page, and DevTools over it with the Upgrades tab in front. */
export interface Inspection {
  readonly browser: Browser;
  readonly page: Page;
  readonly open: OpenPanel;
}

/** Where the page waits: of another site than every page of the lab, so that each test has a new process for its page. */
const NOWHERE = "data:text/html,";

/** How long a page may take to be left, in milliseconds: one that hangs is not used again. */
const LEAVE_MS = 10_000;

/** What no test undoes: after any of these, the page is not used again. */
const LASTING = [
  "createCDPSession",
  "emulate",
  "emulateMediaFeatures",
  "evaluateOnNewDocument",
  "setBypassCSP",
  "setCacheEnabled",
  "setExtraHTTPHeaders",
  "setOfflineMode",
  "setRequestInterception",
  "setUserAgent",
  "setViewport",
] as const satisfies readonly (keyof Page)[];

/** What a test may listen to on its page, and Puppeteer itself does not. */
const EVENTS = ["console", "dialog", "pageerror", "popup"] as const;

/** Settings that nobody has changed; the panel itself keeps the layout. */
const { layout: _, ...DEFAULTS } = defaultSettings;

/** What waits for the next test; null while a test has it, and before the first. */
let waiting: Inspection | null = null;

/** What was done to the page that nobody undoes. */
let lasting: string[] = [];

/**
 * Gives a test what the one before it has given back, over another page: as if DevTools had been opened over it just now,
 * which is what costs most of a browser test.
 *
 * @param address of the page
 * @param ports of its lab: what the panel lists may be of these alone
 * @throws Error that names what the test before it has left behind
 */
export async function borrowDevTools(address: string, ports: readonly number[]): Promise<Inspection> {
  const before = waiting;
  waiting = null;
  if (before === null || !isWhole(before)) return openDevTools(address);
  try {
    await renew(before, address);
    const left = await leftIn(before, ports);
    if (left.length > 0) throw new Error(`The test before this one left behind: ${left.join(", ")}.`);
    return before;
  } catch (error) {
    await discardBrowser();
    throw error;
  }
}

/** Takes it back for the next test: leaves its page, so that all that it had open ends, and closes all others. */
export async function giveBackDevTools(used: Inspection): Promise<void> {
  try {
    const { browser, page, open } = used;
    const heard = listenersOf(page);
    // A test that took too long goes on for a while, in whatever it has.
    const hasFailed = TestRunner.getCurrentTest()?.result?.state === "fail";
    if (hasFailed || lasting.length > 0 || !isWhole(used)) return await discardBrowser();
    if (heard.length > 0) throw new Error(`The test left listeners on its page: ${heard.join(", ")}.`);
    const others = (await browser.pages()).filter((one) => one !== page && one !== open.devtools);
    await Promise.all(others.map((one) => one.close()));
    await page.goto(NOWHERE, { timeout: LEAVE_MS });
    waiting = used;
  } catch (error) {
    await discardBrowser();
    throw error;
  }
}

async function openDevTools(address: string): Promise<Inspection> {
  const browser = await sharedBrowser();
  const page = await browser.newPage();
  await page.goto(address);
  const opened = { browser, page, open: await openPanel(page) };
  lasting = [];
  for (const name of LASTING) watch(page, name);
  return opened;
}

/** Keeps in mind that a method was called. */
function watch(page: Page, name: (typeof LASTING)[number]): void {
  const method = page[name];
  Object.defineProperty(page, name, {
    configurable: true,
    value: (...args: readonly unknown[]) => {
      lasting.push(name);
      return Reflect.apply(method, page, args);
    },
  });
}

function isWhole({ browser, page, open: { devtools, panel } }: Inspection): boolean {
  return browser.connected && !page.isClosed() && !devtools.isClosed() && !panel.detached;
}

function listenersOf(page: Page): string[] {
  return EVENTS.filter((event) => page.listenerCount(event) > 0);
}

/**
 * Loads the page while DevTools hears nothing, empties DevTools' log and the extension's storage, and loads the panel anew:
 * the same happens in this order when DevTools is opened over a page.
 */
async function renew({ page, open: { devtools, panel } }: Inspection, address: string): Promise<void> {
  await page.bringToFront();
  await devtools.evaluate(`import("./core/sdk/sdk.js").then(({ TargetManager }) =>
    TargetManager.TargetManager.instance().suspendAllTargets())`);
  await page.goto(address);
  await devtools.evaluate(`Promise.all([import("./core/sdk/sdk.js"), import("./models/logs/logs.js")]).then(
    async ([{ TargetManager }, { NetworkLog }]) => {
      await TargetManager.TargetManager.instance().resumeAllTargets();
      NetworkLog.NetworkLog.instance().reset(true);
    })`);
  await panel.evaluate(`chrome.storage.local.clear().then(() => {
    document.documentElement.dataset.isOver = "";
  })`);
  // Answered first: the answer of a document that is gone comes to nobody.
  await panel.evaluate("setTimeout(() => location.reload(), 10); 0");
  const isNew = await eventually(
    async () => (await panel.$("[data-ready]:not([data-is-over])")) !== null,
    (isThere) => isThere,
  );
  if (!isNew || !(await showUpgrades(devtools))) throw new Error("The Upgrades tab did not come back.");
}

/** What of an earlier test is still to be seen, in words. */
async function leftIn({ open: { panel } }: Inspection, ports: readonly number[]): Promise<string[]> {
  return eventually(
    async () => {
      const left: unknown = await panel.evaluate(`(async () => {
        const { capture } = document.documentElement.dataset;
        const defaults = ${JSON.stringify(DEFAULTS)};
        const has = (selector, what) => document.querySelector(selector) === null ? [] : [what];
        const rows = [...document.querySelectorAll("tr[data-id] .name")].map(({ title }) => title);
        const isOwn = (address) => ${JSON.stringify(ports)}.some((port) => address.includes(":" + port + "/"));
        const debugged = (await chrome.debugger.getTargets()).map(({ id, tabId, url }) =>
          chrome.debugger.sendCommand(tabId === undefined ? { targetId: id } : { tabId }, "Runtime.enable").then(
            () => ["a debugger of " + url],
            () => []));
        return [
          ...(capture === "passive" ? [] : ["a capture that is " + capture]),
          ...Object.entries((await chrome.storage.local.get()).settings ?? {})
            .filter(([key, value]) => key in defaults && value !== defaults[key])
            .map(([key, value]) => key + " set to " + value),
          ...rows.filter((row) => !isOwn(row)),
          ...has("dialog[open]", "a dialog"),
          ...has(".import", "a file"),
          ...(await Promise.all(debugged)).flat(),
        ];
      })()`);
      return Array.isArray(left) ? left.map(String) : ["no answer of the panel"];
    },
    (left) => left.length === 0,
  );
}
