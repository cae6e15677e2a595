import type { Report, ReportConnection } from "../../src/report/contract/format.ts";
import type { Connection } from "../lab/seen.ts";
import { eventually, type Inspected } from "./inspected.ts";
import { openPlan, type Plan, tell } from "./plans.ts";

/** A kind of target whose sockets are heard. */
export interface HeardTarget {
  readonly name: string;
  /** How many targets it adds to the page's own. */
  readonly adds: number;
  /**
   * How many of so many sockets must be heard at least. Breakpoints are set some milliseconds after a worker begins, and a
   * frame's process is another one: what it opens and ends before that may be missed, none is wrong.
   */
  atLeast(sockets: number): number;
  /** Where its sockets are opened, of a page with this other origin. */
  plan(brief: Plan, otherOrigin: string): Plan;
}

/** Of a worker's, all but those of the first moment, however many come later: ten, which are 5 % of 200. */
const allButTheFirst = (sockets: number) => sockets - 10;

/** Whatever can open a socket in a tab. */
export const HEARD_TARGETS: readonly HeardTarget[] = [
  { name: "a page", adds: 0, atLeast: (sockets) => sockets, plan: (brief) => brief },
  {
    name: "a frame of the page's process",
    adds: 1,
    atLeast: (sockets) => sockets,
    plan: (brief) => ({ frames: [{ plan: brief }] }),
  },
  {
    name: "a frame of another site",
    adds: 1,
    atLeast: (sockets) => sockets - 2,
    plan: (brief, origin) => ({ frames: [{ origin, plan: brief }] }),
  },
  { name: "a worker", adds: 1, atLeast: allButTheFirst, plan: (brief) => ({ workers: [brief] }) },
  { name: "a nested worker", adds: 2, atLeast: allButTheFirst, plan: (brief) => ({ workers: [{ workers: [brief] }] }) },
  { name: "a service worker", adds: 1, atLeast: allButTheFirst, plan: (brief) => ({ service: brief }) },
  { name: "a shared worker", adds: 1, atLeast: allButTheFirst, plan: (brief) => ({ shared: [brief] }) },
];

/** What each target opens when all of those have ended; the server closes it at once. */
const LAST = "/close/4401?last";

/** What was heard of the sockets of one target. */
export interface HeardCodes {
  readonly sent: number;
  readonly seen: number;
  readonly wrong: readonly string[];
}

/**
 * Lets sockets live in a target, up to a second each, and compares their codes as soon as all are heard, or what is opened after
 * them is: by then, everything that is ever heard of them has been.
 *
 * @param at the lab's page `/everything`, with live counts on
 * @param sockets how many
 * @param withinMs the time in which they are opened, in milliseconds
 */
export async function hearCodes(
  at: Inspected,
  { adds, plan }: HeardTarget,
  sockets: number,
  withinMs: number,
): Promise<HeardCodes> {
  const ws = at.lab.origin.replace("http", "ws");
  // Sockets of three addresses alone: which of them had which code cannot be told by the address.
  const brief = { brief: { url: `${ws}/lives`, count: sockets, within: withinMs } };
  await openPlan(at.page, plan(brief, at.lab.origin.replace("127.0.0.1", "other.test")));
  const ended = () => at.lab.seen.of("/lives").filter(({ open }) => !open);
  await eventually(
    async () => ended().length,
    (length) => length === sockets,
    60_000,
  );
  await tell(at.page, { name: null, open: ws + LAST });
  let before = "";
  let same = 0;
  const { row } = await eventually(
    async () => {
      const report = await at.report();
      const last = report.connections.filter(({ url, close }) => url?.endsWith(LAST) && close !== null);
      return { row: compare(report, at.lab.seen.of("/lives")), last: last.length };
    },
    ({ row: { seen }, last }) => {
      const now = `${seen} ${last}`;
      same = now === before ? same + 1 : 0;
      before = now;
      // Where the last ones are not heard themselves, it is over when twelve seconds bring no more.
      return seen === sockets || (last === 1 + adds && same >= 1) || same === 12;
    },
    60_000,
    1000,
  );
  return row;
}

/** What the report says of each, beside what the server saw: by the handshake's key. */
function compare(report: Report, connections: readonly Connection[]): HeardCodes {
  const shown = new Map(report.connections.map((connection) => [keyOf(connection), connection]));
  const sent = connections.map(({ headers, close }) => ({
    key: headers.find(([name]) => name.toLowerCase() === "sec-websocket-key")?.[1] ?? "",
    // The page's code goes out first and is repeated by the server; a cut is 1006 (RFC 6455 §7.1.5).
    code: close.received ?? close.sent ?? 1006,
  }));
  const wrong = sent.flatMap(({ key, code }) => {
    const close = shown.get(key)?.close ?? null;
    return close === null || close.code === code ? [] : [`${key}: ${close.code} for ${code}`];
  });
  return { sent: sent.length, seen: sent.filter(({ key }) => shown.get(key)?.close != null).length, wrong };
}

function keyOf({ handshake: { request } }: ReportConnection): string {
  return request?.headers.find(([name]) => name.toLowerCase() === "sec-websocket-key")?.[1] ?? "none";
}
