import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";
import { findBrowser } from "../../src/cli/browser/find-browser.ts";
import { serveViewPage } from "./accessibility/view-page.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The address of the view alone, with made-up connections. */
    viewPage: string;
  }
}

const VITE = "node_modules/vite/bin/vite.js";

const run = promisify(execFile);

/**
 * Makes sure, once for all browser tests, that there is a browser, and a fresh build of the extension, the programs, the npm
 * package and the view alone, which is served until the end.
 *
 * @returns what ends that
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await findBrowser((line) => process.stderr.write(`${line}\n`));
  const built = ["production", "firefox", "page", "programs", "npm"].map((mode) =>
    run(process.execPath, [VITE, "build", "--logLevel", "error", "--mode", mode]),
  );
  // What fails says so itself; on a slow machine the bundler tells of its plugins' times, which is no failure.
  const [view] = await Promise.all([serveViewPage(), ...built]);
  project.provide("viewPage", view.address);
  return () => view.close();
}
