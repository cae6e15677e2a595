import { cpus, loadavg } from "node:os";
import type { Browser, CDPSession, Page } from "puppeteer-core";
import { exportReport, goLive } from "../../src/cli/browser/drive-panel.ts";
import { launch } from "../../src/cli/browser/launch.ts";
import { type OpenPanel, openPanel } from "../../src/cli/browser/open-panel.ts";
import { EXTENSION } from "../../src/cli/browser/recording.ts";
import { type Lab, startLab } from "../lab/lab.ts";
import { median } from "./measure.ts";

/** Number of rounds in which all settings take turns; one more before them warms up. */
export const ROUNDS = 7;

/** Between two runs: Chrome goes on reporting to the panel for a while after the page has everything. Milliseconds. */
const REST_MS = 1500;

/** What a page does as fast as it can. */
interface Scene {
  readonly name: string;
  readonly sends: boolean;
  readonly messages: number;
  readonly bytes: number;
}

const SCENES: readonly Scene[] = [
  { name: "receives 8,000 of 32 bytes", sends: false, messages: 8000, bytes: 32 },
  { name: "receives 4,000 of 4 kB", sends: false, messages: 4000, bytes: 4096 },
  { name: "sends 8,000 of 32 bytes", sends: true, messages: 8000, bytes: 32 },
  { name: "sends 4,000 of 4 kB", sends: true, messages: 4000, bytes: 4096 },
];

/** What one run took, in milliseconds. */
interface Cost {
  /** From the first message to the last, as the page sees it. */
  readonly time: number;
  /** Of the processor, by the thread that the page's scripts run in; what else the machine does hardly changes it. */
  readonly page: number;
  /** Of the processor, by all of the browser's processes together. */
  readonly all: number;
}

/** The middle, the least and the most of the rounds. */
export interface Spread {
  readonly middle: number;
  readonly least: number;
  readonly most: number;
}

/** How a page fares with one setting. */
export interface BrowserRow {
  readonly scene: string;
  readonly setting: string;
  readonly milliseconds: number;
  /** Each beside the run with DevTools alone in the same round. */
  readonly ratios: Readonly<Record<keyof Cost, Spread>>;
}

export interface BrowserResult {
  /** "Chrome/150.0.0.0" */
  readonly version: string;
  readonly cores: number;
  /** The machine's load (1 minute) when it began and when it was over. */
  readonly loads: readonly [number, number];
  readonly rows: readonly BrowserRow[];
  /** How many of the last run's messages were sent, and how many of them the panel had counted. */
  readonly sent: number;
  readonly counted: number;
}

interface Setting {
  readonly name: string;
  readonly browser: Browser;
  readonly page: Page;
  readonly open: OpenPanel | null;
  /** Asks the browser for the time of its processes, and of the page's thread. */
  readonly processes: CDPSession;
  readonly thread: CDPSession;
}

/** What each browser is set up with, the first with DevTools alone: the others are compared with it. */
const SETTINGS: readonly (readonly [name: string, prepare: (page: Page) => Promise<OpenPanel | null>])[] = [
  ["DevTools alone", async (page) => page.openDevTools().then(() => null)],
  ["no DevTools", async () => null],
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
  const [loadBefore = 0] = loadavg();
  const lab = await startLab();
  const settings: Setting[] = [];
  try {
    for (const [name, prepare] of SETTINGS) {
      const browser = await launch({ extension: EXTENSION, log: say });
      const [page = await browser.newPage()] = await browser.pages();
      const open = await prepare(page);
      const processes = await browser.target().createCDPSession();
      const thread = await page.createCDPSession();
      await thread.send("Performance.enable", { timeDomain: "threadTicks" });
      settings.push({ name, browser, page, open, processes, thread });
    }
    const rounds: Cost[][][] = [];
    for (let i = 0; i <= ROUNDS; i++) {
      say(`Round ${i} of ${ROUNDS} in the browser …`);
      const round: Cost[][] = [];
      for (const scene of SCENES) round.push(await inTurns(settings, lab, scene));
      if (i > 0) rounds.push(round);
    }
    const [loadAfter = 0] = loadavg();
    return {
      ...(await about(settings)),
      loads: [loadBefore, loadAfter],
      sent: SCENES.at(-1)?.messages ?? 0,
      rows: SCENES.flatMap(({ name }, at) =>
        rowsOf(
          name,
          settings,
          rounds.map((round) => round[at] ?? []),
        ),
      ),
    };
  } finally {
    for (const { browser } of settings) await browser.close();
    await lab.close();
  }
}

async function inTurns(settings: readonly Setting[], lab: Lab, { sends, messages, bytes }: Scene): Promise<Cost[]> {
  const path = sends ? `/swallow?n=${messages}` : `/burst?n=${messages}&size=${bytes}`;
  const costs: Cost[] = [];
  for (const setting of settings) {
    // A fresh page each time: neither it nor DevTools carries the messages of the run before.
    await setting.page.goto(`${lab.origin}/`);
    const before = await spent(setting);
    const time = await setting.page.evaluate(flood, lab.origin.replace("http", "ws") + path, sends, messages, bytes);
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
    const after = await spent(setting);
    costs.push({ time, page: after.page - before.page, all: after.all - before.all });
  }
  return costs;
}

/** Milliseconds of the processor since the browser began. */
async function spent({ processes, thread }: Setting): Promise<{ page: number; all: number }> {
  const { processInfo } = await processes.send("SystemInfo.getProcessInfo");
  const { metrics } = await thread.send("Performance.getMetrics");
  const page = metrics.find(({ name }) => name === "ThreadTime")?.value ?? Number.NaN;
  return { page: page * 1000, all: processInfo.reduce((sum, { cpuTime }) => sum + cpuTime * 1000, 0) };
}

function rowsOf(scene: string, settings: readonly Setting[], rounds: readonly (readonly Cost[])[]): BrowserRow[] {
  const ratio = (i: number, of: keyof Cost) =>
    spreadOf(rounds.map((costs) => (costs[i]?.[of] ?? Number.NaN) / (costs[0]?.[of] ?? Number.NaN)));
  return settings.map(({ name: setting }, i) => ({
    scene,
    setting,
    milliseconds: median(rounds.map((costs) => costs[i]?.time ?? Number.NaN)),
    ratios: { time: ratio(i, "time"), page: ratio(i, "page"), all: ratio(i, "all") },
  }));
}

function spreadOf(values: readonly number[]): Spread {
  return { middle: median(values), least: Math.min(...values), most: Math.max(...values) };
}

async function about(settings: readonly Setting[]): Promise<Pick<BrowserResult, "version" | "cores" | "counted">> {
  const last = settings.at(-1);
  if (last === undefined || last.open === null) throw new Error("No panel was open.");
  const { browser, open } = last;
  const counted = await countedBy(async () => (await exportReport(browser, open, "JSON")).text);
  return { version: await browser.version(), cores: cpus().length, counted };
}

/** Runs in the page: receives messages, or sends them and waits until the server has them. */
function flood(url: string, sends: boolean, messages: number, bytes: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let start = performance.now();
    let left = sends ? 1 : messages;
    const text = "x".repeat(bytes);
    const socket = new WebSocket(url);
    socket.onerror = () => reject(new Error("The connection failed."));
    socket.onopen = () => {
      start = performance.now();
      if (sends) for (let i = 0; i < messages; i++) socket.send(text);
    };
    socket.onmessage = () => {
      if (--left === 0) resolve(performance.now() - start);
    };
  });
}

/** The panel may lag behind the page: it is asked until it has them all, or has had time enough. */
async function countedBy(report: () => Promise<string>): Promise<number> {
  const wanted = SCENES.at(-1)?.messages ?? 0;
  let counted = 0;
  for (let i = 0; i < 20 && counted < wanted; i++) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const { connections } = JSON.parse(await report());
    const [last] = connections.filter(({ url }: { url: string }) => url.includes("/swallow")).slice(-1);
    counted = Number(last?.messages?.sent?.count ?? 0);
  }
  return counted;
}
