import { join } from "node:path";
import { run } from "./command.ts";

/** Folder of the linters that only a release needs, with a lock file of its own. */
const LINTERS = "packaging/linters";

/** Installs the linters of the stores and of npm. */
export function installLinters(root: string): void {
  run("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], join(root, LINTERS));
}

/** What that linter warns of and is as it should be, each with the reason. */
const ACCEPTED: Readonly<Record<string, string>> = {
  KEY_FIREFOX_ANDROID_UNSUPPORTED_BY_MIN_VERSION:
    "Firefox for Android has no DevTools; to name its version would offer the extension there",
};

/**
 * Has the Firefox extension judged as addons.mozilla.org does: `web-ext lint` is this linter.
 *
 * @param archive the `.xpi`
 * @returns its result in one line
 * @throws Error with its words when it finds an error or a warning
 */
export function lintForFirefox(archive: string, root: string): string {
  const args = [program("addons-linter/bin/addons-linter"), "--output", "json", archive];
  const { errors, warnings } = JSON.parse(run(process.execPath, args, join(root, LINTERS)));
  const found: { code: string; message: string; file?: string; line?: number }[] = [...errors, ...warnings];
  const faults = found.filter(({ code }) => ACCEPTED[code] === undefined);
  const told = faults.map(({ code, message, file, line }) => `${code} ${file ?? ""}:${line ?? ""} ${message}`);
  if (faults.length > 0) throw new Error(`addons-linter found:\n${told.join("\n")}`);
  const accepted = found.map(({ code }) => `; accepted ${code} (${ACCEPTED[code]})`);
  return `addons-linter: 0 errors, 0 warnings${accepted.join("")}`;
}

/**
 * Has the npm package's types judged for every way in which TypeScript resolves them.
 *
 * @param archive the `.tgz`
 * @throws Error with its words when it finds a problem
 */
export function lintTypes(archive: string, root: string): string {
  const printed = run(
    process.execPath,
    [program("@arethetypeswrong/cli/dist/index.js"), "--no-color", "--no-emoji", archive],
    join(root, LINTERS),
  );
  return `are the types wrong: ${/^.*no problems found.*$/im.exec(printed)?.[0].trim() ?? printed}`;
}

function program(path: string): string {
  return join("node_modules", path);
}
