import type { Frame, Page } from "puppeteer-core";

/** DevTools with the Upgrades tab in front. */
export interface OpenPanel {
  readonly devtools: Page;
  /** The panel's own document inside DevTools. */
  readonly panel: Frame;
}

/** DevTools fills its view registry a moment after it opened. */
const TRIES = 150;
const WAIT_MS = 100;

/**
 * Opens real DevTools over a page and brings the Upgrades tab to the front.
 *
 * @throws Error when the tab does not come up within 15 seconds
 */
export async function openPanel(page: Page): Promise<OpenPanel> {
  const devtools = await page.openDevTools();
  let shown = false;
  for (let i = 0; i < TRIES; i++) {
    if (!shown) shown = await showUpgrades(devtools);
    const panel = devtools.frames().find((frame) => frame.url().includes("/src/panel/index.html"));
    if (shown && panel !== undefined && (await isReady(panel))) return { devtools, panel };
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  }
  throw new Error("DevTools opened, but its Upgrades tab did not appear. Is the extension enabled?");
}

/**
 * Brings the Upgrades tab to the front. DevTools has no API for choosing a tab from outside; its own module for views is what
 * its buttons call.
 *
 * @returns whether DevTools has that tab by now
 */
export async function showUpgrades(devtools: Page): Promise<boolean> {
  const script = `import("./ui/legacy/legacy.js").then(async (ui) => {
    const manager = ui.ViewManager.ViewManager.instance();
    const id = [...manager.views.keys()].find((view) => view.endsWith("Upgrades"));
    if (id === undefined) return false;
    await manager.showView(id);
    return true;
  })`;
  try {
    return (await devtools.evaluate(script)) === true;
  } catch {
    // DevTools is not far enough yet.
    return false;
  }
}

async function isReady(panel: Frame): Promise<boolean> {
  try {
    return (await panel.$("[data-ready]")) !== null;
  } catch {
    return false;
  }
}
