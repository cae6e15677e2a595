import { spawn } from "node:child_process";
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Place, Product } from "../proxies.ts";
import type { Scope } from "../scope.ts";

/** How long a proxy may take to listen, and to end, in milliseconds. */
const PATIENCE = { start: 10_000, end: 2000 };

/**
 * Runs a proxy in a folder of its own until the scope ends.
 *
 * @throws Error with what it wrote when it does not come up
 */
export async function runProxy(
  proxy: Product,
  path: string,
  where: Omit<Place, "folder">,
  scope: Scope,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), `upgrades-lab-${proxy.command}-`));
  // A server started by root gives up its rights and must still read here.
  await chmod(folder, 0o755);
  const place: Place = { ...where, folder };
  for (const [name, text] of Object.entries(proxy.files(place))) await writeFile(join(folder, name), text);
  const env = { ...process.env, ...proxy.env?.(place) };
  const child = spawn(path, proxy.args(place), { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      said = (said + text).slice(-4000);
    });
  }
  const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
  child.once("error", (error) => {
    said += error.message;
  });
  const kill = () => void child.kill("SIGKILL");
  process.once("exit", kill);
  scope.atEnd(async () => {
    const late = setTimeout(kill, PATIENCE.end);
    child.kill("SIGTERM");
    await ended;
    clearTimeout(late);
    process.off("exit", kill);
    await rm(folder, { recursive: true, force: true });
  });
  const deadline = Date.now() + PATIENCE.start;
  while (!(await listens(place.port))) {
    if (child.exitCode !== null || Date.now() > deadline) throw new Error(`${proxy.command} did not start:\n${said}`);
    await sleep(20);
  }
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => resolve(true));
    socket.on("error", () => resolve(false));
    socket.on("connect", () => socket.destroy());
  });
}
