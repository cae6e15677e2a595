import { join } from "node:path";
import type { Browser, Page } from "puppeteer-core";
import { goLive } from "../../src/cli/browser/drive-panel.ts";
import { type LaunchOptions, launch } from "../../src/cli/browser/launch.ts";
import { type OpenPanel, openPanel } from "../../src/cli/browser/open-panel.ts";
import type { Report, ReportConnection } from "../../src/report/contract/format.ts";
import { type Lab, startLab } from "../lab/lab.ts";
import { parseReport } from "../report/parse-report.ts";
import { exportingText } from "./export-text.ts";

export const EXTENSION = join(import.meta.dirname, "../../dist");

/** A real browser with the extension, a lab beside it, and DevTools with the Upgrades tab over a page of the lab. */
export interface Inspected {
  readonly browser: Browser;
  readonly lab: Lab;
  readonly page: Page;
  readonly open: OpenPanel;
  /** "chrome-extension://…": the origin of our pages. */
  readonly extension: string;
  live(): Promise<void>;
  /** Exports JSON through the panel's menu, without a file; fails unless the schema accepts it. */
  report(): Promise<Report>;
  /** The one connection whose URL ends so, in a fresh report. */
  connection(ending: string): Promise<ReportConnection>;
  close(): Promise<void>;
}

/** What a browser may be started with; its switches may need the lab's ports. */
export type InspectOptions = Omit<Partial<LaunchOptions>, "args"> & {
  readonly args?: readonly string[] | ((lab: Lab) => readonly string[]);
};

/** Starts all of it; `path` is the page of the lab, or the address, that is loaded before DevTools opens. */
export async function inspect(
  path: string | ((lab: Lab) => string) = "/app",
  { args = [], ...options }: InspectOptions = {},
): Promise<Inspected> {
  const lab = await startLab();
  const switches = typeof args === "function" ? args(lab) : args;
  const browser = await launch({ extension: EXTENSION, ...options, args: switches });
  const [page = await browser.newPage()] = await browser.pages();
  await page.goto(typeof path === "function" ? path(lab) : lab.origin + path);
  const open = await openPanel(page);
  const report = async () => parseReport(String(await open.panel.evaluate(exportingText("JSON"))));
  return {
    browser,
    lab,
    page,
    open,
    extension: open.panel.url().replace("/src/panel/index.html", ""),
    live: () => goLive(open),
    report,
    connection: async (ending) => {
      const { connections } = await report();
      const found = connections.filter(({ url }) => url?.endsWith(ending));
      const [only] = found;
      if (only === undefined || found.length > 1) {
        throw new Error(`${found.length} connections end in ${ending}: ${connections.map(({ url }) => url).join(" ")}`);
      }
      return only;
    },
    close: async () => {
      await browser.close();
      await lab.close();
    },
  };
}

/**
 * Asks again until the response is right, or time is up; then the last response is returned to be judged. A question that cannot
 * be answered yet is asked again too.
 */
export async function eventually<T>(
  ask: () => Promise<T>,
  isRight: (answer: T) => boolean,
  forMs = 10_000,
  everyMs = 100,
): Promise<T> {
  const until = Date.now() + forMs;
  for (;;) {
    const isLast = Date.now() >= until;
    try {
      const answer = await ask();
      if (isRight(answer) || isLast) return answer;
    } catch (error) {
      if (isLast) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
