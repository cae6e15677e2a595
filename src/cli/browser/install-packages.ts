import { execFile } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";

/** How long another package manager may take, in milliseconds. */
const PATIENCE_MS = 300_000;

/** How often its lock is tried, in milliseconds. */
const TURN_MS = 1_000;

/** What apt says where another one is at work; its own waiting, `DPkg::Lock::Timeout`, does not cover the lists. */
const LOCKED = "Could not get lock";

const run = promisify(execFile);

/**
 * Installs Debian packages, quietly. Another package manager that is at work, as on a new machine, is waited for.
 *
 * @throws Error with apt's last words when it fails
 */
export async function installPackages(packages: readonly string[]): Promise<void> {
  await apt(["update"]);
  await apt(["install", "--yes", "--no-install-recommends", ...packages]);
}

async function apt(args: readonly string[]): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", LC_ALL: "C" };
  const until = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      await run("apt-get", ["-qq", ...args], { env });
      return;
    } catch (error) {
      if (!String(error).includes(LOCKED) || performance.now() > until) throw error;
      await delay(TURN_MS);
    }
  }
}
