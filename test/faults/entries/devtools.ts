import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { exportReport, goLive } from "../../../src/cli/browser/drive-panel.ts";
import { openPanel } from "../../../src/cli/browser/open-panel.ts";
import { eventually } from "../../browser/inspected.ts";
import { parseReport } from "../../report/parse-report.ts";
import type { Fault, FaultStart } from "../fault.ts";

const TIMES = 10;
const FLOOD = 20_000;

/** Another extension that debugs, with nothing else in it. */
const OTHER = {
  manifest_version: 3,
  name: "Other",
  version: "1",
  permissions: ["debugger"],
  background: { service_worker: "worker.js" },
};

/** What may happen to DevTools and to the debugger's session. */
export const devtoolsFaults: readonly Fault[] = [
  {
    id: "devtools-opened-ten-times",
    what: `DevTools is closed and opened ${TIMES} times fast, each time counting live`,
    expected: "counts live in the end",
    async run(stage) {
      await stage.live();
      for (let i = 0; i < TIMES; i++) {
        await stage.closeDevTools();
        // The panel remembers the choice: it attaches by itself while it is closed again.
        await stage.openDevTools();
      }
      const state = await eventually(
        () => stage.capture(),
        (kind) => kind === "live",
      );
      stage.see(`the panel is ${state}`, state === "live");
      await stage.socket("/burst?n=1000&size=32&name=flood", 10);
    },
  },
  {
    id: "two-devtools",
    what: "Two DevTools over two tabs count at once",
    expected: "neither shows anything of the other's page",
    async run(stage) {
      await stage.live();
      const page = await stage.at.browser.newPage();
      await page.goto(`${stage.at.lab.origin}/everything`);
      const open = await openPanel(page);
      await goLive(open);
      await stage.socket("/burst?n=2000&size=32&name=first");
      await page.evaluate(
        (url) => Reflect.set(window, "kept", new WebSocket(url)),
        stage.ws("/burst?n=3000&size=32&second"),
      );
      const other = await eventually(
        async () => {
          await page.bringToFront();
          return parseReport((await exportReport(stage.at.browser, open, "JSON")).text).connections;
        },
        ([first]) => first?.messages?.received.count === 3000,
      );
      const counts = other.map(({ url, messages }) => `${new URL(url ?? "").search}: ${messages?.received.count}`);
      stage.see(`the second lists ${counts.join(", ")}`, counts.join() === "?n=3000&size=32&second: 3000");
      await stage.page.bringToFront();
      const { connections } = await stage.report();
      const urls = connections.map(({ url }) => new URL(url ?? "").search);
      stage.see(`the first lists ${urls.join(", ")}`, urls.join() === "?n=2000&size=32&name=first");
      await open.devtools.close();
    },
  },
  {
    id: "other-debuggers",
    what: "Another extension and another client debug the tab, switch its network events off and on, and leave",
    expected: "counting goes on",
    start: withOther,
    async run(stage) {
      await stage.live();
      const target = await stage.at.browser.waitForTarget(
        (one) => one.type() === "service_worker" && !one.url().startsWith(stage.at.extension),
      );
      const other = await target.worker();
      await stage.socket(`/burst?n=${FLOOD}&size=32&name=flood`);
      const told = await other?.evaluate(async (origin) => {
        const tabs = await chrome.debugger.getTargets();
        const tabId = tabs.find(({ type, url }) => type === "page" && url.startsWith(origin))?.tabId ?? -1;
        await chrome.debugger.attach({ tabId }, "1.3");
        await chrome.debugger.sendCommand({ tabId }, "Network.enable");
        await chrome.debugger.sendCommand({ tabId }, "Network.disable");
        await chrome.debugger.detach({ tabId });
        return "attached";
      }, stage.at.lab.origin);
      stage.see(`the other extension ${told}`, told === "attached");
      const client = await stage.page.createCDPSession();
      await client.send("Network.enable");
      await client.send("Debugger.enable");
      await client.send("Network.disable");
      await client.detach();
      await stage.sent("flood", FLOOD);
      stage.see(`the panel is ${await stage.capture()}`, (await stage.capture()) === "live");
    },
  },
  {
    id: "banner-canceled-in-flood",
    what: "Chrome's banner is canceled in a flood",
    expected: "a passive list with the reason and a way back",
    async run(stage) {
      await stage.live();
      await stage.socket(`/burst?n=${FLOOD}&size=32&name=flood`);
      // The banner itself is the browser's and cannot be clicked from here; what it does is this.
      await (await stage.worker()).evaluate(async (origin) => {
        const [tab] = (await chrome.debugger.getTargets()).filter(
          ({ type, url }) => type === "page" && url.startsWith(origin),
        );
        const source = { tabId: tab?.tabId ?? -1 };
        await chrome.debugger.detach(source);
        Reflect.get(chrome.debugger.onDetach, "dispatch").call(chrome.debugger.onDetach, source, "canceled_by_user");
      }, stage.at.lab.origin);
      const state = await eventually(
        () => stage.capture(),
        (kind) => kind === "canceled",
      );
      stage.see(`the panel is ${state}`, state === "canceled");
      const told = /banner was canceled/.test(await stage.words());
      stage.see(told ? "it says why" : "it does not say why", told);
      await stage.sent("flood", FLOOD);
      await stage.live();
      stage.see(`then ${await stage.capture()} again`, (await stage.capture()) === "live");
    },
  },
];

async function withOther(): Promise<FaultStart> {
  const folder = await mkdtemp(join(tmpdir(), "upgrades-other-"));
  await writeFile(join(folder, "manifest.json"), JSON.stringify(OTHER));
  await writeFile(join(folder, "worker.js"), "");
  return { options: { otherExtensions: [folder] }, end: () => rm(folder, { recursive: true, force: true }) };
}
