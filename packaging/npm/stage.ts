import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What of `package.json` is for those who install the package. `private` is not: only a staged package can be published. */
const SHIPPED = [
  "name",
  "version",
  "description",
  "keywords",
  "license",
  "repository",
  "type",
  "bin",
  "main",
  "types",
  "exports",
  "typesVersions",
  "engines",
  "dependencies",
  "peerDependencies",
  "peerDependenciesMeta",
];

/** Built folders, under the names that they have here: the programs find each other by them. */
const FOLDERS = ["dist", "dist-cli"];

/** Texts that everybody gets, and where they stand here. */
const TEXTS = [
  ["README.md", "packaging/npm/README.md"],
  ["LICENSE", "LICENSE"],
  ["PRIVACY.md", "PRIVACY.md"],
  ["CHANGELOG.md", "CHANGELOG.md"],
  ["skills/upgrades/SKILL.md", "skills/upgrades/SKILL.md"],
] as const;

/**
 * Puts the npm package together as it is published, from what `npm run build` wrote.
 *
 * @param root the project's folder
 * @param folder where the package is put; what was there is gone
 */
export function stagePackage(root: string, folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const name of FOLDERS) cpSync(join(root, name), join(folder, name), { recursive: true });
  for (const [name, from] of TEXTS) cpSync(join(root, from), join(folder, name));
  const project: Record<string, unknown> = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const shipped = Object.fromEntries(SHIPPED.map((key) => [key, project[key]]));
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(shipped, null, 2)}\n`);
}

/**
 * Packs a staged package with npm, which sets all dates and modes alike: equal content is an equal file.
 *
 * @param folder the staged package
 * @param destination the folder for the archive
 * @returns the archive's file name
 */
export function pack(folder: string, destination: string): string {
  mkdirSync(destination, { recursive: true });
  const printed = execFileSync("npm", ["pack", "--json", "--ignore-scripts", "--pack-destination", destination], {
    cwd: folder,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32",
  });
  return JSON.parse(printed)[0].filename;
}
