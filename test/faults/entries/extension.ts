import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { EXTENSION, eventually } from "../../browser/inspected.ts";
import type { Fault, FaultStart } from "../fault.ts";
import type { Stage } from "../stage.ts";

const NEXT_VERSION = "9.9.9";

/** The extension itself is changed under an open panel. */
export const extensionFaults: readonly Fault[] = [
  {
    id: "extension-reloaded",
    what: "The extension is reloaded while it counts",
    expected: "DevTools can be opened again, and counts live",
    async run(stage) {
      await stage.live();
      await stage.socket("/live");
      await reload(stage, EXTENSION);
      await again(stage);
    },
  },
  {
    id: "extension-updated",
    what: "The extension is updated to another version while it counts",
    expected: "DevTools opened again shows the new version, and counts live",
    start: copied,
    async run(stage) {
      await stage.live();
      await stage.socket("/live");
      await raiseVersion();
      await reload(stage, folder);
      await again(stage);
      const version = await stage.panel.evaluate(() => chrome.runtime.getManifest().version);
      stage.see(`version ${version}`, version === NEXT_VERSION);
    },
  },
  {
    id: "extension-gone-under-the-panel",
    what: "The panel's extension is gone, and its page still there",
    expected: "what was seen stays listed, the panel says what to do, and doing it helps",
    async run(stage) {
      await stage.live();
      await stage.socket("/burst?n=1000&size=32");
      await eventually(
        async () => (await stage.report()).connections,
        ([first]) => first?.messages?.received.count === 1000,
      );
      // Chromium 156 closes DevTools when an extension in it is reloaded, with a window or without. Where a browser leaves it,
      // this is what the panel meets: no id any more, and a port that ends.
      await stage.panel.evaluate(() => Object.defineProperty(chrome.runtime, "id", { get: () => undefined }));
      await stage.killWorker();
      const state = await eventually(
        () => stage.capture(),
        (kind) => kind === "dead",
      );
      stage.see(`the panel is ${state}`, state === "dead");
      const told = /was updated, reloaded or removed.*close and reopen DevTools/.test(await stage.words());
      stage.see(told ? "it says to reopen DevTools" : "it does not say what to do", told);
      const rows = (await stage.report()).connections.length;
      stage.see(`${rows} row stays`, rows === 1);
      await stage.closeDevTools();
      await stage.openDevTools();
      await stage.live();
      stage.see(`then ${await stage.capture()} again`, (await stage.capture()) === "live");
    },
  },
];

/** The browser loads the folder once more, as its own button on chrome://extensions does. */
async function reload(stage: Stage, from: string): Promise<void> {
  await stage.at.browser.installExtension(from);
  const gone = await eventually(
    async () => stage.panel.detached,
    (detached) => detached,
    5000,
  );
  // Where the browser leaves DevTools open, a user closes it, as the panel says.
  if (!gone) await stage.closeDevTools();
  stage.open = null;
}

async function again(stage: Stage): Promise<void> {
  await eventually(
    async () => stage.debugged(),
    () => true,
  );
  const left = await stage.released();
  stage.see(left.length === 0 ? "no debugger is left" : "the session goes on", left.length === 0);
  await stage.openDevTools();
  await stage.live();
  await stage.socket("/burst?n=1000&size=32&name=next");
  stage.see(`the panel is ${await stage.capture()}`, (await stage.capture()) === "live");
}

/** The folder of the extension that is updated in the browser that runs now. */
let folder = "";

async function copied(): Promise<FaultStart> {
  folder = await mkdtemp(join(tmpdir(), "upgrades-extension-"));
  await cp(EXTENSION, folder, { recursive: true });
  return { options: { extension: folder }, end: () => rm(folder, { recursive: true, force: true }) };
}

async function raiseVersion(): Promise<void> {
  const path = join(folder, "manifest.json");
  await writeFile(path, JSON.stringify({ ...JSON.parse(await readFile(path, "utf8")), version: NEXT_VERSION }));
}
