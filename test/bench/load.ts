import { goLive } from "../../src/cli/browser/drive-panel.ts";
import { ROUNDS } from "./measure.ts";
import { type PanelWorld, withPanel } from "./panel-world.ts";
import { spreadOf } from "./spread.ts";
import { table } from "./table.ts";

/** Messages a second. */
const RATES = [0, 100, 1000, 5000];

/** How long each rate is kept up, in seconds. */
const SECONDS = 4;

/** What the panel and the background cost while messages come at a steady rate, live. */
export async function load(say: (line: string) => void): Promise<string> {
  const rounds = await withPanel("/", async (world) => {
    await goLive(world.open);
    await world.panel.evaluate(watchTasks);
    const pid = await panelProcess(world);
    const found: { cpu: number; task: number }[][] = [];
    // The first round warms up.
    for (let i = 0; i <= ROUNDS; i++) {
      say(`A steady rate: round ${i} of ${ROUNDS} …`);
      const round = [];
      for (const rate of RATES) round.push(await atRate(world, pid, rate));
      found.push(round);
    }
    return found.slice(1);
  });
  const rows = RATES.map((rate, i) => {
    const cpu = spreadOf(rounds.map((round) => round[i]?.cpu ?? Number.NaN));
    const task = Math.max(...rounds.map((round) => round[i]?.task ?? Number.NaN));
    const percent = (value: number) => (100 * value).toFixed(1);
    return [
      rate.toLocaleString("en"),
      `${percent(cpu.median)} % (${percent(cpu.least)}–${percent(cpu.most)})`,
      task === 0 ? "none over 50 ms" : `${Math.round(task)} ms`,
    ];
  });
  return `A page receives messages of 32 bytes at a steady rate for ${SECONDS} seconds, live. The processor's time is that of the
process of the panel and the background, beside the time that passed; at rate 0 it is what the panel costs anyway. The
targets are 5 % at 1,000 messages a second, and no task over 50 ms at 5,000.

${table(["Messages a second", "Of one core", "Longest task of all rounds"], rows)}`;
}

async function atRate({ page, panel, ws, browser }: PanelWorld, pid: number, rate: number) {
  const session = await browser.target().createCDPSession();
  const cpuTime = async () =>
    (await session.send("SystemInfo.getProcessInfo")).processInfo.find(({ id }) => id === pid)?.cpuTime ?? Number.NaN;
  await panel.evaluate("longest = 0");
  await page.evaluate((url) => Reflect.set(window, "socket", new WebSocket(url)), `${ws}/paced?rate=${rate}&size=32`);
  await new Promise((resolve) => setTimeout(resolve, 500));
  const [before, start] = [await cpuTime(), performance.now()];
  await new Promise((resolve) => setTimeout(resolve, SECONDS * 1000));
  const [after, end] = [await cpuTime(), performance.now()];
  await page.evaluate("socket.close()");
  await new Promise((resolve) => setTimeout(resolve, 500));
  const task = Number(await panel.evaluate("longest"));
  await session.detach();
  return { cpu: ((after - before) * 1000) / (end - start), task };
}

/** Runs in the panel. */
function watchTasks(): void {
  Reflect.set(globalThis, "longest", 0);
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      Reflect.set(globalThis, "longest", Math.max(Number(Reflect.get(globalThis, "longest")), duration));
    }
  }).observe({ type: "longtask" });
}

/** The panel's process: the one that works while a script of the panel does. */
async function panelProcess({ browser, panel }: PanelWorld): Promise<number> {
  const session = await browser.target().createCDPSession();
  const times = async () =>
    new Map((await session.send("SystemInfo.getProcessInfo")).processInfo.map(({ id, cpuTime }) => [id, cpuTime]));
  const before = await times();
  await panel.evaluate(() => {
    const end = performance.now() + 1000;
    while (performance.now() < end);
  });
  const worked = [...(await times())].map(([id, time]) => ({ id, worked: time - (before.get(id) ?? time) }));
  await session.detach();
  return worked.sort((one, other) => other.worked - one.worked)[0]?.id ?? -1;
}
