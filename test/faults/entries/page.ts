import { eventually } from "../../browser/inspected.ts";
import { bySearch } from "../../browser/plans.ts";
import type { Fault } from "../fault.ts";
import type { Stage } from "../stage.ts";

/** Messages that come while the page cannot take them. */
const HELD = 500;

/** More than are sent before the page is led away. */
const FLOOD = 200_000;

/** What may happen to the inspected page. */
export const pageFaults: readonly Fault[] = [
  {
    id: "tab-crashed",
    what: "The tab crashes",
    expected: "what was open has ended, the crash is reported, and a reload goes on",
    run: (stage) =>
      crash(stage, async () => {
        const session = await stage.page.target().createCDPSession();
        // The page that crashes answers nothing.
        void session.send("Page.crash").catch(() => undefined);
      }),
  },
  {
    id: "renderer-killed",
    what: "The page's process is killed",
    expected: "what was open has ended, the crash is reported, and a reload goes on",
    run: (stage) => crash(stage, async () => void process.kill(await rendererOf(stage), "SIGKILL")),
  },
  {
    id: "tab-discarded",
    what: "The tab is discarded, and restored",
    expected: "DevTools goes with it and no debugger stays; over the restored tab it counts live",
    async run(stage) {
      await stage.live();
      await stage.socket("/idle?discarded");
      const front = await stage.at.browser.newPage();
      await front.goto(`${stage.at.extension}/src/devtools/index.html`);
      await front.evaluate(async (origin) => {
        const tabs = await chrome.debugger.getTargets();
        await chrome.tabs.discard(tabs.find(({ type, url }) => type === "page" && url.startsWith(origin))?.tabId ?? -1);
      }, stage.at.lab.origin);
      const gone = await eventually(
        async () => stage.panel.detached,
        (detached) => detached,
      );
      stage.see(gone ? "DevTools is gone" : "DevTools is still there", gone);
      stage.open = null;
      const left = await stage.released();
      stage.see(left.length === 0 ? "no debugger is left" : "the session goes on", left.length === 0);
      const [server] = await eventually(
        async () => stage.at.lab.seen.of("/idle"),
        ([first]) => first?.open === false,
      );
      stage.see("the server saw the socket end", server?.open === false);
      stage.page = await restored(stage);
      await front.close();
      await stage.openDevTools();
      await stage.live();
      await stage.socket("/burst?n=1000&size=32&name=next");
    },
  },
  {
    id: "page-frozen",
    what: `The page is frozen while the server sends ${HELD} messages, and goes on`,
    expected: "what the page has in the end is counted, and its connection ends when the server sees it end",
    async run(stage) {
      await stage.live();
      await stage.page.evaluate(
        (url) => {
          const state = { heard: 0 };
          const socket = new WebSocket(url);
          socket.onmessage = () => state.heard++;
          Reflect.set(window, "frozen", state);
        },
        stage.ws(`/counted?n=${HELD}&held`),
      );
      await lives(stage, `?n=${HELD}&held`, "open");
      const session = await pageSession(stage);
      await session.send("Page.setWebLifecycleState", { state: "frozen" });
      stage.at.lab.seen.letGo();
      await new Promise((resolve) => setTimeout(resolve, 3000));
      await session.send("Page.setWebLifecycleState", { state: "active" });
      await new Promise((resolve) => setTimeout(resolve, 2000));
      const heard = Number(await stage.page.evaluate("frozen.heard"));
      const isOpen = stage.at.lab.seen.of("/counted")[0]?.open === true;
      const one = await eventually(
        async () => bySearch(await stage.report()).get(`?n=${HELD}&held`),
        (connection) =>
          connection?.messages?.received.count === heard && connection.state === (isOpen ? "open" : "closed"),
      );
      const counted = one?.messages?.received.count ?? 0;
      stage.see(`the page had ${heard}, ${counted} were counted`, counted === heard);
      stage.see(
        `${one?.state}; for the server ${isOpen ? "open" : "closed"}`,
        one?.state === (isOpen ? "open" : "closed"),
      );
    },
  },
  {
    id: "left-in-flood",
    what: "The page is led to another process in a flood",
    expected: "its connection has ended with the page; where the page had more messages, the gap is named",
    async run(stage) {
      await stage.live();
      await stage.keepLog();
      await stage.page.evaluate(
        (url) => {
          const socket = new WebSocket(url);
          let heard = 0;
          socket.onmessage = () => heard++;
          addEventListener("pagehide", () => navigator.sendBeacon(`/?heard=${heard}`));
        },
        stage.ws(`/burst?n=${FLOOD}&size=32&left`),
      );
      await eventually(
        async () => bySearch(await stage.report()).get(`?n=${FLOOD}&size=32&left`)?.messages?.received.count ?? 0,
        (count) => count > 1000,
      );
      await stage.page.goto(`${stage.at.lab.origin.replace("127.0.0.1", "other.test")}/everything`);
      const heard = await eventually(
        async () => Number(/\?heard=(\d+)/.exec(stage.at.lab.seen.requests.map(({ path }) => path).join(" "))?.[1]),
        (count) => !Number.isNaN(count),
      );
      const left = await eventually(
        async () => bySearch(await stage.report()).get(`?n=${FLOOD}&size=32&left`),
        (one) => one?.state === "closed",
      );
      const counted = left?.messages?.received.count ?? 0;
      const most = stage.at.lab.seen.of("/burst")[0]?.sent.count ?? 0;
      stage.see(
        `the page had ${heard.toLocaleString("en")}, ${counted.toLocaleString("en")} were counted, the server wrote ${most.toLocaleString("en")}`,
        counted <= most,
      );
      const { lost } = (await stage.report()).capture;
      if (counted < heard) {
        const isTold = lost.some((gap) => gap.includes("may not have reported the last of them"));
        stage.see(isTold ? `the gap is named: “${lost.join(" ")}”` : "the gap is not named", isTold);
      }
      stage.see(`${left?.state} by ${left?.observed?.ended}`, left?.observed?.ended === "navigation");
      await stage.socket("/burst?n=1000&size=32&name=next");
    },
  },
  {
    id: "back-forward-cache",
    what: "The page goes into the back/forward cache and comes back",
    expected: "its connection ended when it was left, and no ghost comes back with it",
    async run(stage) {
      await stage.live();
      await stage.keepLog();
      await stage.socket("/live?kept");
      await lives(stage, "?kept", "open");
      await stage.page.goto(`${stage.at.lab.origin}/csp`);
      await lives(stage, "?kept", "closed");
      // The browser keeps the page with its socket, and the server knows no better.
      const [inCache] = stage.at.lab.seen.of("/live");
      stage.see(inCache?.open === true ? "cached with its socket" : "not cached", inCache?.open === true);
      await stage.page.goBack();
      const [back] = await eventually(
        async () => stage.at.lab.seen.of("/live"),
        ([first]) => first?.open === false,
      );
      stage.see("the server saw the socket end", back?.open === false);
      await stage.socket("/counted?n=7&name=again");
      await lives(stage, "?n=7&name=again", "open");
      const rows = (await stage.report()).connections.length;
      stage.see(`${rows} rows`, rows === 2);
      await lives(stage, "?kept", "closed");
    },
  },
];

async function crash(stage: Stage, byWhat: () => Promise<void>): Promise<void> {
  await stage.live();
  await stage.keepLog();
  await stage.socket("/counted?n=5&name=before");
  await lives(stage, "?n=5&name=before", "open");
  await byWhat();
  await lives(stage, "?n=5&name=before", "closed");
  const { lost } = (await stage.report()).capture;
  const told = /crashed/.test(lost.join());
  stage.see(told ? "the crash is reported" : "the crash is not reported", told);
  await stage.page.reload();
  await stage.socket("/counted?n=7&name=next");
  await lives(stage, "?n=7&name=next", "open");
  stage.see(`the panel is ${await stage.capture()}`, (await stage.capture()) === "live");
}

/** Waits until the connection with that query is in that state. */
async function lives(stage: Stage, search: string, state: string): Promise<void> {
  const seen = await eventually(
    async () => bySearch(await stage.report()).get(search)?.state ?? "missing",
    (now) => now === state,
  );
  if (seen !== state) stage.see(`${search} is ${seen}, not ${state}`, false);
}

async function pageSession(stage: Stage) {
  return stage.page.createCDPSession();
}

/** The process of the page: the one that worked most while a script of it did. */
async function rendererOf(stage: Stage): Promise<number> {
  const session = await stage.browserSession();
  const times = async () =>
    new Map((await session.send("SystemInfo.getProcessInfo")).processInfo.map((one) => [one.id, one]));
  const before = await times();
  await stage.page.evaluate(() => {
    const end = performance.now() + 1000;
    while (performance.now() < end);
  });
  const worked = [...(await times()).values()]
    .filter(({ type }) => type === "renderer")
    .map(({ id, cpuTime }) => ({ id, worked: cpuTime - (before.get(id)?.cpuTime ?? 0) }))
    .sort((one, other) => other.worked - one.worked);
  const [first] = worked;
  if (first === undefined) throw new Error("There is no renderer.");
  return first.id;
}

/** The page of a tab that was discarded and is looked at again. */
async function restored(stage: Stage) {
  for (const page of await stage.at.browser.pages()) {
    if (!page.url().startsWith(stage.at.lab.origin)) continue;
    await page.bringToFront();
    await page.reload();
    return page;
  }
  throw new Error("The discarded tab is gone.");
}
