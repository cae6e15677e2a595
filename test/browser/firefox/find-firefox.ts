import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { findPrograms } from "../../lab/install.ts";

/** Debian's package is Firefox's version with long support. */
const DEBIANS = { command: "firefox-esr", package: "firefox-esr" };

const ELSEWHERE = [
  "/Applications/Firefox.app/Contents/MacOS/firefox",
  "C:\\Program Files\\Mozilla Firefox\\firefox.exe",
];

/**
 * Finds Firefox: the one that `FIREFOX` names, then the usual places; on Debian as root it installs the package
 * `firefox-esr` when there is none.
 *
 * @returns the path of the executable; null: there is none
 * @throws Error when `FIREFOX` names no program, and in CI when there is none
 */
export async function findFirefox(): Promise<string | null> {
  const named = process.env["FIREFOX"];
  if (named !== undefined && named !== "") {
    if (isExecutable(named)) return named;
    throw new Error(`FIREFOX is set to ${named}, and there is no program. Set it to the path of Firefox.`);
  }
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  const onPath = ["firefox-esr", "firefox"].flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = [...onPath, ...ELSEWHERE].find(isExecutable);
  return found ?? (await findPrograms([DEBIANS])).get(DEBIANS.command) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
