import { cpus } from "node:os";
import type { Browser, Page } from "puppeteer-core";
import { exportReport, goLive } from "../../src/cli/browser/drive-panel.ts";
import { launch } from "../../src/cli/browser/launch.ts";
import { type OpenPanel, openPanel } from "../../src/cli/browser/open-panel.ts";
import { EXTENSION } from "../../src/cli/browser/recording.ts";
import { type Lab, startLab } from "../lab/lab.ts";
import { median, RUNS } from "./measure.ts";

const MESSAGES = 20_000;
const BYTES = 32;

/** Between two runs: Chrome goes on reporting to the panel for a while after the page has everything. Milliseconds. */
const REST_MS = 3000;

/** How a page fares while it receives messages as fast as they come. */
export interface BrowserRow {
  readonly setting: string;
  /** The median of the runs, from the opening to the last message, as the page sees it. */
  readonly milliseconds: number;
  /** The median of what each run took beside the run without DevTools just before it. */
  readonly ratio: number;
}

export interface BrowserResult {
  /** "Chrome/150.0.0.0" */
  readonly version: string;
  readonly cores: number;
  readonly messages: number;
  readonly bytes: number;
  readonly rows: readonly BrowserRow[];
  /** How many of the last run's messages the panel had counted. */
  readonly counted: number;
}

interface Setting {
  readonly name: string;
  readonly browser: Browser;
  readonly page: Page;
  readonly open: OpenPanel | null;
}

/** What each browser is set up with, the first without anything: the others are compared with it. */
const SETTINGS: readonly (readonly [name: string, prepare: (page: Page) => Promise<OpenPanel | null>])[] = [
  ["no DevTools", async () => null],
  ["DevTools open, another tab of it in front", async (page) => page.openDevTools().then(() => null)],
  ["the Upgrades tab in front, passive", openPanel],
  [
    "the Upgrades tab in front, counting live",
    async (page) => {
      const open = await openPanel(page);
      await goLive(open);
      return open;
    },
  ],
];

/**
 * Measures in real browsers, one for each setting. They take turns, so that whatever else the machine does meets them all.
 */
export async function browsing(say: (line: string) => void): Promise<BrowserResult> {
  const lab = await startLab();
  const settings: Setting[] = [];
  try {
    for (const [name, prepare] of SETTINGS) {
      const browser = await launch({ extension: EXTENSION, log: say });
      const [page = await browser.newPage()] = await browser.pages();
      settings.push({ name, browser, page, open: await prepare(page) });
    }
    const rounds: number[][] = [];
    // The first round warms up.
    for (let i = 0; i <= RUNS; i++) {
      say(`Round ${i} of ${RUNS} in the browser …`);
      rounds.push(await round(settings, lab));
    }
    return { ...(await about(settings)), messages: MESSAGES, bytes: BYTES, rows: rowsOf(settings, rounds.slice(1)) };
  } finally {
    for (const { browser } of settings) await browser.close();
    await lab.close();
  }
}

async function round(settings: readonly Setting[], lab: Lab): Promise<number[]> {
  const url = `${lab.origin.replace("http", "ws")}/burst?n=${MESSAGES}&size=${BYTES}`;
  const times: number[] = [];
  for (const { page } of settings) {
    // A fresh page each time: neither it nor DevTools carries the messages of the run before.
    await page.goto(`${lab.origin}/`);
    times.push(await page.evaluate(receive, url, MESSAGES));
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
  }
  return times;
}

function rowsOf(settings: readonly Setting[], rounds: readonly (readonly number[])[]): BrowserRow[] {
  return settings.map(({ name }, i) => ({
    setting: name,
    milliseconds: median(rounds.map((times) => times[i] ?? Number.NaN)),
    ratio: median(rounds.map((times) => (times[i] ?? Number.NaN) / (times[0] ?? Number.NaN))),
  }));
}

async function about(settings: readonly Setting[]): Promise<Pick<BrowserResult, "version" | "cores" | "counted">> {
  const last = settings.at(-1);
  if (last === undefined || last.open === null) throw new Error("No panel was open.");
  const { browser, open } = last;
  const counted = await countedBy(async () => (await exportReport(browser, open, "JSON")).text);
  return { version: await browser.version(), cores: cpus().length, counted };
}

/** Runs in the page. */
function receive(url: string, messages: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    let left = messages;
    const socket = new WebSocket(url);
    socket.onerror = () => reject(new Error("The connection failed."));
    socket.onmessage = () => {
      if (--left === 0) resolve(performance.now() - start);
    };
  });
}

/** The panel may lag behind the page: it is asked until it has them all, or has had time enough. */
async function countedBy(report: () => Promise<string>): Promise<number> {
  let counted = 0;
  for (let i = 0; i < 20 && counted < MESSAGES; i++) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const { connections } = JSON.parse(await report());
    const [last] = connections.filter(({ url }: { url: string }) => url.includes("/burst")).slice(-1);
    counted = Number(last?.messages?.received?.count ?? 0);
  }
  return counted;
}
