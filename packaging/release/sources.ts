import { readFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./command.ts";
import type { Files } from "./files.ts";

/** What the build does not need and is large: pictures, and recordings for tests. */
const LEFT_OUT = /^(?:docs\/pictures|store\/pictures|test\/recordings\/(?:cdp|har|net-log|network-log))\//;

/** How to build stands first in the archive, where who reviews the extension looks for it. */
const STEPS = "packaging/release/BUILD.md";

/** Every file of the repository that the build may need, as it stands in the last commit, with the steps on top. */
export function sourceFiles(root: string): Files {
  const paths = run("git", ["ls-files", "-z"], root).split("\0");
  const kept = paths.filter((path) => path !== "" && !LEFT_OUT.test(path));
  const read = (path: string) => readFileSync(join(root, path));
  return new Map([...kept, "BUILD.md"].sort().map((path) => [path, read(path === "BUILD.md" ? STEPS : path)]));
}
