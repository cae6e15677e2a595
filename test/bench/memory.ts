import type { Page } from "puppeteer-core";
import { goLive } from "../../src/cli/browser/drive-panel.ts";
import { doorsTo } from "../lab/doors.ts";
import { panelHeap, withPanel } from "./panel-world.ts";
import { table } from "./table.ts";

const EARLY = 100_000;
const LATE = 1_000_000;
const CONNECTIONS = 10_000;

/** As many as are asked for at once: the page's answer to one question must not take minutes. */
const TOGETHER = 500;

/** What the panel keeps while it counts live, once each: it is no matter of time. */
export async function memory(say: (line: string) => void): Promise<string> {
  const rows = [
    ...(await withPanel("/", async (world) => {
      await goLive(world.open);
      const empty = await panelHeap(world);
      const kept: [what: string, bytes: number][] = [["nothing", empty]];
      let counted = 0;
      for (const wanted of [EARLY, LATE]) {
        say(`Memory after ${wanted.toLocaleString("en")} messages …`);
        await receive(world.page, `${world.ws}/burst?size=32&n=`, wanted - counted);
        counted = wanted;
        await settle();
        kept.push([`${wanted.toLocaleString("en")} messages on a connection or two`, await panelHeap(world)]);
      }
      return kept;
    })),
    ...(await withPanel("/", async (world) => {
      say(`Memory after ${CONNECTIONS.toLocaleString("en")} connections …`);
      await goLive(world.open);
      const doors = await doorsTo(world.lab.ports["main"] ?? 0);
      const urls = doors.ports.map((port) => `ws://127.0.0.1:${port}/counted?n=1`);
      for (let opened = 0; opened < CONNECTIONS; opened += TOGETHER) {
        await world.page.evaluate(openAll, urls, TOGETHER);
      }
      doors.close();
      await settle();
      const kept: [what: string, bytes: number][] = [
        [`${CONNECTIONS.toLocaleString("en")} connections, opened and closed`, await panelHeap(world)],
      ];
      return kept;
    })),
  ];
  const [[, empty] = ["", 0]] = rows;
  return `The panel's heap, after a garbage collection. The target is at most 5 MB more from ${EARLY.toLocaleString("en")} to ${LATE.toLocaleString("en")} messages.

${table(
  ["After", "Heap", "More than at the beginning"],
  rows.map(([what, bytes]) => [what, megabytes(bytes), megabytes(bytes - empty)]),
)}`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** The panel has counted what the page has; it lags behind by less. */
async function settle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 5000));
}

/** In pieces, for the same reason. */
async function receive(page: Page, url: string, messages: number): Promise<void> {
  for (let left = messages; left > 0; left -= EARLY) {
    await page.evaluate(
      (address, wanted) =>
        new Promise((resolve) => {
          let count = 0;
          const socket = new WebSocket(address + wanted);
          socket.onmessage = () => {
            if (++count < wanted) return;
            socket.close();
            resolve(null);
          };
        }),
      url,
      Math.min(left, EARLY),
    );
  }
}

/** Runs in the page: so many, one at a time with each address, which Chromium does not delay. */
function openAll(urls: readonly string[], wanted: number): Promise<void> {
  return new Promise((resolve) => {
    let [opened, ended] = [0, 0];
    const next = () => {
      if (opened >= wanted) return;
      const socket = new WebSocket(urls[opened++ % urls.length] ?? "");
      socket.onmessage = () => socket.close();
      socket.onclose = () => (++ended === wanted ? resolve() : next());
    };
    for (const _ of urls) next();
  });
}
