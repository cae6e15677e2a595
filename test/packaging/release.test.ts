import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

/** What keeps a release back before anything is built, in a repository of its own. */
const folder = mkdtempSync(join(tmpdir(), "upgrades-release-test-"));
const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.com", ...args], { cwd: folder });
const release = (...args: string[]) => {
  const { status, stderr } = spawnSync(process.execPath, ["test/run.js", "packaging/release/release.ts", ...args], {
    cwd: folder,
    encoding: "utf8",
  });
  return { status, stderr };
};

function commit(path: string, change: (text: string) => string): void {
  writeFileSync(join(folder, path), change(readFileSync(join(folder, path), "utf8")));
  git("commit", "--quiet", "--all", "--message", path);
}

beforeAll(() => {
  for (const path of ["package.json", "test/run.js"]) cpSync(path, join(folder, path), { recursive: true });
  cpSync("packaging", join(folder, "packaging"), {
    recursive: true,
    filter: (path) => !path.includes("node_modules"),
  });
  symlinkSync(resolve("node_modules"), join(folder, "node_modules"), "junction");
  const { version } = JSON.parse(readFileSync("package.json", "utf8"));
  writeFileSync(join(folder, "CHANGELOG.md"), `# Changelog\n\n## ${version} (unreleased)\n\n- All.\n`);
  mkdirSync(join(folder, "store"));
  writeFileSync(join(folder, "store/listing.md"), "support@example.invalid\n");
  writeFileSync(join(folder, "store/README.md"), "What is not decided ends in `.invalid`.\n");
  writeFileSync(join(folder, ".gitignore"), "node_modules\n");
  git("init", "--quiet");
  git("add", ".");
  git("commit", "--quiet", "--message", "All");
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a release", () => {
  it("may not be published while something is to be decided", () => {
    const { status, stderr } = release("--publish", "--skip-tests");
    expect(status).toBe(1);
    expect(stderr).toContain("this may not be published");
    expect(stderr).toContain("store/listing.md: support@example.invalid is to be decided.");
    expect(stderr).toContain("The tests were skipped.");
    expect(stderr).toContain("has no date yet");
    expect(stderr).toContain("package.json names no repository yet");
    // The word alone is no address: it would keep every release back.
    expect(stderr).not.toContain("store/README.md");
  });

  it("is made of a commit", () => {
    writeFileSync(join(folder, "left.txt"), "");
    const { status, stderr } = release();
    rmSync(join(folder, "left.txt"));
    expect(status).toBe(1);
    expect(stderr).toContain("the working tree has changes");
  });

  it("has one version", () => {
    commit("package.json", (text) => text.replace(/"version": "[^"]+"/, '"version": "9.9.9"'));
    const { status, stderr } = release();
    expect(status).toBe(1);
    expect(stderr).toMatch(/package\.json says 9\.9\.9, and the top of CHANGELOG\.md \d/);
  });
});
