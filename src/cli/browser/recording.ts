import { join } from "node:path";
import type { Browser, HTTPRequest, Page } from "puppeteer-core";
import { countNames, exportReport, goLive, keepLog } from "./drive-panel.ts";
import { launch } from "./launch.ts";
import { type OpenPanel, openPanel } from "./open-panel.ts";
import { takePicture } from "./picture.ts";

/** What a recording session is made of: a browser, the page, and the Upgrades tab over it, counting live. */
export interface Recording {
  readonly browser: Browser;
  readonly page: Page;
  readonly open: OpenPanel;
  /** Exports through the panel. */
  report(format: ReportFormat): Promise<string>;
  /** A picture of the panel alone, as PNG. */
  picture(): Promise<Uint8Array>;
  close(): Promise<void>;
}

export type ReportFormat = "json" | "markdown";

/** What a recording session may differ in. */
export interface RecordingOptions {
  readonly headed?: boolean;
  readonly args?: readonly string[];
  /** A profile folder to use instead of a fresh one. */
  readonly userDataDir?: string;
  /** Whether the connections of a page stay in the report when it is left; the panel's own setting when left out. */
  readonly keepLog?: boolean;
  /** CSS selectors of elements that are clicked, in this order, when the page has loaded. */
  readonly clicks?: readonly string[];
  /** Whether messages are counted by their names too. */
  readonly countsNames?: boolean;
  /** Called with one line for each step that takes long. */
  readonly log?: (line: string) => void;
}

/** Time that a page may take to load, in milliseconds. */
const LOAD_MS = 30_000;

/** Time that an element to click may take to come, in milliseconds. */
const CLICK_MS = 10_000;

/** The size of a picture of the panel, in CSS pixels. */
const PICTURE = { width: 1280, height: 720 };

/** The built extension, beside the built command line. */
export const EXTENSION = join(import.meta.dirname, "..", "dist");

/**
 * Starts a browser with the extension, opens DevTools on the Upgrades tab, counts live, and then loads the page: so nothing
 * that the page opens is missed.
 *
 * @throws Error with one clear line when there is no browser, or when the page does not load
 */
export async function startRecording(
  url: string,
  extension: string,
  options: RecordingOptions = {},
): Promise<Recording> {
  const log = options.log ?? (() => undefined);
  log("Starting the browser …");
  const browser = await launch({ ...options, extension });
  try {
    const [page = await browser.newPage()] = await browser.pages();
    log("Opening DevTools on the Upgrades tab …");
    const open = await openPanel(page);
    await goLive(open);
    if (options.keepLog !== undefined) await keepLog(open, options.keepLog);
    if (options.countsNames === true) await countNames(open);
    log(`Loading ${url} …`);
    await load(page, url);
    for (const selector of options.clicks ?? []) await click(page, selector);
    return {
      browser,
      page,
      open,
      report: async (format) => (await exportReport(browser, open, format === "json" ? "JSON" : "Markdown")).text,
      picture: () => takePicture(open, PICTURE),
      close: () => browser.close(),
    };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

async function click(page: Page, selector: string): Promise<void> {
  try {
    await page.locator(selector).setTimeout(CLICK_MS).click();
  } catch {
    throw new Error(`There is nothing to click at ${selector}: no such element appeared within ${CLICK_MS / 1000} s.`);
  }
}

async function load(page: Page, url: string): Promise<void> {
  const before = page.url();
  let asked = url;
  const listen = (request: HTTPRequest) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) asked = request.url();
  };
  page.on("request", listen);
  try {
    // Not "networkidle": the connections that this tool is about never become idle.
    await page.goto(url, { waitUntil: "load", timeout: LOAD_MS });
  } catch (error) {
    if (error instanceof Error && error.name === "TimeoutError")
      throw new Error(lateWords(url, asked, page.url() !== before));
    const reason = error instanceof Error ? error.message.replace(/ at https?:\S+$/, "") : String(error);
    throw new Error(`The page ${url} could not be loaded: ${reason}`);
  } finally {
    page.off("request", listen);
  }
}

/**
 * What is said of a page that took too long, and what to do.
 *
 * @param asked the address that was asked for last: another one after a redirect
 * @param hasBegun whether the page's own document came, if not to its end
 */
export function lateWords(url: string, asked: string, hasBegun: boolean): string {
  const limit = `${LOAD_MS / 1000} s`;
  if (hasBegun)
    return `The page ${url} began to load, and was not done within ${limit}: the page itself, or something that it loads, did not come to its end. DevTools' Network panel shows what stays pending.`;
  const who = asked === url ? `of the page ${url}` : `of ${asked}, to which the page ${url} leads,`;
  return `The server ${who} did not respond within ${limit}. Check that it runs, that the address is right, and that no firewall or proxy holds the request back.`;
}
