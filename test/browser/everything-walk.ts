import { listOtherPending } from "../../src/cli/browser/drive-panel.ts";
import type { Report } from "../../src/report/contract/format.ts";
import type { Lab } from "../lab/lab.ts";
import { compare, type Row } from "./everything-compare.ts";
import { named, WANTED } from "./everything-wanted.ts";
import { eventually, type Inspected, inspect } from "./inspected.ts";
import { openPlan, type Plan, pageOf, tell } from "./plans.ts";

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
    args: (lab) => [`--ignore-certificate-errors-spki-list=${lab.trust}`],
  });
  try {
    await at.live();
    await listOtherPending(at.open);
    say("Opening everything …");
    await openPlan(at.page, planFor(at.lab));
    await listed(at, (kind) => kind === "websocket");
    // They come last: the browser keeps six connections to a host for requests, and the workers' scripts want one.
    await openPlan(at.page, { requests: requestsFor(at.lab) });
    await listed(at, (kind) => kind !== "websocket");
    // Nobody is asked to wait for a session: what a worker or frame says in its first moments may be said too early. So they
    // say nothing until they are listed; nor does what is older than the capture.
    for (const [name, says, hears] of TOLD) {
      await tell(at.page, { name, say: [...texts(says - 1), `send ${hears}`] });
    }
    say("Closing what is to be closed …");
    await until(at, (report) => named(report, "ended-stream").some(({ messages }) => messages?.received.count === 4));
    await tell(at.page, { name: "ended-stream", stop: true });
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

function requestsFor(lab: Lab): NonNullable<Plan["requests"]> {
  return [
    { by: "EventSource", url: "/events?n=12&name=event-stream" },
    { by: "EventSource", url: "/events?n=4&name=ended-stream" },
    { by: "fetch", url: "/stream?n=9&name=streaming-fetch" },
    { by: "fetch", url: "/poll/long?name=long-poll" },
    { by: "fetch", url: "/poll?name=answered-poll" },
    // There is no HTTP/3.
    { by: "WebTransport", url: `https://127.0.0.1:${lab.ports["https"]}/?name=webtransport` },
  ];
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

/** Waits until all of these kinds are in the list. */
async function listed(at: Inspected, isMeant: (kind: string) => boolean): Promise<void> {
  const names = WANTED.filter(({ kind }) => isMeant(kind)).map(({ name }) => name);
  await until(at, (report) => names.every((name) => named(report, name).length > 0));
}

async function until(at: Inspected, holds: (report: Report) => boolean): Promise<void> {
  await eventually(() => at.report(), holds, PATIENCE_MS);
}
