import { execFileSync } from "node:child_process";
import { findBrowser } from "../../src/cli/browser/find-browser.ts";

const VITE = "node_modules/vite/bin/vite.js";

/** Makes sure, once for all browser tests, that there is a browser and a fresh build of the extension, the programs and the library. */
export function setup(): void {
  findBrowser((line) => process.stderr.write(`${line}\n`));
  for (const mode of ["production", "programs", "library"]) {
    execFileSync(process.execPath, [VITE, "build", "--logLevel", "error", "--mode", mode], { stdio: "inherit" });
  }
}
