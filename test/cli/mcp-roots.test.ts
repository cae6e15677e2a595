import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { allowedPath } from "../../src/cli/mcp/roots.ts";

test.skipIf(process.platform === "win32")("a pipe under a root is refused, a file beside it is not", async () => {
  const root = mkdtempSync(join(tmpdir(), "roots-"));
  try {
    execFileSync("mkfifo", [join(root, "pipe")]);
    writeFileSync(join(root, "a.har"), "{}");
    await expect(allowedPath("pipe", [root])).rejects.toThrow("pipe is a pipe or a device, not a file.");
    expect(await allowedPath("a.har", [root])).toContain("a.har");
  } finally {
    rmSync(root, { recursive: true });
  }
});
