import type { Report } from "../../src/report/contract/format.ts";
import { eventually } from "../browser/inspected.ts";
import type { Connection } from "../lab/seen.ts";
import type { Stage } from "./stage.ts";

/** How long the panel may take to have counted everything, in milliseconds. */
const COUNTED_MS = 30_000;

/** How long counts stay as they are until they are final, where they differ and the gap is named, in milliseconds. */
const SETTLED_MS = 4000;

/** Messages that the page exchanges to show that it works on. */
const AFTER = 3;

/**
 * How long they may take, in milliseconds: what a flood left in the page's queue comes before them, some 5 s of it with two
 * debuggers attached, and more on a busy machine.
 */
const WORKS_MS = 30_000;

/**
 * What must hold after every fault: the page works on, each count is the server's own or the gap is named, and no debugger
 * stays when DevTools has closed.
 *
 * @param staysOpen whether the DevTools that was there first is to be used again: then the panel in it is loaded anew instead,
 *   which ends its port to the background in the same way
 */
export async function aftermath(stage: Stage, staysOpen = false): Promise<void> {
  const heard = await pageWorks(stage);
  stage.see(heard === AFTER ? "the page works on" : `the page got ${heard} of ${AFTER} messages`, heard === AFTER);
  if (stage.open === null) await stage.openDevTools();
  else await seeCounts(stage);
  if ((await stage.capture()) === "live") {
    // Else the question after it would prove nothing.
    const debugged = await stage.debugged();
    if (debugged.length === 0) stage.see("live, and nothing is debugged", false);
  }
  if (staysOpen && stage.open === stage.at.open) await stage.reloadPanel();
  else await stage.closeDevTools();
  const left = await stage.released();
  stage.see(left.length === 0 ? "no debugger stays" : `still debugged: ${left.join(" ")}`, left.length === 0);
}

async function pageWorks(stage: Stage): Promise<number> {
  return stage.page.evaluate(
    (url, count, forMs) =>
      new Promise<number>((resolve) => {
        let heard = 0;
        const socket = new WebSocket(url);
        socket.onopen = () => {
          for (let i = 0; i < count; i++) socket.send(`after ${i}`);
        };
        socket.onmessage = () => {
          if (++heard === count) resolve(heard);
        };
        setTimeout(() => resolve(heard), forMs);
      }),
    stage.ws("/echo?name=after"),
    AFTER,
    WORKS_MS,
  );
}

/** Messages of one name: what the tool counted, and what the server did. */
interface Count {
  readonly name: string;
  readonly tool: number;
  readonly server: number;
  readonly isEqual: boolean;
}

/** Compares what was counted of every named connection with what the lab saw; a difference needs a gap that is named. */
export async function seeCounts(stage: Stage): Promise<void> {
  let before = "";
  let since = Date.now();
  const { counts, lost } = await eventually(
    async () => {
      const report = await stage.report();
      return { counts: countsOf(report, stage.at.lab.seen.connections), lost: report.capture.lost };
    },
    ({ counts, lost }) => {
      const now = counts.map(({ tool, server }) => `${tool} of ${server}`).join();
      if (now !== before) since = Date.now();
      before = now;
      const isFinal = lost.length > 0 && Date.now() - since >= SETTLED_MS;
      return isFinal || counts.every(({ isEqual }) => isEqual);
    },
    COUNTED_MS,
    500,
  );
  const total = (of: (count: Count) => number) => counts.reduce((sum, one) => sum + of(one), 0).toLocaleString("en");
  const numbers = `${total(({ tool }) => tool)} of ${total(({ server }) => server)} messages counted`;
  const wrong = counts.filter(({ isEqual }) => !isEqual);
  if (wrong.length === 0) stage.see(numbers, true);
  else {
    const where = wrong.map(({ name, tool, server }) => `${name} ${tool} of ${server}`).join(", ");
    const gap = lost.length === 0 ? "no gap is named" : `the gap is named: “${lost.join(" ")}”`;
    stage.see(`${numbers} (${where}); ${gap}`, lost.length > 0);
  }
}

function countsOf(report: Report, connections: readonly Connection[]): Count[] {
  const names = new Set(connections.flatMap(({ name, status }) => (name === null || status !== 101 ? [] : [name])));
  return [...names].map((name) => {
    const ofTool = report.connections.filter(
      ({ url }) => url !== null && new URL(url).searchParams.get("name") === name,
    );
    const ofServer = connections.filter((one) => one.name === name);
    const [toolSent, toolReceived] = [
      sum(ofTool.map(({ messages }) => messages?.sent.count ?? 0)),
      sum(ofTool.map(({ messages }) => messages?.received.count ?? 0)),
    ];
    const [heard, told] = [
      sum(ofServer.map(({ received }) => received.count)),
      sum(ofServer.map(({ sent }) => sent.count)),
    ];
    return {
      name,
      tool: toolSent + toolReceived,
      server: heard + told,
      isEqual: toolSent === heard && toolReceived === told,
    };
  });
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
