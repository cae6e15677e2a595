import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, ElementHandle, Frame } from "puppeteer-core";
import type { OpenPanel } from "./open-panel.ts";

/** Time that any step in the panel may take, in milliseconds. */
const PATIENCE_MS = 20_000;

/**
 * Switches live counting on, and waits until the debugger counts.
 *
 * @throws Error with Chrome's words when it was refused
 */
export async function goLive({ panel }: OpenPanel): Promise<void> {
  const toggle = await find(panel, "aria/Live counts[role='button']");
  const on = await toggle.evaluate((button) => button.getAttribute("aria-pressed") === "true");
  await (on ? toggle.dispose() : press(toggle));
  const state = await find(panel, "[data-capture='live'], [data-capture='refused'], [data-capture='dead']");
  const kind = await state.evaluate((element) => element.getAttribute("data-capture"));
  await state.dispose();
  if (kind !== "live") throw new Error("Live counting could not start: Chrome refused the debugger.");
}

/** Has ordinary requests that stay pending listed too: event streams, long polls, streaming fetches. */
export async function listOtherPending({ panel }: OpenPanel): Promise<void> {
  await setBox(panel, ".other-pending input", true);
}

/** Chooses whether the connections of a page stay listed when it is left. The panel remembers the choice in its profile. */
export async function keepLog({ panel }: OpenPanel, keeps: boolean): Promise<void> {
  await setBox(panel, ".keep-log input", keeps);
}

/** Has messages counted by their names too, as a user does in the settings. */
export async function countNames({ panel }: OpenPanel): Promise<void> {
  await press(await find(panel, ".settings-button"));
  await setBox(panel, "input[aria-describedby='count-names-hint']", true);
  await press(await find(panel, ".settings-button"));
}

/**
 * Exports through the panel's own menu, and reads what was downloaded.
 *
 * @param item the menu item's name: "JSON" or "Markdown"
 * @returns the file's name and text
 */
export async function exportReport(
  browser: Browser,
  { panel }: OpenPanel,
  item: "JSON" | "Markdown",
): Promise<Downloaded> {
  const choose = async () => {
    await press(await find(panel, "aria/Export[role='button']"));
    await press(await find(panel, `aria/${item}[role='menuitem']`));
  };
  return downloadBy(browser, choose, panel);
}

/** A file that the browser saved. */
export interface Downloaded {
  readonly name: string;
  readonly text: string;
}

/**
 * Does something in the panel that saves a file, and reads that.
 *
 * @param act settles when the file was asked for
 * @param panel while it shows progress, the file is being made, and is waited for however long that takes
 */
export async function downloadBy(browser: Browser, act: () => Promise<void>, panel?: Frame): Promise<Downloaded> {
  const folder = await mkdtemp(join(tmpdir(), "upgrades-export-"));
  const session = await browser.target().createCDPSession();
  try {
    await session.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
    await act();
    const name = await downloaded(folder, async () => (await panel?.$(".line-progress")) != null);
    return { name, text: await readFile(join(folder, name), "utf8") };
  } finally {
    await session.detach();
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Gives DevTools the whole window, as a user does by docking it below or undocking it: pictures then show the panel alone.
 */
export async function undock({ devtools }: OpenPanel): Promise<void> {
  await devtools.evaluate(`import("./ui/legacy/legacy.js").then((ui) => {
    ui.DockController.DockController.instance().setDockSide("undocked");
  })`);
}

/** Asks again and again, not by animation frames: a tab in the background has none. */
async function find(panel: Frame, selector: string): Promise<ElementHandle> {
  const until = performance.now() + PATIENCE_MS;
  while (performance.now() < until) {
    const element = await panel.$(selector);
    if (element !== null) return element;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`The panel has no ${selector}.`);
}

async function setBox(panel: Frame, selector: string, wanted: boolean): Promise<void> {
  const box = await find(panel, selector);
  const checked = await box.evaluate((input) => input instanceof HTMLInputElement && input.checked);
  await (checked === wanted ? box.dispose() : press(box));
}

/** Presses it, and lets go of it: what is held by a debugger stays in the panel's memory when the panel has removed it. */
async function press(element: ElementHandle): Promise<void> {
  await element.evaluate((button) => button instanceof HTMLElement && button.click());
  await element.dispose();
}

/** Waits for a finished download; while it is under way Chromium gives it another name, and keeps its own for it, empty. */
async function downloaded(folder: string, isBeingMade: () => Promise<boolean>): Promise<string> {
  let until = performance.now() + PATIENCE_MS;
  while (performance.now() < until) {
    if (await isBeingMade()) until = performance.now() + PATIENCE_MS;
    const done = (await readdir(folder)).find((name) => !name.endsWith(".crdownload") && !name.startsWith("."));
    if (done !== undefined && (await stat(join(folder, done))).size > 0) return done;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("The panel was asked to export, but no file arrived.");
}
