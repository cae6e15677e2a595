import { eventually } from "../../browser/inspected.ts";
import { setClock, settableClock } from "../clock.ts";
import type { Fault } from "../fault.ts";
import type { Stage } from "../stage.ts";

const HOUR = 3600;

/** The panel looks at its clocks once a second. */
const NOTICED_MS = 3000;

/** How long something sleeps, in milliseconds. */
const SLEEP_MS = 60_000;

/** Messages that come meanwhile. */
const MEANWHILE = 20_000;

/** What may happen to clocks, and to who gets a turn. */
export const timeFaults: readonly Fault[] = [
  {
    id: "clock-jumps",
    what: "The computer's clock jumps an hour on, and two hours back, under open connections",
    expected: "each jump is named as a gap, and no reported duration is negative or longer than the test took",
    start: settableClock,
    async run(stage) {
      const began = performance.now();
      await stage.live();
      await stage.socket("/counted?n=5&name=across", 3);
      await opened(stage, 1);
      await setClock(HOUR);
      await new Promise((resolve) => setTimeout(resolve, NOTICED_MS));
      await stage.socket("/counted?n=5&name=on", 3);
      await opened(stage, 2);
      await setClock(-HOUR);
      await new Promise((resolve) => setTimeout(resolve, NOTICED_MS));
      await stage.socket("/counted?n=5&name=back", 3);
      await opened(stage, 3);
      const moved = await stage.panel.evaluate(() => Date.now());
      const isMoved = Math.abs(moved + HOUR * 1000 - Date.now()) < 60_000;
      stage.see(isMoved ? "the panel's clock is an hour slow" : "the panel's clock did not move", isMoved);
      await stage.page.evaluate(() => {
        for (const socket of Reflect.get(window, "sockets of the test")) socket.close(1000);
      });
      const { connections } = await eventually(
        () => stage.report(),
        (report) => report.connections.every(({ state }) => state === "closed"),
      );
      const times = connections.map(({ timing }) => timing.openMs);
      const isSane = times.every((time) => time === null || (time >= 0 && time < performance.now() - began));
      const text = (time: number | null) => (time === null ? "not known" : `${Math.round(time)} ms`);
      stage.see(`open for ${times.map(text).join(", ")}`, isSane);
      const { lost } = (await stage.report()).capture;
      const jumps = lost.filter((gap) => gap.includes("The computer’s clock jumped"));
      stage.see(`named: “${jumps.join(" ")}”`, jumps.length === 2);
    },
  },
  {
    id: "panel-asleep",
    what: `The panel's event loop is asleep for a minute, and ${MEANWHILE.toLocaleString("en")} messages come`,
    expected: "all of them are counted",
    async run(stage) {
      await stage.live();
      const asleep = stage.panel.evaluate((milliseconds) => {
        const end = performance.now() + milliseconds;
        while (performance.now() < end);
      }, SLEEP_MS);
      await stage.socket(`/burst?n=${MEANWHILE}&size=32&name=meanwhile`, 20);
      await asleep;
      stage.see(`the panel is ${await stage.capture()}`, (await stage.capture()) === "live");
    },
  },
  {
    id: "computer-asleep",
    what: "The whole browser stands still for a minute, as in a computer that sleeps",
    expected: "live goes on",
    async run(stage) {
      await stage.live();
      await stage.socket("/counted?n=500&held&name=asleep", 3);
      await opened(stage, 1);
      const session = await stage.browserSession();
      const { processInfo } = await session.send("SystemInfo.getProcessInfo");
      const all = (signal: NodeJS.Signals) => {
        for (const { id } of processInfo) process.kill(id, signal);
      };
      all("SIGSTOP");
      try {
        stage.at.lab.seen.letGo();
        await new Promise((resolve) => setTimeout(resolve, SLEEP_MS));
      } finally {
        all("SIGCONT");
      }
      await stage.socket("/burst?n=1000&size=32&name=next");
      stage.see(`the panel is ${await stage.capture()}`, (await stage.capture()) === "live");
    },
  },
];

async function opened(stage: Stage, count: number): Promise<void> {
  await eventually(
    async () => (await stage.report()).connections,
    (all) => all.filter(({ state, messages }) => state === "open" && messages?.received.count === 5).length === count,
  );
}
