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
   * How many of so many sockets must be heard at least that are opened from the target's first moment on. Breakpoints are set some
   * milliseconds after a worker begins, and a frame's process is another one: what it opens and ends before that may be missed,
   * none is wrong. On a busy machine that may be more: one evaluation in a new frame took up to 2.5 s.
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

/** What each target opens, round by round, until it is heard; the server closes it at once. */
const FIRST = "/close/4401?first=";
/** What each opens when all of those have ended. */
const LAST = "/close/4401?last";

/** What was heard of the sockets of one target. */
export interface HeardCodes {
  readonly sent: number;
  readonly seen: number;
  readonly wrong: readonly string[];
}

/** When the sockets are opened: from the target's first moment on, or when it is known to be heard. */
export type Beginning = "at once" | "when heard";

/**
 * Lets sockets live in a target, up to a second each, and compares their codes as soon as all are heard, or what is opened after
 * them is: by then, everything that is ever heard of them has been.
 *
 * @param at the lab's page `/everything`, with live counts on
 * @param sockets how many
 * @param withinMs the time in which they are opened, in milliseconds
 * @throws Error when a target is not heard within a minute
 */
export async function hearCodes(
  at: Inspected,
  { adds, plan }: HeardTarget,
  sockets: number,
  withinMs: number,
  beginning: Beginning,
): Promise<HeardCodes> {
  const ws = at.lab.origin.replace("http", "ws");
  // Sockets of three addresses alone: which of them had which code cannot be told by the address.
  const brief = { brief: { url: `${ws}/lives`, count: sockets, within: withinMs, waits: beginning === "when heard" } };
  await openPlan(at.page, plan(brief, at.lab.origin.replace("127.0.0.1", "other.test")));
  if (beginning === "when heard") {
    await allHeard(at, 1 + adds);
    await tell(at.page, { name: null, begin: true });
  }
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
      return { row: compare(report, at.lab.seen.of("/lives")), last: codesOf(report, LAST) };
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

/** Waits until the close code is heard of what so many targets open in one round. */
async function allHeard(at: Inspected, targets: number): Promise<void> {
  const ws = at.lab.origin.replace("http", "ws");
  let round = 0;
  const heard = await eventually(
    async () => {
      await tell(at.page, { name: null, open: `${ws}${FIRST}${++round}` });
      return eventually(
        async () => codesOf(await at.report(), `${FIRST}${round}`),
        (codes) => codes === targets,
        3000,
      );
    },
    (codes) => codes === targets,
    60_000,
  );
  if (heard !== targets) throw new Error(`Of ${targets} targets ${heard} are heard.`);
}

/** Number of connections to an address whose close code is known. */
function codesOf({ connections }: Report, address: string): number {
  return connections.filter(({ url, close }) => url?.endsWith(address) && close !== null).length;
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
