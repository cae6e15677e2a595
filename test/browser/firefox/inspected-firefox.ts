import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer, { type Browser, type Page } from "puppeteer-core";
import type { Report } from "../../../src/report/contract/format.ts";
import { parseReport } from "../../report/parse-report.ts";
import { exportingText } from "../export-text.ts";
import { BrowserWindow } from "./browser-window.ts";
import { inPanel, openToolbox, showPanel, waitInPanel } from "./toolbox.ts";

const EXTENSION = join(import.meta.dirname, "../../../dist-firefox");

/** How long a download may take, in milliseconds. */
const PATIENCE_MS = 20_000;

/** A real Firefox with the extension, and its DevTools over a page with the Upgrades tab in front. */
export interface InspectedFirefox {
  readonly browser: Browser;
  readonly page: Page;
  readonly window: BrowserWindow;
  /** The address of the panel's page. */
  readonly panelUrl: string;
  /** Exports through the panel's menu, and reads what was downloaded. */
  export(item: "JSON" | "Markdown"): Promise<string>;
  /** Exports JSON, without a file; fails unless the schema accepts it. */
  report(): Promise<Report>;
  close(): Promise<void>;
}

/** What may be asked of it. */
export interface FirefoxOptions {
  readonly headed?: boolean;
  /** The folder of the built extension; by default the repository's. */
  readonly extension?: string;
  /** Firefox's preferences, beside those that tests need. */
  readonly prefs?: Readonly<Record<string, string | number | boolean>>;
  /** Called before the panel is shown; by default nothing is done in between. */
  readonly beforePanel?: (page: Page) => Promise<void>;
}

/**
 * Starts Firefox with the extension, loads a page, and opens DevTools on the Upgrades tab.
 *
 * @param executablePath of Firefox
 * @param url the page
 */
export async function inspectFirefox(
  executablePath: string,
  url: string,
  { headed = false, extension = EXTENSION, prefs = {}, beforePanel }: FirefoxOptions = {},
): Promise<InspectedFirefox> {
  const downloads = await mkdtemp(join(tmpdir(), "upgrades-firefox-"));
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath,
    headless: !headed,
    args: ["-remote-allow-system-access"],
    defaultViewport: null,
    extraPrefsFirefox: {
      "browser.download.dir": downloads,
      "browser.download.folderList": 2,
      "browser.download.alwaysOpenPanel": false,
      ...prefs,
    },
  });
  const close = async () => {
    await browser.close();
    await rm(downloads, { recursive: true, force: true });
  };
  try {
    await browser.installExtension(extension);
    const [page = await browser.newPage()] = await browser.pages();
    await page.goto(url);
    const window = new BrowserWindow(browser);
    await openToolbox(window);
    await beforePanel?.(page);
    const panelUrl = await showPanel(window);
    const openMenu = async () => {
      await inPanel(window, press(".export-button", "Export"));
      await waitInPanel(window, "document.querySelector('[role=menuitem]') !== null");
    };
    return {
      browser,
      page,
      window,
      panelUrl,
      export: async (item) => {
        await openMenu();
        await inPanel(window, press("[role=menuitem]", item));
        return takeDownload(downloads);
      },
      report: async () => parseReport(String(await inPanel(window, `return ${exportingText("JSON")}`))),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Presses the element with this text among those of a selector. */
function press(selector: string, text: string): string {
  return `
    const all = [...document.querySelectorAll(${JSON.stringify(selector)})];
    const found = all.find((element) => element.textContent.trim().startsWith(${JSON.stringify(text)}));
    if (found === undefined) throw new Error("no " + ${JSON.stringify(text)} + " among " + all.map((one) => one.textContent));
    found.click();`;
}

async function takeDownload(folder: string): Promise<string> {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    const names = await readdir(folder);
    const [name] = names;
    // Firefox writes into a file of another name beside it until it is done.
    if (name !== undefined && !names.some((one) => one.endsWith(".part"))) {
      const path = join(folder, name);
      if ((await stat(path)).size > 0) {
        const text = await readFile(path, "utf8");
        await rm(path);
        return text;
      }
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("The panel was asked to export, but no file came.");
}
