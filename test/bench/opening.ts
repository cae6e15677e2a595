import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "puppeteer-core";
import { goLive } from "../../src/cli/browser/drive-panel.ts";
import { har, socketEntry } from "../cli/built-har.ts";
import { ROUNDS } from "./measure.ts";
import { type PanelWorld, withPanel } from "./panel-world.ts";
import { type Spread, spreadOf, wholeText } from "./spread.ts";
import { table } from "./table.ts";

const CONNECTIONS = 10_000;

/** How quickly the panel is there, and shows what is new. */
export async function opening(say: (line: string) => void): Promise<string> {
  const paint: number[] = [];
  const row: number[] = [];
  for (let i = 0; i <= ROUNDS; i++) {
    say(`First paint and first row: round ${i} of ${ROUNDS} …`);
    await withPanel("/", async (world) => {
      paint.push(await paintMs(world));
      await goLive(world.open);
      row.push(await rowMs(world));
    });
  }
  say(`${CONNECTIONS.toLocaleString("en")} connections …`);
  const many = await withPanel("/", manyMs);
  const rows: [what: string, spread: Spread, target: string][] = [
    ["from the panel's page being asked for to its first paint", spreadOf(paint.slice(1)), "150 ms"],
    ["from `new WebSocket` in the page to its row in the list, live", spreadOf(row.slice(1)), "100 ms"],
    [
      `from the first row of ${CONNECTIONS.toLocaleString("en")} connections being made until it is on the screen`,
      many.list,
      "100 ms",
    ],
    ["longest frame of a scroll through them", many.frame, "50 ms"],
    ["the frame that draws them, with their timeline's canvas", many.timeline, "16 ms"],
  ];
  return table(
    ["What", "Time", "Target"],
    rows.map(([what, spread, target]) => [what, wholeText(spread, "ms"), target]),
  );
}

/** The browser's own times of the panel's page: from the navigation's beginning. */
async function paintMs({ panel }: PanelWorld): Promise<number> {
  return panel.evaluate(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? Number.NaN);
}

async function rowMs({ panel, page, ws }: PanelWorld): Promise<number> {
  const seen = panel.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new MutationObserver((_, observer) => {
          if (!document.querySelector("tr[data-id]")) return;
          observer.disconnect();
          // When it is really on the screen.
          requestAnimationFrame(() => setTimeout(() => resolve(performance.timeOrigin + performance.now())));
        }).observe(document.body, { childList: true, subtree: true });
      }),
  );
  const opened = await openIn(page, `${ws}/idle`);
  return (await seen) - opened;
}

async function openIn(page: Page, url: string): Promise<number> {
  return page.evaluate((address) => {
    const at = performance.timeOrigin + performance.now();
    Reflect.set(window, "kept", new WebSocket(address));
    return at;
  }, url);
}

interface Many {
  readonly list: Spread;
  readonly frame: Spread;
  readonly timeline: Spread;
}

/** A file with so many connections is imported again and again, and looked at. */
async function manyMs({ panel }: PanelWorld): Promise<Many> {
  const folder = await mkdtemp(join(tmpdir(), "upgrades-bench-"));
  const found: { list: number; frame: number; timeline: number }[] = [];
  try {
    const path = join(folder, "many.har");
    await writeFile(
      path,
      har(Array.from({ length: CONNECTIONS }, (_, i) => socketEntry({ url: `wss://example.com/feed/${i}` }))),
    );
    for (let i = 0; i <= ROUNDS; i++) {
      await panel.evaluate(watchList);
      const input = await panel.waitForSelector(".toolbar input[type=file]");
      await (await input?.toElement("input"))?.uploadFile(path);
      found.push(await panel.evaluate(lookAtAll));
      await panel.$eval(".import-remove", (button) => button instanceof HTMLElement && button.click());
      await panel.waitForFunction(() => document.querySelector("tr[data-id]") === null, { polling: 50 });
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const of = (value: (one: (typeof found)[number]) => number) => spreadOf(found.slice(1).map(value));
  return { list: of(({ list }) => list), frame: of(({ frame }) => frame), timeline: of(({ timeline }) => timeline) };
}

/** Runs in the panel: the time of the first row, that of the last task before it, and what the canvas costs. */
function watchList(): void {
  const state = { tasks: [0], row: 0, timeline: 0 };
  Reflect.set(globalThis, "bench", state);
  new MutationObserver((_, observer) => {
    if (!document.querySelector("tr[data-id]")) return;
    observer.disconnect();
    const began = performance.now();
    requestAnimationFrame(() => {
      const frame = performance.now();
      setTimeout(() => {
        state.row = performance.now() - began;
        state.timeline = performance.now() - frame;
      });
    });
  }).observe(document.body, { childList: true, subtree: true });
}

/** Runs in the panel: scrolls from the top to the bottom in 60 frames. */
async function lookAtAll(): Promise<{ list: number; frame: number; timeline: number }> {
  const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const state = Reflect.get(globalThis, "bench");
  while (state.row === 0) await wait(50);
  await wait(1000);
  const scroller = document.querySelector("[role=grid]")?.parentElement;
  if (!scroller) throw new Error("There is no list.");
  let longest = 0;
  const most = scroller.scrollHeight - scroller.clientHeight;
  for (let i = 0, last = performance.now(); i < 60; i++) {
    scroller.scrollTop = (most * i) / 59;
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }
  return { list: state.row, frame: longest, timeline: state.timeline };
}
