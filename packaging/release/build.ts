import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "./command.ts";
import { type Files, readFolder, writeFolder } from "./files.ts";

/** The folders that are shipped. */
export const SHIPPED = ["dist", "dist-firefox", "dist-page", "dist-cli"] as const;

/** What was built, by folder; a folder that the build does not write is empty. */
export type Built = Readonly<Record<(typeof SHIPPED)[number], Files>>;

/** Builds in a folder, from nothing. */
export function build(folder: string): Built {
  for (const name of SHIPPED) rmSync(join(folder, name), { recursive: true, force: true });
  run("npm", ["run", "-s", "build"], folder);
  return readBuilt(folder);
}

/** What stands in the built folders now. */
export function readBuilt(folder: string): Built {
  return {
    dist: readFolder(join(folder, "dist")),
    "dist-firefox": readFolder(join(folder, "dist-firefox")),
    "dist-page": readFolder(join(folder, "dist-page")),
    "dist-cli": readFolder(join(folder, "dist-cli")),
  };
}

/** Puts what was built back where it was built. */
export function restore(folder: string, built: Built): void {
  for (const name of SHIPPED) {
    rmSync(join(folder, name), { recursive: true, force: true });
    writeFolder(join(folder, name), built[name]);
  }
}

/**
 * Builds what a source archive has in it in another folder, as somebody who reviews the extension does. Only what
 * `npm ci` installs is taken from here.
 *
 * @param sources what is in the archive
 * @param root the project's folder
 */
export function buildElsewhere(sources: Files, root: string): Built {
  const folder = mkdtempSync(join(tmpdir(), "upgrades-release-"));
  try {
    writeFolder(folder, sources);
    symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
    return build(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
