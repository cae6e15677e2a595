import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import project from "../../package.json" with { type: "json" };

it("npm run upgrades says what to do where nothing was built", () => {
  const [, script = ""] = project.scripts.upgrades.split(" ");
  const folder = mkdtempSync(join(tmpdir(), "upgrades-unbuilt-"));
  try {
    cpSync(join(import.meta.dirname, "../..", script), join(folder, script));
    cpSync("package.json", join(folder, "package.json"));
    const { status, stderr } = spawnSync(process.execPath, [join(folder, script), "explain", "x.har"], {
      encoding: "utf8",
    });
    expect([status, stderr]).toEqual([2, "The command line is not built yet. Run `npm run -s build` first.\n"]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
