import type { Browser, Page } from "puppeteer-core";
import { exportReport, goLive } from "../../src/cli/browser/drive-panel.ts";
import { launch } from "../../src/cli/browser/launch.ts";
import { type OpenPanel, openPanel } from "../../src/cli/browser/open-panel.ts";
import { EXTENSION } from "../../src/cli/browser/recording.ts";
import { type Lab, startLab } from "../lab/lab.ts";
import { ROUNDS } from "./measure.ts";
import { openPeer, type Peer, readPeer } from "./peer.ts";
import { ratioText, spreadOf, wholeText } from "./spread.ts";
import { table } from "./table.ts";

/** Between two runs: Chrome goes on reporting for a while after the page has everything. Milliseconds. */
const REST_MS = 1000;

/** What a page is made to do as fast as it can. */
const SCENES = [
  { way: "received", bytes: 32, messages: 10_000 },
  { way: "received", bytes: 4096, messages: 5000 },
  { way: "sent", bytes: 32, messages: 10_000 },
  { way: "sent", bytes: 4096, messages: 5000 },
] as const;
type Scene = (typeof SCENES)[number];

interface Setting {
  readonly name: string;
  readonly browser: Browser;
  readonly page: Page;
  readonly open: OpenPanel | null;
}

const LIVE = "the Upgrades tab in front, counting live";

/** What each browser is set up with. All are compared with the second, DevTools without the Upgrades tab. */
const SETTINGS: readonly (readonly [name: string, prepare: (page: Page) => Promise<OpenPanel | null>])[] = [
  ["no DevTools", async () => null],
  ["DevTools alone, another tab of it in front", async (page) => page.openDevTools().then(() => null)],
  [
    "DevTools alone, and a bare debugger with its network events on",
    async (page) => {
      await page.openDevTools();
      const client = await page.createCDPSession();
      await client.send("Network.enable");
      return null;
    },
  ],
  ["the Upgrades tab in front, passive", openPanel],
  [
    LIVE,
    async (page) => {
      const open = await openPanel(page);
      await goLive(open);
      return open;
    },
  ],
];

/** The settings of this run: with the peer where there is one. */
const settingsOf = (peer: Peer | null): typeof SETTINGS =>
  peer === null
    ? SETTINGS
    : [...SETTINGS, [`another extension's tab in front: ${peer.name}`, (page) => openPeer(page, peer)]];

/** Which of them the others are compared with. */
const BASE = 1;

/** How a page fares while it sends or receives as fast as it can, with each setting in turn. */
export async function flood(say: (line: string) => void): Promise<string> {
  const lab = await startLab();
  const peer = readPeer();
  const settings: Setting[] = [];
  try {
    for (const [name, prepare] of settingsOf(peer)) {
      // A peer is measured without ours.
      const isPeer = peer !== null && name.endsWith(peer.name);
      const browser = await launch({ extension: isPeer ? peer.folder : EXTENSION, log: say });
      const [page = await browser.newPage()] = await browser.pages();
      settings.push({ name, browser, page, open: await prepare(page) });
    }
    const parts: string[] = [];
    for (const scene of SCENES) {
      const rounds: number[][] = [];
      // The first round warms up.
      for (let i = 0; i <= ROUNDS; i++) {
        say(`${scene.way}, ${scene.bytes} bytes: round ${i} of ${ROUNDS} …`);
        rounds.push(await round(settings, lab, scene));
      }
      parts.push(sceneText(scene, settings, rounds.slice(1)));
    }
    const last = settings.find(({ name }) => name === LIVE);
    const { messages, way } = SCENES[SCENES.length - 1] ?? SCENES[0];
    const counted =
      last === undefined || last.open === null ? 0 : await countedBy(last.browser, last.open, way, messages);
    return `A page receives messages as fast as a local server sends them, or sends them as fast as it may. The time is the page's
own, from the opening to the last message; of sent ones, until the server says that it has them all. The settings take
turns; a ratio is that to DevTools alone in the same round. The targets are 1.2 for live counts and 1.02 for passive.
${peer === null ? "" : `\n${peer.about}\n`}
${parts.join("\n\n")}

In the last run the panel had counted ${counted.toLocaleString("en")} of ${messages.toLocaleString("en")} messages.`;
  } finally {
    for (const { browser } of settings) await browser.close();
    await lab.close();
  }
}

async function round(settings: readonly Setting[], lab: Lab, { way, bytes, messages }: Scene): Promise<number[]> {
  const origin = lab.origin.replace("http", "ws");
  const times: number[] = [];
  for (const { page } of settings) {
    // A fresh page each time: neither it nor DevTools carries the messages of the run before.
    await page.goto(`${lab.origin}/`);
    const run =
      way === "received"
        ? page.evaluate(receive, `${origin}/burst?n=${messages}&size=${bytes}`, messages)
        : page.evaluate(send, `${origin}/swallows?n=${messages}`, messages, bytes);
    times.push(await run);
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
  }
  return times;
}

function sceneText({ way, bytes, messages }: Scene, settings: readonly Setting[], rounds: readonly number[][]): string {
  const of = (i: number) => rounds.map((times) => times[i] ?? Number.NaN);
  const rows = settings.map(({ name }, i) => {
    const time = spreadOf(of(i));
    const ratio = spreadOf(rounds.map((times) => (times[i] ?? Number.NaN) / (times[BASE] ?? Number.NaN)));
    const aSecond = Math.round((messages * 1000) / time.median).toLocaleString("en");
    return [name, wholeText(time, "ms"), aSecond, ratioText(ratio)];
  });
  const head = ["Setting", "Time", "Messages a second", "Ratio"];
  return `### ${messages.toLocaleString("en")} messages of ${bytes.toLocaleString("en")} bytes, ${way}\n\n${table(head, rows)}`;
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

/** Runs in the page. The server says one thing when it has all of them. */
function send(url: string, messages: number, bytes: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const text = "x".repeat(bytes);
    const socket = new WebSocket(url);
    socket.onerror = () => reject(new Error("The connection failed."));
    socket.onmessage = () => resolve(performance.now() - start);
    socket.onopen = () => {
      for (let i = 0; i < messages; i++) socket.send(text);
    };
  });
}

/** The panel may lag behind the page: it is asked until it has them all, or has had time enough. */
async function countedBy(browser: Browser, open: OpenPanel, way: Scene["way"], wanted: number): Promise<number> {
  let counted = 0;
  for (let i = 0; i < 20 && counted < wanted; i++) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const { connections } = JSON.parse((await exportReport(browser, open, "JSON")).text);
    counted = Number(connections.at(-1)?.messages?.[way]?.count ?? 0);
  }
  return counted;
}
