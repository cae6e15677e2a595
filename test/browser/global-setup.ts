import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { findBrowser } from "../../src/cli/browser/find-browser.ts";

const VITE = "node_modules/vite/bin/vite.js";

const run = promisify(execFile);

/** Makes sure, once for all browser tests, that there is a browser and a fresh build of the extension, the programs and the npm package. */
export async function setup(): Promise<void> {
  findBrowser((line) => process.stderr.write(`${line}\n`));
  const built = ["production", "firefox", "page", "programs", "npm"].map((mode) =>
    run(process.execPath, [VITE, "build", "--logLevel", "error", "--mode", mode]),
  );
  // What fails says so itself; on a slow machine the bundler tells of its plugins' times, which is no failure.
  await Promise.all(built);
}
