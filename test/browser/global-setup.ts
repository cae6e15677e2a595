import { execFileSync } from "node:child_process";
import { findBrowser } from "../../src/cli/browser/find-browser.ts";

/** Makes sure, once for all browser tests, that there is a browser and a fresh build of the extension. */
export function setup(): void {
  findBrowser((line) => process.stderr.write(`${line}\n`));
  execFileSync(process.execPath, ["node_modules/vite/bin/vite.js", "build", "--logLevel", "error"], { stdio: "inherit" });
}
