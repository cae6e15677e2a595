import { execFileSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Names under which Chromium and its relatives stand on the PATH, best first: Chromium loads unpacked extensions always. */
const ON_PATH = [
  "chromium",
  "chromium-browser",
  "google-chrome-stable",
  "google-chrome",
  "chrome",
  "microsoft-edge-stable",
  "microsoft-edge",
];

const MAC = [
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];

const WINDOWS = [
  "Chromium\\Application\\chrome.exe",
  "Google\\Chrome\\Application\\chrome.exe",
  "Microsoft\\Edge\\Application\\msedge.exe",
];

/**
 * Finds a Chromium, Chrome or Edge: the one that `CHROMIUM` names, then the usual places; on Debian as root it installs the
 * package `chromium` when there is none. Nothing is ever downloaded from anywhere else.
 *
 * @param log called with one line when something takes long
 * @returns the path of the executable
 * @throws Error with one line that says what to do
 */
export function findBrowser(log: (line: string) => void = () => undefined): string {
  const named = process.env["CHROMIUM"];
  if (named !== undefined && named !== "") {
    if (isExecutable(named)) return named;
    throw new Error(
      `CHROMIUM is set to ${named}, but there is no such program. Set it to the path of Chromium, Chrome or Edge.`,
    );
  }
  const found = usualLocations().find(isExecutable);
  if (found !== undefined) return found;
  if (isDebianAsRoot()) {
    log("Installing Debian's chromium package …");
    installPackages(["chromium"]);
    const installed = usualLocations().find(isExecutable);
    if (installed !== undefined) return installed;
  }
  throw new Error("No Chromium, Chrome or Edge was found. Install one of them, or set CHROMIUM to its path.");
}

/** Whether this is a Debian (or Ubuntu) machine on which packages can be installed now. */
export function isDebianAsRoot(): boolean {
  return process.platform === "linux" && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
}

/**
 * Installs Debian packages, quietly.
 *
 * @throws Error with apt's last words when it fails
 */
export function installPackages(packages: readonly string[]): void {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const run = (args: readonly string[]) => execFileSync("apt-get", args, { env, stdio: ["ignore", "ignore", "pipe"] });
  run(["-qq", "update"]);
  run(["-qq", "install", "--yes", "--no-install-recommends", ...packages]);
}

function usualLocations(): string[] {
  if (process.platform === "darwin") return MAC;
  if (process.platform === "win32") {
    const roots = ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].flatMap((name) => process.env[name] ?? []);
    return WINDOWS.flatMap((path) => roots.map((root) => join(root, path)));
  }
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  return ON_PATH.flatMap((name) => [...folders, "/usr/bin", "/snap/bin"].map((folder) => join(folder, name)));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
