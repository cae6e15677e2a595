import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Frame } from "puppeteer-core";
import { har, START, socketEntry } from "../cli/built-har.ts";
import { ROUNDS } from "./measure.ts";
import { withPanel } from "./panel-world.ts";
import { ratioText, spreadOf, wholeText } from "./spread.ts";
import { table } from "./table.ts";

/** What is compared: a list that fits the screen three times, and the largest that is kept. */
const [FEW, MANY] = [100, 10_000];

/** Milliseconds. */
interface Found {
  readonly first: number;
  readonly scroll: number;
  readonly timeline: number;
}

const ROWS: readonly (readonly [key: keyof Found, what: string, target: string])[] = [
  ["first", "from the data being there until its first rows are on the screen", "100 ms"],
  ["scroll", "longest frame of a scroll from the top to the bottom in 60 steps", "50 ms"],
  ["timeline", "longest drawing of the timeline while a wheel zooms into it", "16 ms"],
];

/** A list of many connections beside one of few: files of both are imported into one panel in turns, and looked at. */
export async function many(say: (line: string) => void): Promise<string> {
  const rounds = await withPanel("/", async ({ panel }) => {
    const folder = await mkdtemp(join(tmpdir(), "upgrades-bench-"));
    try {
      const [few, all] = [await fileOf(folder, FEW), await fileOf(folder, MANY)];
      const found: { few: Found; all: Found }[] = [];
      for (let i = 0; i <= ROUNDS; i++) {
        say(`A long list: round ${i} of ${ROUNDS} …`);
        const first = await lookAt(panel, i % 2 === 0 ? few : all);
        const second = await lookAt(panel, i % 2 === 0 ? all : few);
        found.push(i % 2 === 0 ? { few: first, all: second } : { few: second, all: first });
      }
      return found.slice(1);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
  const rows = ROWS.map(([key, what, target]) => {
    const of = (one: "few" | "all") => spreadOf(rounds.map((round) => round[one][key]));
    const ratio = spreadOf(rounds.map(({ few, all }) => all[key] / few[key]));
    return [what, wholeText(of("few"), "ms"), wholeText(of("all"), "ms"), target, ratioText(ratio, 1)];
  });
  const number = (count: number) => count.toLocaleString("en");
  return table(["What", `${number(FEW)} connections`, `${number(MANY)}`, "Target", "Ratio"], rows);
}

/** A capture with connections of every kind: open, ended, refused, cut after a minute. */
async function fileOf(folder: string, count: number): Promise<string> {
  const path = join(folder, `${count}.har`);
  const entries = Array.from({ length: count }, (_, i) => {
    const status = i % 7 === 3 ? 0 : 101;
    const error = { type: "error", time: START + i, opcode: -1, data: "net::ERR_CONNECTION_REFUSED" };
    const received = { type: "receive", time: START + i + (i % 60), opcode: 1, data: "hello" };
    const entry = socketEntry({
      url: `wss://example.com/feed/${i}`,
      status,
      messages: [status === 0 ? error : received],
    });
    return { ...entry, startedDateTime: new Date((START + i) * 1000).toISOString() };
  });
  await writeFile(path, har(entries));
  return path;
}

/** Imports a file, measures, and takes it out of the list again. */
async function lookAt(panel: Frame, path: string): Promise<Found> {
  await panel.evaluate(watchList);
  const input = await panel.waitForSelector(".toolbar input[type=file]");
  await (await input?.toElement("input"))?.uploadFile(path);
  const found = await panel.evaluate(lookAtAll);
  await panel.$eval(".import-remove", (button) => button instanceof HTMLElement && button.click());
  await panel.waitForFunction(() => document.querySelector("tr[data-id]") === null, { polling: 50 });
  return found;
}

/**
 * Runs in the panel: how long the task that makes the first rows and the frame that shows them take together. A message to
 * itself, again and again, tells when the task before that one had ended.
 */
function watchList(): void {
  const state = { first: 0 };
  Reflect.set(globalThis, "bench", state);
  const { port1, port2 } = new MessageChannel();
  let lastAt = performance.now();
  port1.onmessage = () => {
    lastAt = performance.now();
    port2.postMessage(null);
  };
  port2.postMessage(null);
  new MutationObserver((_, observer) => {
    if (!document.querySelector("tr[data-id]")) return;
    observer.disconnect();
    port1.close();
    // After the frame: by then it has been handed to the screen.
    requestAnimationFrame(() =>
      setTimeout(() => {
        state.first = performance.now() - lastAt;
      }),
    );
  }).observe(document.body, { childList: true, subtree: true });
}

/** Runs in the panel. */
async function lookAtAll(): Promise<Found> {
  const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  const state = Reflect.get(globalThis, "bench");
  while (state.first === 0) await wait(50);
  await wait(500);
  const scroller = document.querySelector("[role=grid]")?.parentElement;
  const strip = document.querySelector(".timeline-strip");
  if (!scroller || !strip) throw new Error("There is no list, or no timeline.");

  let scroll = 0;
  const most = scroller.scrollHeight - scroller.clientHeight;
  for (let i = 0, last = await frame(); i < 60; i++) {
    scroller.scrollTop = (most * i) / 59;
    const now = await frame();
    scroll = Math.max(scroll, now - last);
    last = now;
  }

  // The drawing is a callback of a frame: the longest of them all is at most its time.
  let timeline = 0;
  const { requestAnimationFrame: request } = window;
  window.requestAnimationFrame = (callback) =>
    request((time) => {
      const began = performance.now();
      callback(time);
      timeline = Math.max(timeline, performance.now() - began);
    });
  for (let i = 0; i < 20; i++) {
    const deltaY = i % 2 === 0 ? -300 : 300;
    strip.dispatchEvent(new WheelEvent("wheel", { deltaY, bubbles: true, cancelable: true }));
    await wait(50);
  }
  window.requestAnimationFrame = request;
  return { first: state.first, scroll, timeline };
}
