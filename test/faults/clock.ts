import { execFile } from "node:child_process";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { FaultStart } from "./fault.ts";

const run = promisify(execFile);

/** The file that holds how far the browser's clock is off, in whole seconds. */
let path = "";

/**
 * Makes the browser that starts next have a clock that can be set: Linux with a C compiler only.
 *
 * @throws Error that says what is missing
 */
export async function settableClock(): Promise<FaultStart> {
  const folder = await mkdtemp(join(tmpdir(), "upgrades-clock-"));
  const library = join(folder, "clock.so");
  await run("cc", ["-shared", "-fPIC", "-O2", "-o", library, join(import.meta.dirname, "clock.c")]);
  path = join(folder, "offset");
  await setClock(0);
  process.env["CLOCK_OFFSET"] = path;
  process.env["LD_PRELOAD"] = library;
  return {
    options: {},
    async end() {
      await rm(folder, { recursive: true, force: true });
      delete process.env["CLOCK_OFFSET"];
      delete process.env["LD_PRELOAD"];
    },
  };
}

/** Sets the browser's clock so many seconds before (negative) or after the true time. */
export async function setClock(seconds: number): Promise<void> {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(BigInt(seconds));
  const file = await open(path, "a+").then((one) => one.close().then(() => open(path, "r+")));
  await file.write(bytes, 0, 8, 0);
  await file.close();
}
