import type { Page } from "puppeteer-core";
import { goLive } from "../../src/cli/browser/drive-panel.ts";
import { ROUNDS } from "./measure.ts";
import { type PanelWorld, withPanel } from "./panel-world.ts";
import { type Spread, spreadOf, wholeText } from "./spread.ts";
import { table } from "./table.ts";

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
  const rows: [what: string, spread: Spread, target: string][] = [
    ["from the panel's page being asked for to its first paint", spreadOf(paint.slice(1)), "150 ms"],
    ["from `new WebSocket` in the page to its row in the list, live", spreadOf(row.slice(1)), "100 ms"],
  ];
  return table(
    ["What", "Time", "Target"],
    rows.map(([what, spread, target]) => [what, wholeText(spread, "ms"), target]),
  );
}

/** The browser's own time of the panel's page, from the navigation's beginning; it may be told a moment after the panel is ready. */
async function paintMs({ panel }: PanelWorld): Promise<number> {
  return panel.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list, observer) => {
          const [first] = list.getEntriesByName("first-contentful-paint");
          if (first === undefined) return;
          observer.disconnect();
          resolve(first.startTime);
        }).observe({ type: "paint", buffered: true });
      }),
  );
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
