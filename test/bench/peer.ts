import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "puppeteer-core";

/** An extension of somebody else with a tab of its own in DevTools, measured beside ours. It is no part of this project. */
export interface Peer {
  /** The folder of the built extension. */
  readonly folder: string;
  /** As it calls itself, with its version. */
  readonly name: string;
  /** What it is, for the page. */
  readonly about: string;
}

const peerAt = process.argv.indexOf("--peer");

/** How often its tab is looked for, and the wait in between, in milliseconds. */
const TRIES = 150;
const WAIT_MS = 100;

/**
 * The extension that `--peer FOLDER` names; null without it.
 *
 * @throws Error when no extension is there
 */
export function readPeer(): Peer | null {
  const folder = peerAt < 0 ? undefined : process.argv[peerAt + 1];
  if (folder === undefined) return null;
  const { name, version, default_locale: locale } = JSON.parse(readFileSync(join(folder, "manifest.json"), "utf8"));
  const [, key] = /^__MSG_(\w+)__$/.exec(name) ?? [];
  const own = key === undefined ? name : localized(folder, locale, key);
  return {
    folder,
    name: `${own} ${version}`,
    about:
      "The other extension shows the messages themselves, and ours counts them: what the page pays is compared, not what one gets.",
  };
}

function localized(folder: string, locale: string, key: string): string {
  const texts = JSON.parse(readFileSync(join(folder, "_locales", locale, "messages.json"), "utf8"));
  return texts[key]?.message ?? key;
}

/**
 * Opens DevTools with the extension's own tab in front: the only one that no part of DevTools has.
 *
 * @throws Error when it has none
 */
export async function openPeer(page: Page, { name }: Peer): Promise<null> {
  const devtools = await page.openDevTools();
  const script = `import("./ui/legacy/legacy.js").then(async (ui) => {
    const manager = ui.ViewManager.ViewManager.instance();
    const id = [...manager.views.keys()].find((view) => view.startsWith("chrome-extension://"));
    if (id === undefined) return false;
    await manager.showView(id);
    return true;
  })`;
  for (let i = 0; i < TRIES; i++) {
    if ((await devtools.evaluate(script).catch(() => false)) === true) return null;
    await new Promise((resolve) => setTimeout(resolve, WAIT_MS));
  }
  throw new Error(`${name} has no tab in DevTools.`);
}
