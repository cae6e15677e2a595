import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Page } from "puppeteer-core";
import { undock } from "../../src/cli/browser/drive-panel.ts";
import { type Recording, startRecording } from "../../src/cli/browser/recording.ts";
import { startLab } from "../../test/lab/lab.ts";
import { parseReport } from "../../test/report/parse-report.ts";
import { OPENED, PAGE, scriptFor, switches } from "./scene.ts";
import { tile } from "./tile.ts";

const OUT = resolve("store/pictures");

/** Size of a screenshot in the stores, in pixels. */
const SCREEN = { width: 1280, height: 800 };

/** How long the page's connections talk before the first picture, in milliseconds. */
const WATCH_MS = 25_000;

/** What is shown: the connection by a part of its address, the tab, light or dark. */
const SHOWN = [
  { name: "1-refused", url: "/no-upgrade/live", tab: "Explanation", scheme: "light" },
  { name: "2-open", url: "/right/live", tab: "Explanation", scheme: "dark" },
  { name: "3-handshake", url: "/deflate", tab: "Handshake", scheme: "light" },
  { name: "4-messages", url: "com/ws", tab: "Messages", scheme: "dark" },
  { name: "5-timing", url: "/subprotocol", tab: "Timing", scheme: "light" },
] as const;

/**
 * Makes the pictures of the stores: the real panel in real DevTools, over connections of the lab, most of them through nginx.
 *
 * @throws Error when there is no nginx or no browser
 */
export async function makeStorePictures(log: (line: string) => void): Promise<void> {
  const lab = await startLab({ proxies: ["nginx"] });
  try {
    const recording = await startRecording(PAGE, resolve("dist"), { log, args: switches(lab) });
    try {
      await open(recording.page);
      log(`Watching for ${WATCH_MS / 1000} s …`);
      await pause(WATCH_MS);
      await rm(OUT, { recursive: true, force: true });
      await mkdir(OUT, { recursive: true });
      await screens(recording);
      await tiles(recording);
    } finally {
      await recording.close();
    }
  } finally {
    await lab.close();
  }
}

/** Opens the connections one after the other, as an application does while it starts: in a script with no other beneath it. */
async function open(page: Page): Promise<void> {
  await page.setUserAgent({ userAgent: (await page.browser().userAgent()).replace("Headless", "") });
  // Scripts that Puppeteer adds have its own functions, with the places of their files, in the stacks of what they open.
  const session = await page.createCDPSession();
  for (const opened of OPENED) {
    await session.send("Runtime.evaluate", { expression: scriptFor(opened) });
    await pause(150);
  }
  await session.detach();
}

async function screens(recording: Recording): Promise<void> {
  const { devtools, panel } = recording.open;
  const { connections } = parseReport(await recording.report("json"));
  await undock(recording.open);
  await devtools.setViewport(SCREEN);
  await panel.waitForFunction(`innerWidth === ${SCREEN.width}`, { polling: 100, timeout: 5000 });
  for (const { name, url, tab, scheme } of SHOWN) {
    await devtools.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    const id = connections.find((one) => one.url?.includes(url))?.id;
    await (await panel.waitForSelector(`tr[data-id="${id}"]`, { timeout: 5000 }))?.click();
    await (await panel.waitForSelector(`::-p-xpath(//*[@role="tab"][normalize-space()="${tab}"])`))?.click();
    await pause(700);
    await devtools.screenshot({ path: join(OUT, `${name}.png`) });
  }
}

/** The two tiles of the Chrome Web Store: the icon, what it is for, and on the large one a part of the first screenshot. */
async function tiles({ browser }: Recording): Promise<void> {
  const icon = await readFile(resolve("public/icons/icon.svg"), "utf8");
  const screen = (await readFile(join(OUT, "1-refused.png"))).toString("base64");
  const page = await browser.newPage();
  for (const [name, width, height] of [
    ["tile", 440, 280],
    ["marquee", 1400, 560],
  ] as const) {
    await page.setViewport({ width, height });
    await page.setContent(tile({ icon, screen: name === "marquee" ? screen : null }));
    await writeFile(join(OUT, `${name}.png`), await page.screenshot({ type: "png" }));
  }
  await page.close();
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
