import { afterEach, describe, expect, test } from "vitest";
import type { Upgrade } from "../../src/upgrade/upgrade.ts";
import { newScope, type Scope } from "../lab/scope.ts";
import { graphqlWs, subscriptionsTransportWs } from "./graphql.ts";
import { countsByName, live, logged, said } from "./judged.ts";
import { aedes } from "./mqtt.ts";
import { actionCable, phoenix, type Recorded, signalr } from "./recorded.ts";
import type { Mood, Serve } from "./server.ts";
import { socketIo, socketIoV2 } from "./socket-io.ts";
import { stomp } from "./stomp.ts";
import { NodeTalk } from "./talk.ts";
import { ws } from "./ws.ts";

/** What is said of a server: verdict, diagnosis, first cause, summary. */
interface Judged {
  readonly serve: Serve;
  readonly refused: readonly string[];
  /** The same from a file, which has no close code; absent: the same words. */
  readonly refusedInFile?: readonly string[];
  /** Whether it ends the connection when it refuses. */
  readonly closes?: boolean;
  /** After half a minute without a response. */
  readonly silent: readonly string[];
}

const SERVERS: readonly (readonly [name: string, judged: Judged])[] = [
  [
    "Socket.IO 4",
    {
      serve: socketIo,
      refused: [
        "failed",
        "application-refused",
        "login-required",
        "The WebSocket is open, but Socket.IO refused the namespace `/admin`: `Not authorized`.",
      ],
      silent: [
        "attention",
        "application-silent",
        "application-error",
        "The WebSocket is open, but after 30 s Socket.IO still has not let the page in to the namespace `/admin`.",
      ],
    },
  ],
  [
    "Socket.IO 2",
    {
      serve: socketIoV2,
      refused: [
        "attention",
        "application-refused",
        "login-required",
        "The WebSocket is open, but Socket.IO refused the namespace `/admin`: `Not authorized`.",
      ],
      silent: [
        "attention",
        "application-silent",
        "application-error",
        "The WebSocket is open, but after 30 s Socket.IO still has not let the page in to the namespace `/admin`.",
      ],
    },
  ],
  [
    "graphql-ws",
    {
      serve: graphqlWs,
      refused: ["failed", "closed-with-error", "library-refused", "It closed with code 4403 (Forbidden)."],
      refusedInFile: [
        "attention",
        "application-unanswered",
        "application-decided",
        "The WebSocket opened, but it closed before GraphQL let the page in.",
      ],
      closes: true,
      silent: [
        "attention",
        "application-silent",
        "application-error",
        "The WebSocket is open, but after 30 s GraphQL still has not let the page in.",
      ],
    },
  ],
  [
    "subscriptions-transport-ws",
    {
      serve: subscriptionsTransportWs,
      refused: [
        "failed",
        "application-refused",
        "login-required",
        "The WebSocket opened, but GraphQL refused the connection: `No token`.",
      ],
      closes: true,
      silent: [
        "attention",
        "application-silent",
        "application-error",
        "The WebSocket is open, but after 30 s GraphQL still has not let the page in.",
      ],
    },
  ],
  [
    "aedes",
    {
      serve: aedes,
      refused: [
        "failed",
        "application-refused",
        "login-required",
        "The WebSocket opened, but MQTT refused the connection: code `4`, bad user name or password.",
      ],
      closes: true,
      silent: [
        "attention",
        "application-silent",
        "application-error",
        "The WebSocket is open, but after 30 s MQTT still has not let the page in.",
      ],
    },
  ],
  [
    "STOMP",
    {
      serve: stomp,
      refused: [
        "failed",
        "application-refused",
        "login-required",
        "The WebSocket opened, but STOMP refused the connection: `Bad CONNECT: access refused`.",
      ],
      closes: true,
      silent: [
        "attention",
        "application-silent",
        "application-error",
        "The WebSocket is open, but after 30 s STOMP still has not let the page in.",
      ],
    },
  ],
  [
    "ws",
    {
      serve: ws,
      refused: [
        "failed",
        "closed-with-error",
        "login-required",
        "It closed with code 4401 (Private use), saying `Unauthorized`.",
      ],
      refusedInFile: ["unknown", "", "", ""],
      closes: true,
      silent: ["healthy", "", "", ""],
    },
  ],
];

let scope: Scope = newScope();
afterEach(() => scope.close());

async function opened(serve: Serve, mood: Mood) {
  scope = newScope();
  const served = await serve(scope, mood);
  const talk = await NodeTalk.open(served.url, served.protocols);
  await served.hello(talk);
  return { served, talk };
}

function words(upgrade: Upgrade, now: number): string[] {
  const { verdict, diagnosis } = said(upgrade, now);
  const { id = "", summary = "", causes = [] } = diagnosis ?? {};
  return [verdict.level, id, causes[0]?.id ?? "", summary.replace(/ after \d+ ms/, "")];
}

describe.each(SERVERS)("%s", (_, { serve, refused, refusedInFile = refused, closes = false, silent }) => {
  test("lets in: healthy, and the counts by name are the server's", async () => {
    const { served, talk } = await opened(serve, "accepts");
    await served.work(talk);
    for (const upgrade of [live(talk), logged(talk)]) {
      expect(words(upgrade, Date.now())).toEqual(["healthy", "", "", ""]);
      expect(countsByName(upgrade)).toEqual(served.counted());
      expect(JSON.stringify(upgrade)).not.toContain("secret");
    }
    expect(Object.keys(served.counted()).length).toBeGreaterThan(0);
  });

  test("refuses: that is said, with its reason", async () => {
    const { talk } = await opened(serve, "refuses");
    if (closes) await talk.until(() => talk.closedAt !== null);
    else await talk.hears(/^44/);
    expect(words(live(talk), Date.now())).toEqual(refused);
    // Of a file nobody knows whether it is still open.
    const inFile = refusedInFile.map((one) => one.replace("is open", "opened"));
    expect(words(logged(talk), Date.now())).toEqual(inFile);
  });

  test("stays silent: that is said when it is no longer normal", async () => {
    const { talk } = await opened(serve, "silent");
    const asked = talk.passed.findLast(({ direction }) => direction === "sent")?.at ?? 0;
    expect(words(live(talk), asked + 5000)).toEqual(["healthy", "", "", ""]);
    expect(words(live(talk), asked + 30_000)).toEqual(silent);
  });
});

const OPEN = "The WebSocket is open, but";

const RECORDED: readonly (readonly [string, Recorded, refused: readonly string[], silent: readonly string[]])[] = [
  [
    "SignalR",
    signalr,
    [
      "failed",
      "application-refused",
      "client-version-mismatch",
      `${OPEN} SignalR refused the connection: \`Requested protocol 'messagepack' is not available\`.`,
    ],
    [
      "attention",
      "application-silent",
      "application-error",
      `${OPEN} after 1 min SignalR still has not let the page in.`,
    ],
  ],
  [
    "Phoenix",
    phoenix,
    [
      "failed",
      "application-refused",
      "wrong-topic",
      `${OPEN} Phoenix refused the channel \`miami:…\`: \`unmatched topic\`.`,
    ],
    [
      "attention",
      "application-silent",
      "application-error",
      `${OPEN} after 1 min Phoenix still has not let the page in to the channel \`miami:…\`.`,
    ],
  ],
  [
    "Action Cable",
    actionCable,
    [
      "failed",
      "application-refused",
      "login-required",
      `${OPEN} Action Cable refused the connection: \`unauthorized\`.`,
    ],
    ["attention", "silent", "half-open", "The usual heartbeat, due every 3 s, has not come for 1 min."],
  ],
];

describe.each(RECORDED)("%s, as its own pages show it", (_, recorded, refused, silent) => {
  const start = Date.UTC(2026, 10, 28, 12);
  const conversation = (said: Recorded["hello"]) => ({
    url: recorded.url,
    protocol: recorded.protocol,
    openedAt: start,
    closedAt: null,
    close: null,
    passed: said.map(([direction, data], i) => ({ at: start + 10 * i, direction, opcode: 1, data })),
  });

  test("lets in", () => {
    const talk = conversation([...recorded.hello, ...recorded.accepted]);
    for (const upgrade of [live(talk), logged(talk)]) {
      expect(words(upgrade, start + 1000)).toEqual(["healthy", "", "", ""]);
      expect(countsByName(upgrade)).toEqual(recorded.counted);
      expect(JSON.stringify({ ...upgrade, url: null })).not.toContain("secret");
    }
  });

  test("refuses", () => {
    const talk = conversation([...recorded.hello, ...recorded.refused]);
    expect(words(live(talk), start + 1000)).toEqual(refused);
    expect(words(logged(talk), start + 1000)).toEqual(refused.map((one) => one.replace("is open", "opened")));
  });

  test("stays silent", () => {
    const talk = conversation(recorded.hello);
    expect(words(live(talk), start + 1000)).toEqual(["healthy", "", "", ""]);
    expect(words(live(talk), start + 60_000)).toEqual(silent);
  });

  test("names its source", () => {
    for (const page of recorded.source) expect(page).toMatch(/^https:\/\//);
  });
});
