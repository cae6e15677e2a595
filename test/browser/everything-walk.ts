import type { Report, ReportConnection } from "../../src/report/format.ts";
import type { Lab } from "../lab/lab.ts";
import type { Connection } from "../lab/seen.ts";
import { eventually, type Inspected, inspect } from "./inspected.ts";
import { openPlan, type Plan, pageOf, tell } from "./plans.ts";

/** One connection: what should be, what the servers counted, and what the tool exports. */
export interface Row {
  readonly name: string;
  readonly tool: Told | null;
  readonly server: Told | null;
  readonly differences: readonly string[];
}

/** One connection, as one of the two sides knows it: messages and bytes as seen from the page. */
interface Told {
  readonly target: string | null;
  readonly state: string;
  readonly sent: string;
  readonly received: string;
  readonly code: number | null;
}

/** Everything that a page can open. */
interface Wanted {
  readonly name: string;
  readonly target: string;
  readonly state: "open" | "closed" | "blocked" | "failed";
  /** How many of that name there are in all. */
  readonly times?: number;
}

export const WANTED: readonly Wanted[] = [
  { name: "before", target: "page", state: "open" },
  { name: "page", target: "page", state: "open" },
  // A frame in the page's own process reports as the page does.
  { name: "same-site-frame", target: "page", state: "open" },
  { name: "cross-site-frame", target: "iframe", state: "open" },
  { name: "nested-frame", target: "iframe", state: "open" },
  { name: "worker", target: "worker", state: "open" },
  { name: "nested-worker", target: "worker", state: "open" },
  { name: "shared-worker", target: "shared-worker", state: "open" },
  { name: "service-worker", target: "service-worker", state: "open" },
  { name: "http2", target: "page", state: "open" },
  { name: "closed-by-page", target: "page", state: "closed" },
  { name: "closed-by-server", target: "page", state: "closed" },
  { name: "series", target: "page", state: "closed", times: 3 },
  { name: "refused", target: "page", state: "failed" },
  { name: "blocked", target: "worker", state: "blocked" },
];

/** What is told to speak only when it is listed: so many messages to the server, and so many back. */
const TOLD: readonly (readonly [name: string, says: number, hears: number])[] = [
  ["before", 4, 3],
  ["cross-site-frame", 8, 3],
  ["nested-frame", 2, 12],
  ["worker", 11, 5],
  ["nested-worker", 4, 13],
  ["shared-worker", 6, 7],
  ["service-worker", 9, 10],
];

/** How long each step may take, in milliseconds. */
const PATIENCE_MS = 40_000;

/** Private codes with which the series ends, one after the other. */
const CODES = [4011, 4012, 4013];

/**
 * Opens a page that uses everything at once in a real browser, counts live, and puts what the tool exports beside what the
 * servers counted themselves.
 *
 * @param say called with one line for each step
 */
export async function walkEverything(say: (line: string) => void = () => undefined): Promise<readonly Row[]> {
  say("Starting the lab and the browser …");
  const at = await inspect((lab) => pageOf({ sockets: [{ url: counted(lab, "before", 0) }] }, lab.origin), {
    args: (lab) => [
      "--site-per-process",
      "--host-resolver-rules=MAP *.test 127.0.0.1",
      `--ignore-certificate-errors-spki-list=${lab.trust}`,
    ],
  });
  try {
    await at.live();
    say("Opening everything …");
    await openPlan(at.page, planFor(at.lab));
    await until(at, (report) => WANTED.every(({ name }) => named(report, name).length > 0));
    // Nobody is asked to wait for a session: what a worker or frame says in its first moments may be said too early. So they
    // say nothing until they are listed; nor does what is older than the capture.
    for (const [name, says, hears] of TOLD) {
      await tell(at.page, { name, say: [...texts(says - 1), `send ${hears}`] });
    }
    say("Closing what is to be closed …");
    await looked(at, "closed-by-page", 1);
    await tell(at.page, { name: "closed-by-page", close: 4001 });
    await looked(at, "closed-by-server", 1);
    await tell(at.page, { name: "closed-by-server", say: ["close 1000"] });
    for (const [i, code] of CODES.entries()) {
      await looked(at, "series", i + 1);
      await tell(at.page, { name: "series", say: [`close ${code}`] });
    }
    say("Comparing …");
    return await eventually(
      async () => compare(await at.report(), at.lab),
      (rows) => rows.every(({ differences }) => differences.length === 0),
      PATIENCE_MS,
    );
  } finally {
    await at.close();
  }
}

function planFor(lab: Lab): Plan {
  const site = (host: string) => lab.origin.replace("127.0.0.1", `${host}.test`);
  const socket = (name: string, says = 0, hears = 0) => [{ url: counted(lab, name, hears), send: says }];
  const [http2, main] = [`127.0.0.1:${lab.ports["http2"]}`, lab.origin.replace("http", "ws")];
  return {
    warm: [`https://${http2}/`],
    sockets: [
      ...socket("page", 30, 20),
      { url: `wss://${http2}/echo?name=http2`, send: 7 },
      ...socket("closed-by-page", 3, 4),
      ...socket("closed-by-server", 5, 2),
      { url: counted(lab, "series", 2), send: 1, again: CODES.length - 1 },
      { url: `${main}/status/503?name=refused` },
    ],
    guarded: ["ws://127.0.0.1:4444/?name=blocked"],
    frames: [
      { plan: { sockets: socket("same-site-frame", 6, 9) } },
      {
        origin: site("b"),
        plan: {
          sockets: socket("cross-site-frame"),
          frames: [{ origin: site("c"), plan: { sockets: socket("nested-frame") } }],
        },
      },
    ],
    workers: [{ sockets: socket("worker"), workers: [{ sockets: socket("nested-worker") }] }],
    shared: [{ sockets: socket("shared-worker") }],
    service: { sockets: socket("service-worker") },
  };
}

/** An address whose server sends so many messages at once. */
function counted(lab: Lab, name: string, hears: number): string {
  return `${lab.origin.replace("http", "ws")}/counted?n=${hears}&name=${name}`;
}

function texts(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `later ${i}`);
}

/** Waits until the newest of so many of that name has been looked at: from then on its close event is heard. */
async function looked(at: Inspected, name: string, times: number): Promise<void> {
  await until(at, (report) => {
    const all = named(report, name);
    return all.length === times && (all.at(-1)?.observed?.looks.length ?? 0) > 0;
  });
}

async function until(at: Inspected, holds: (report: Report) => boolean): Promise<void> {
  await eventually(() => at.report(), holds, PATIENCE_MS);
}

function named({ connections }: Report, name: string): readonly ReportConnection[] {
  return connections.filter(({ url }) => url !== null && new URL(url).searchParams.get("name") === name);
}

function compare(report: Report, lab: Lab): readonly Row[] {
  const known = new Set(WANTED.map(({ name }) => name));
  const others = report.connections.filter(
    ({ url }) => !known.has(new URL(url ?? "about:blank").searchParams.get("name") ?? ""),
  );
  const rows = WANTED.flatMap((wanted): Row[] => {
    const tool = named(report, wanted.name).map(toldByTool);
    const server = lab.seen.connections.filter(({ name }) => name === wanted.name).map((one) => toldBy(one, wanted));
    // The browser refused it by itself: no server ever heard of it.
    if (wanted.state === "blocked") server.push({ ...NOTHING, target: wanted.target, state: "blocked" });
    const count = Math.max(tool.length, server.length, wanted.times ?? 1);
    return Array.from({ length: count }, (_, i) => rowOf(wanted.name, tool[i] ?? null, server[i] ?? null));
  });
  return [...rows, ...others.map(({ url, ...one }) => rowOf(url ?? "no address", toldByTool({ ...one, url }), null))];
}

function rowOf(name: string, tool: Told | null, server: Told | null): Row {
  if (tool === null || server === null) return { name, tool, server, differences: ["not there on both sides"] };
  const differences = (["target", "state", "sent", "received", "code"] as const).flatMap((key) =>
    tool[key] === server[key] ? [] : [`${key}: ${tool[key]} instead of ${server[key]}`],
  );
  return { name, tool, server, differences };
}

const NOTHING = { sent: "0 of 0 B", received: "0 of 0 B", code: null };

function sums(messages: ReportConnection["messages"]): Pick<Told, "sent" | "received"> {
  return messages === null
    ? { sent: "not known", received: "not known" }
    : { sent: sum(messages.sent), received: sum(messages.received) };
}

function toldByTool({ target, state, messages, close }: ReportConnection): Told {
  return { target, state, ...sums(messages), code: close?.code ?? null };
}

/** What the page sent, the server received; whoever wrote the first Close named the code. */
function toldBy(one: Connection, { target, state }: Wanted): Told {
  const isOver = state === "closed" && !one.open;
  const lives = state === "open" && one.open;
  return {
    target,
    state: isOver || lives || state === "failed" ? state : one.open ? "open" : "closed",
    sent: sum(one.received),
    received: sum(one.sent),
    code: one.close.received ?? one.close.sent,
  };
}

function sum({ count, bytes }: { readonly count: number; readonly bytes: number }): string {
  return `${count} of ${bytes} B`;
}
