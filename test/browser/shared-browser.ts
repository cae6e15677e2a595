import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "puppeteer-core";
import { launch } from "../../src/cli/browser/launch.ts";

/** The built extension. */
export const EXTENSION = join(import.meta.dirname, "../../dist");

/** Names that end in .test are this machine, and every site has a process of its own: as on every computer with memory enough. */
export const SWITCHES: readonly string[] = ["--site-per-process", "--host-resolver-rules=MAP *.test 127.0.0.1"];

/** A page that was left is gone, with its workers: kept for Back, it would be seen by the tests after it. */
const FORGETFUL = "--disable-back-forward-cache";

/** The browser that the files of this worker use one after the other; null until the first one needs it. */
let shared: Promise<Browser> | null = null;

/**
 * The browser of this worker, with the extension. Who uses it closes what it opens there: pages, contexts, listeners. Another
 * one is started only when it is gone.
 */
export async function sharedBrowser(): Promise<Browser> {
  const before = await shared?.catch(() => null);
  if (before?.connected === true) return before;
  shared = start();
  return shared;
}

/** A page in a window of its own, in the browser of this worker: a tab in the background is not laid out. */
export async function openWindow(): Promise<Page> {
  const context = await (await sharedBrowser()).createBrowserContext();
  return context.newPage();
}

/** Closes all windows of their own. */
export async function closeWindows(): Promise<void> {
  const contexts = (await shared?.catch(() => null))?.browserContexts() ?? [];
  await Promise.all(contexts.filter(({ id }) => id !== undefined).map((context) => context.close()));
}

/** Ends it, because of what was done to it; the next who asks gets a new one. */
export async function discardBrowser(): Promise<void> {
  const before = await shared?.catch(() => null);
  shared = null;
  await before?.close();
}

/** Vitest stops a worker with SIGTERM, soon followed by SIGKILL: what is left to do is done at once. */
async function start(): Promise<Browser> {
  const browser = await launch({ extension: EXTENSION, args: [...SWITCHES, FORGETFUL] });
  const { pid = 0, spawnargs = [] } = browser.process() ?? {};
  const stop = () => {
    try {
      process.kill(-pid, "SIGKILL");
      for (const arg of spawnargs) {
        const [, profile] = /^--user-data-dir=(.+)/.exec(arg) ?? [];
        if (profile !== undefined) rmSync(profile, { recursive: true, force: true });
      }
    } catch {
      // It has ended by itself, or its last process was still writing: what is in the system's temporary folder is not missed.
    }
    process.exit();
  };
  process.once("SIGTERM", stop);
  browser.once("disconnected", () => process.off("SIGTERM", stop));
  return browser;
}
