import type { CDPSession } from "puppeteer-core";
import { eventually } from "../../browser/inspected.ts";
import type { Fault } from "../fault.ts";
import type { Stage } from "../stage.ts";

/** What eight hours of work over a page that reconnects every minute bring, in rounds: a round is a quarter of an hour. */
const ROUNDS = 32;
const CONNECTIONS = 15;
/** One every two and a half seconds on each connection. */
const MESSAGES = 24;

/** How much more of the panel's heap may be in use afterwards, in bytes: the same rows stand in its list. */
const MORE_BYTES = 5_000_000;

/**
 * Eight hours squeezed into a few minutes: in each round the page is loaded again, connects and loses its connections, rows are
 * looked at, and a report is made.
 *
 * @param milliseconds how long all rounds may take together
 */
export function soak(milliseconds: number): Fault {
  return {
    id: "soak",
    what: "Eight hours of use: 32 page loads, 480 connections, 11,520 messages, each row looked at, a report a quarter of an hour",
    expected: "the panel's heap, nodes and listeners stay as they were, and no node is left detached",
    async run(stage) {
      await stage.live();
      const session = await panelSession(stage);
      // The first rounds warm up: what is made once is made in them.
      await round(stage);
      await round(stage);
      const before = await lookAt(session);
      const start = performance.now();
      for (let i = 2; i < ROUNDS; i++) {
        await round(stage);
        const due = start + ((i - 1) / (ROUNDS - 2)) * milliseconds;
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
      }
      const after = await lookAt(session);
      const kilobytes = (bytes: number) => `${Math.round(bytes / 1000).toLocaleString("en")} kB`;
      stage.see(`heap ${kilobytes(before.heap)}, then ${kilobytes(after.heap)}`, after.heap - before.heap < MORE_BYTES);
      stage.see(`${before.nodes} nodes, then ${after.nodes}`, after.nodes < before.nodes * 1.1 + 50);
      stage.see(
        `${before.listeners} listeners, then ${after.listeners}`,
        after.listeners < before.listeners * 1.1 + 50,
      );
      stage.see(`${before.detached} detached nodes, then ${after.detached}`, after.detached <= before.detached + 5);
      const minutes = Math.round((performance.now() - start) / 60_000);
      stage.see(`in ${minutes} minutes`, true);
    },
  };
}

export async function round(stage: Stage): Promise<void> {
  await stage.page.reload();
  const url = stage.ws(`/counted?n=${MESSAGES}&name=soak`);
  await stage.page.evaluate(
    async (address, connections, messages) => {
      for (let i = 0; i < connections; i++) {
        await new Promise((resolve) => {
          const socket = new WebSocket(address);
          let left = messages;
          socket.onmessage = () => --left === 0 && socket.close(1000);
          socket.onclose = resolve;
        });
      }
    },
    url,
    CONNECTIONS,
    MESSAGES,
  );
  await eventually(
    () => stage.panel.$$eval("tr[data-id]", (rows) => rows.length),
    (rows) => rows > 0,
  );
  await stage.panel.evaluate(lookAtRows);
  const { connections } = await eventually(
    () => stage.report(),
    (report) => report.connections.filter(({ state }) => state === "closed").length === CONNECTIONS,
  );
  const received = connections.reduce((sum, { messages }) => sum + (messages?.received.count ?? 0), 0);
  if (received !== CONNECTIONS * MESSAGES) stage.see(`${received} messages in a round`, false);
  // The server's book holds all rounds, the list only the last: what is compared at the end is the last one's.
  stage.at.lab.seen.connections.length = 0;
}

/** Runs in the panel, where no handle of a debugger can keep a row alive: looks at each row for as long as it takes to draw it. */
async function lookAtRows(): Promise<void> {
  const ids = [...document.querySelectorAll<HTMLElement>("tr[data-id]")].map(({ dataset }) => dataset["id"]);
  for (const id of ids) {
    document.querySelector<HTMLElement>(`tr[data-id="${id}"]`)?.click();
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  }
}

async function panelSession(stage: Stage): Promise<CDPSession> {
  const target = await stage.at.browser.waitForTarget((one) => one.url().includes("/src/panel/index.html"));
  return target.createCDPSession();
}

async function lookAt(session: CDPSession) {
  for (let i = 0; i < 3; i++) await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  const { nodes, jsEventListeners } = await session.send("Memory.getDOMCounters");
  await session.send("DOM.enable");
  const { detachedNodes } = await session.send("DOM.getDetachedDomNodes");
  await session.send("DOM.disable");
  return { heap: usedSize, nodes, listeners: jsEventListeners, detached: detachedNodes.length };
}
