import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Frame } from "puppeteer-core";
import { undock } from "../../src/cli/browser/drive-panel.ts";
import { EXTENSION, type Recording, startRecording } from "../../src/cli/browser/recording.ts";
import { findFirefox } from "../browser/firefox/find-firefox.ts";
import { type InspectedFirefox, inspectFirefox } from "../browser/firefox/inspected-firefox.ts";
import { inPanel, pictureOfPanel } from "../browser/firefox/toolbox.ts";
import { parseReport } from "../report/parse-report.ts";
import { type Lab, startLab } from "./lab.ts";
import { PROXIES } from "./proxies.ts";

/** `npm start`: the lab (or any page), a browser over it, and DevTools on the Upgrades tab; in Firefox with `--firefox`. */

/** How long a run without a display watches, in milliseconds: long enough for every case that is opened to show itself. */
const WATCH_MS = 8000;

const OUT = "out";

/** What is opened in Firefox: it begins one handshake at a time for an address, so nothing that waits. */
const FIREFOX_CASES = ["live", "echo", "closes", "status-404", "header-accept-wrong", "connection-refused"].concat(
  ["right", "denied", "no-upgrade", "moved", "down"].map((name) => `nginx-${name}`),
);

const VIEWPORTS = [
  { width: 1280, height: 720 },
  { width: 480, height: 720 },
];

const isFirefox = process.argv.includes("--firefox");
const [url] = process.argv.slice(2).filter((word) => !word.startsWith("--"));
if (url !== undefined && !URL.canParse(url))
  fail(`${url} is not a page address: it must begin with http:// or https://.`);
const lab = url === undefined ? await startLab({ proxies: PROXIES }) : null;
for (const line of lab?.missing ?? []) process.stderr.write(`${line}\n`);
try {
  if (isFirefox) await runFirefox(url ?? `${lab?.origin}/`, lab, hasDisplay());
  else await run(url ?? `${lab?.origin}/?open=all`, hasDisplay());
} catch (error) {
  process.exitCode = 1;
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
} finally {
  await lab?.close();
}

async function run(page: string, headed: boolean): Promise<void> {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const recording = await startRecording(page, EXTENSION, { headed, log: say, args: ["--window-size=1400,900"] });
  if (headed) {
    say("Close the browser to end.");
    await new Promise((resolve) => recording.browser.once("disconnected", resolve));
    return;
  }
  say(`No display: watching for ${WATCH_MS / 1000} s without a window …`);
  await new Promise((resolve) => setTimeout(resolve, WATCH_MS));
  await mkdir(OUT, { recursive: true });
  const report = await recording.report("markdown");
  const json = await recording.report("json");
  await writeFile(join(OUT, "report.json"), json);
  await writeFile(join(OUT, "report.md"), report);
  const wanted: readonly Picture[] = [
    ["healthy", idOf(json, "open", "healthy")],
    // What people come for most: a proxy that loses the handshake's headers.
    ["failed", idOf(json, "failed", "failed", "/no-upgrade/")],
  ];
  await takePictures(recording, [["list", null], ...wanted.filter(([, id]) => id !== null)]);
  await recording.close();
  printLines(json);
  say(`Saved under ${OUT}/: report.json, report.md and pictures of the panel.`);
}

/** The same in Firefox, one connection after the other: many at once queue up there (docs/firefox.md#pending). */
async function runFirefox(page: string, running: Lab | null, headed: boolean): Promise<void> {
  const say = (line: string) => process.stderr.write(`${line}\n`);
  const firefox = await findFirefox();
  if (firefox === null) throw new Error("No Firefox was found. Install it, or set FIREFOX to its path.");
  say("Starting Firefox with its DevTools on the Upgrades tab …");
  const at = await inspectFirefox(firefox, page, { headed, extension: join(dirname(EXTENSION), "dist-firefox") });
  await new Promise((resolve) => setTimeout(resolve, 1000));
  if (running !== null) {
    for (const id of FIREFOX_CASES) {
      await at.page.evaluate(`document.getElementById("open-${id}")?.click()`);
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
  }
  if (headed) {
    say("Close the browser to end.");
    await new Promise((resolve) => at.browser.once("disconnected", resolve));
    return;
  }
  say(`No display: watching for ${WATCH_MS / 1000} s without a window …`);
  await new Promise((resolve) => setTimeout(resolve, WATCH_MS));
  await mkdir(OUT, { recursive: true });
  const json = JSON.stringify(await at.report(), null, 2);
  await writeFile(join(OUT, "report-firefox.json"), json);
  await writeFile(join(OUT, "report-firefox.md"), await at.export("Markdown"));
  await takeFirefoxPictures(at);
  await at.close();
  printLines(json);
  say(`Saved under ${OUT}/: report-firefox.json, report-firefox.md and pictures of the panel.`);
}

/** A line for each connection: its verdict and the reason. */
function printLines(json: string): void {
  for (const { url, verdict } of parseReport(json).connections)
    process.stdout.write(`${verdict.level.padEnd(10)}${url ?? "unknown address"}: ${verdict.sentence}\n`);
}

async function takeFirefoxPictures({ window, report }: InspectedFirefox): Promise<void> {
  const id = idOf(JSON.stringify(await report()), "failed", "failed", "/denied/");
  if (id !== null) await inPanel(window, `document.querySelector('tr[data-id="${id}"]')?.click()`);
  for (const theme of ["light", "dark"] as const) {
    for (const size of VIEWPORTS) {
      const { png } = await pictureOfPanel(window, size, theme);
      await writeFile(join(OUT, `panel-firefox-${size.width}-${theme}.png`), png);
    }
  }
}

/** What a picture is named after, and whose details it shows; null: the list alone. */
type Picture = readonly [what: string, id: string | null];

/** A connection of the report for a picture: one in whose URL the wanted part is, else the first that fits. */
function idOf(json: string, state: string, level: string, part = ""): string | null {
  const fitting = parseReport(json).connections.filter((one) => one.state === state && one.verdict.level === level);
  const [best] = fitting.toSorted((a, b) => Number(b.url?.includes(part)) - Number(a.url?.includes(part)));
  return best?.id ?? null;
}

/** The panel as it stands in DevTools, wide and narrow, light and dark: the list, and these connections explained. */
async function takePictures({ open }: Recording, shown: readonly Picture[]): Promise<void> {
  const { devtools, panel } = open;
  await undock(open);
  for (const scheme of ["light", "dark"]) {
    await devtools.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    for (const viewport of VIEWPORTS) {
      await devtools.setViewport(viewport);
      // Undocking and resizing take a moment to reach the panel's own frame; a picture is no reason to fail.
      const isThere = panel.waitForFunction(`innerWidth === ${viewport.width}`, { polling: 100, timeout: 5000 });
      await isThere.catch(() => undefined);
      for (const [what, id] of shown) {
        if (id === null) {
          await closeDetail(panel);
        } else {
          await selectRow(panel, id);
          await panel.waitForSelector("[role='tabpanel']", { timeout: 5000 }).catch(() => null);
        }
        await new Promise((resolve) => setTimeout(resolve, 400));
        await devtools.screenshot({ path: join(OUT, `panel-${what}-${viewport.width}-${scheme}.png`) });
      }
    }
  }
}

async function closeDetail(panel: Frame): Promise<void> {
  if ((await panel.$("[role='tabpanel']")) === null) return;
  // Where nothing is open, Escape would open DevTools' drawer.
  await panel.focus("[role=grid]");
  await panel.page().keyboard.press("Escape");
}

/** Only the rows in view are drawn: it scrolls until the wanted one is. */
async function selectRow(panel: Frame, id: string): Promise<void> {
  const scroller = await panel.$("::-p-xpath(//table[.//tr[@data-id]]/..)");
  for (let top = 0; top < 20_000; top += 300) {
    await scroller?.evaluate((element, to) => element.scrollTo(0, to), top);
    const row = await panel.$(`tr[data-id="${id}"]`);
    if (row !== null) return row.click();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

function hasDisplay(): boolean {
  if (process.env["CI"]) return false;
  if (process.platform !== "linux") return true;
  return Boolean(process.env["DISPLAY"] || process.env["WAYLAND_DISPLAY"]);
}

function fail(line: string): never {
  process.stderr.write(`${line}\n`);
  process.exit(2);
}
