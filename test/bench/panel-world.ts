import type { Browser, CDPSession, Frame, Page } from "puppeteer-core";
import { launch } from "../../src/cli/browser/launch.ts";
import { type OpenPanel, openPanel } from "../../src/cli/browser/open-panel.ts";
import { EXTENSION } from "../../src/cli/browser/recording.ts";
import { type Lab, startLab } from "../lab/lab.ts";

/** A browser with the panel over a page of a lab. */
export interface PanelWorld {
  readonly lab: Lab;
  readonly browser: Browser;
  readonly page: Page;
  readonly open: OpenPanel;
  readonly panel: Frame;
  /** Of routes for sockets. */
  readonly ws: string;
  /** A CDP session with the panel's own document. */
  readonly session: CDPSession;
}

/** Starts one, lets something be measured in it, and ends it. */
export async function withPanel<T>(path: string, measure: (world: PanelWorld) => Promise<T>): Promise<T> {
  const lab = await startLab();
  const browser = await launch({ extension: EXTENSION });
  try {
    const [page = await browser.newPage()] = await browser.pages();
    await page.goto(lab.origin + path);
    const open = await openPanel(page);
    const target = await browser.waitForTarget((one) => one.url().includes("/src/panel/index.html"));
    const session = await target.createCDPSession();
    return await measure({
      lab,
      browser,
      page,
      open,
      panel: open.panel,
      ws: lab.origin.replace("http", "ws"),
      session,
    });
  } finally {
    await browser.close();
    await lab.close();
  }
}

/** Bytes on the panel's heap after everything that can be collected was collected. */
export async function panelHeap({ session }: PanelWorld): Promise<number> {
  await session.send("HeapProfiler.collectGarbage");
  await session.send("HeapProfiler.collectGarbage");
  return (await session.send("Runtime.getHeapUsage")).usedSize;
}
