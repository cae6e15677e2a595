import { goLive } from "../../src/cli/browser/drive-panel.ts";
import { type LaunchOptions, launch } from "../../src/cli/browser/launch.ts";
import { openPanel } from "../../src/cli/browser/open-panel.ts";
import type { Report, ReportConnection } from "../../src/report/contract/format.ts";
import { type Lab, startLab } from "../lab/lab.ts";
import { parseReport } from "../report/parse-report.ts";
import { exportingText } from "./export-text.ts";
import { EXTENSION, SWITCHES } from "./shared-browser.ts";
import { borrowDevTools, giveBackDevTools, type Inspection } from "./shared-devtools.ts";

export { eventually } from "./eventually.ts";
export { EXTENSION } from "./shared-browser.ts";

/** A real browser with the extension, a lab beside it, and DevTools with the Upgrades tab over a page of the lab. */
export interface Inspected extends Inspection {
  readonly lab: Lab;
  /** "chrome-extension://…": the origin of our pages. */
  readonly extension: string;
  live(): Promise<void>;
  /** Exports JSON through the panel's menu, without a file; fails unless the schema accepts it. */
  report(): Promise<Report>;
  /** The one connection whose URL ends so, in a fresh report. */
  connection(ending: string): Promise<ReportConnection>;
  close(): Promise<void>;
}

/** What a test needs beyond what others leave it. */
export type InspectOptions = Omit<Partial<LaunchOptions>, "args"> & {
  /** Further switches, which may need the lab's ports. */
  readonly args?: readonly string[] | ((lab: Lab) => readonly string[]);
  /** Why the test wants a browser of its own, or leaves none that others could use. */
  readonly fresh?: string;
};

/**
 * A lab of its own, and DevTools over a page: the same DevTools that the test before used, as if it had been opened just now,
 * or where anything is asked for, a browser of its own.
 *
 * @param path the page of the lab, or the address, that is loaded before DevTools opens
 */
export async function inspect(
  path: string | ((lab: Lab) => string) = "/app",
  options: InspectOptions = {},
): Promise<Inspected> {
  const lab = await startLab();
  const address = typeof path === "function" ? path(lab) : lab.origin + path;
  const isShared = Object.keys(options).length === 0;
  const used = isShared ? await borrowDevTools(address, Object.values(lab.ports)) : await start(address, options, lab);
  const { browser, page, open } = used;
  const report = async () => parseReport(String(await open.panel.evaluate(exportingText("JSON"))));
  const end = async () => {
    if (!isShared) await browser.close();
    // What the page has open ends while it is there: the browser may keep a page that was left, and its workers' sockets.
    await lab.close();
    if (isShared) await giveBackDevTools(used);
  };
  let ended: Promise<void> | null = null;
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
    // Whoever closes it twice gives back once: it may be another test's by then.
    close: () => {
      ended ??= end();
      return ended;
    },
  };
}

/** Starts a browser that no other test uses. */
async function start(address: string, { args = [], ...options }: InspectOptions, lab: Lab): Promise<Inspection> {
  const switches = typeof args === "function" ? args(lab) : args;
  const browser = await launch({ extension: EXTENSION, ...options, args: [...SWITCHES, ...switches] });
  const [page = await browser.newPage()] = await browser.pages();
  await page.goto(address);
  return { browser, page, open: await openPanel(page) };
}
