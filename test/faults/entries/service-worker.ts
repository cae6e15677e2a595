import { eventually } from "../../browser/inspected.ts";
import type { Fault } from "../fault.ts";
import type { Stage } from "../stage.ts";

/** Messages of a flood: enough to last while something happens to it. */
const FLOOD = 20_000;

/** Moments after the user's click at which the service worker is killed, in milliseconds: before, while and after it attaches. */
const ATTACHING_MS = [0, 5, 20, 60, 150];

/** The service worker owns the debugger's sessions; Chrome may end it at any time. */
export const serviceWorkerFaults: readonly Fault[] = [
  {
    id: "service-worker-killed-before-live",
    what: "The service worker is killed before live counts are switched on",
    expected: "live counts start",
    async run(stage) {
      await stage.killWorker();
      await seeLive(stage);
      await stage.socket("/burst?n=1000&size=32&name=flood");
    },
  },
  {
    id: "service-worker-killed-while-attaching",
    what: `The service worker is killed ${ATTACHING_MS.join(", ")} ms after live counts were switched on`,
    expected: "live counts start each time",
    async run(stage) {
      await stage.readyToKill();
      for (const milliseconds of ATTACHING_MS) {
        await pressLive(stage);
        await new Promise((resolve) => setTimeout(resolve, milliseconds));
        await stage.killWorker();
        await seeLive(stage);
        if (milliseconds !== ATTACHING_MS.at(-1)) await pressLive(stage);
      }
      await stage.socket("/burst?n=1000&size=32&name=flood");
    },
  },
  {
    id: "service-worker-killed-in-flood",
    what: "The service worker is killed while messages are counted",
    expected: "counting goes on",
    async run(stage) {
      await stage.live();
      await stage.readyToKill();
      await stage.socket(`/burst?n=${FLOOD}&size=32&name=flood`);
      await stage.killWorker();
      await stage.sent("flood", FLOOD);
      await seeLive(stage);
    },
  },
  {
    id: "service-worker-killed-three-times",
    what: "The service worker is killed three times within two seconds, with a shared worker attached",
    expected: "counting goes on",
    async run(stage) {
      await stage.live();
      const plan = { shared: [{ sockets: [{ url: stage.ws("/counted?n=500&held&name=shared") }] }] };
      await stage.page.evaluate(`window.openPlan(${JSON.stringify(plan)})`);
      await eventually(
        async () => (await stage.report()).connections,
        (all) => all.some(({ url, target }) => url?.endsWith("name=shared") === true && target === "shared-worker"),
      );
      for (let i = 0; i < 3; i++) {
        await stage.killWorker();
        await new Promise((resolve) => setTimeout(resolve, 600));
      }
      stage.at.lab.seen.letGo();
      await stage.socket("/burst?n=1000&size=32&name=page");
      await seeLive(stage);
    },
  },
  {
    id: "service-worker-killed-as-it-stops",
    what: "The service worker is killed, and live counts are switched off at once",
    expected: "the session ends",
    async run(stage) {
      await stage.live();
      await stage.readyToKill();
      await stage.killWorker();
      await pressLive(stage);
      const left = await stage.released();
      stage.see(left.length === 0 ? "the session has ended" : "the session goes on", left.length === 0);
      stage.see(`the panel is ${await stage.capture()}`, (await stage.capture()) === "passive");
    },
  },
  {
    id: "service-worker-killed-as-devtools-closes",
    what: "The service worker is killed in the moment in which DevTools closes",
    expected: "the session ends",
    async run(stage) {
      await stage.live();
      await Promise.all([stage.killWorker(), stage.closeDevTools()]);
      // Nothing asks Chrome before the service worker could be woken by that: so the page's own look comes late.
      await new Promise((resolve) => setTimeout(resolve, 2000));
      const left = await stage.released(0);
      stage.see(left.length === 0 ? "the session has ended" : "the session goes on", left.length === 0);
      await stage.openDevTools();
    },
  },
];

/** Clicks the button, whatever it is about to do. */
async function pressLive(stage: Stage): Promise<void> {
  await stage.panel.$eval("[aria-pressed]", (button) => button instanceof HTMLElement && button.click());
}

async function seeLive(stage: Stage): Promise<void> {
  try {
    await stage.live();
  } catch {
    // The state below tells more.
  }
  const state = await eventually(
    () => stage.capture(),
    (kind) => kind === "live",
  );
  stage.see(`the panel is ${state}`, state === "live");
}
