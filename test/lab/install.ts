import { access, constants, rm, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { installPackages } from "../../src/cli/browser/install-packages.ts";

/** A program by its command, and Debian's package that has it. */
export interface Program {
  readonly command: string;
  readonly package: string;
}

/** Keeps Debian from starting what it installs. */
const POLICY = "/usr/sbin/policy-rc.d";

/**
 * Finds programs; on Debian, as root, installs the packages of those that are missing, without starting their services.
 *
 * @returns the full path of each command; a command that is not to be had is absent
 * @throws Error in CI, where nothing may be left out silently
 */
export async function findPrograms(programs: readonly Program[]): Promise<Map<string, string>> {
  let found = await find(programs);
  const missing = () => programs.filter(({ command }) => !found.has(command));
  if (missing().length > 0 && process.getuid?.() === 0 && (await pathOf("apt-get")) !== null) {
    await install(missing().map((program) => program.package));
    found = await find(programs);
  }
  const names = missing().map(({ command }) => command);
  if (names.length > 0 && process.env["CI"]) throw new Error(`Not installed: ${names.join(", ")}.`);
  return found;
}

async function find(programs: readonly Program[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const { command } of programs) {
    const path = await pathOf(command);
    if (path !== null) found.set(command, path);
  }
  return found;
}

async function pathOf(command: string): Promise<string | null> {
  // Debian keeps servers in sbin, which is not in the PATH of everyone.
  for (const folder of [...(process.env["PATH"] ?? "").split(delimiter), "/usr/sbin", "/usr/local/sbin"]) {
    const path = join(folder, command);
    const there = await access(path, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (there) return path;
  }
  return null;
}

async function install(packages: readonly string[]): Promise<void> {
  const ours = await writeFile(POLICY, "#!/bin/sh\nexit 101\n", { mode: 0o755, flag: "wx" }).then(
    () => true,
    () => false,
  );
  try {
    await installPackages(packages);
  } catch (error) {
    // What could not be installed is reported as missing by the caller.
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  } finally {
    if (ours) await rm(POLICY, { force: true });
  }
}
