import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { installPackages } from "./install-packages.ts";

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
export async function findBrowser(log: (line: string) => void = () => undefined): Promise<string> {
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
    await installPackages(["chromium"]);
    const installed = usualLocations().find(isExecutable);
    if (installed !== undefined) return installed;
  }
  throw new Error("No Chromium, Chrome or Edge was found. Install one of them, or set CHROMIUM to its path.");
}

function isDebianAsRoot(): boolean {
  return process.platform === "linux" && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
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
