import { existsSync } from "node:fs";
import puppeteer, { type Browser } from "puppeteer-core";
import { findBrowser } from "./find-browser.ts";

/** What a launch may differ in. */
export interface LaunchOptions {
  /** The folder of the built extension. */
  readonly extension: string;
  readonly headed?: boolean;
  /** A profile folder; a fresh one, gone afterwards, when left out. */
  readonly userDataDir?: string;
  /** Further command-line switches. */
  readonly args?: readonly string[];
  /** Further unpacked extensions to load beside ours. */
  readonly otherExtensions?: readonly string[];
  readonly log?: (line: string) => void;
}

/** Chromium asks its maker's servers for many things at start; none of them matters here. */
const QUIET = [
  "--no-first-run",
  "--no-default-browser-check",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-default-apps",
  "--disable-search-engine-choice-screen",
];

/**
 * Starts a browser with the extension in a fresh profile. The extension goes in over the debugging pipe, which branded
 * Chrome allows too (it no longer takes --load-extension).
 *
 * @throws Error with one clear line when there is no browser, or no built extension
 */
export async function launch(options: LaunchOptions): Promise<Browser> {
  if (!existsSync(`${options.extension}/manifest.json`)) {
    throw new Error("The extension is not built yet. Run `npm run build` first.");
  }
  const executablePath = await findBrowser(options.log);
  const root = process.platform === "linux" && process.getuid?.() === 0;
  return puppeteer.launch({
    executablePath,
    pipe: true,
    headless: options.headed !== true,
    enableExtensions: [options.extension, ...(options.otherExtensions ?? [])],
    // Chromium's sandbox does not work for root.
    args: [...QUIET, ...(root ? ["--no-sandbox"] : []), ...(options.args ?? [])],
    defaultViewport: null,
    ...(options.userDataDir === undefined ? {} : { userDataDir: options.userDataDir }),
  });
}
