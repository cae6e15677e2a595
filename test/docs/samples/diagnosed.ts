import { explain } from "../../../src/knowledge/explanation/explain.ts";
import type { Context, Explanation } from "../../../src/knowledge/explanation/explanation.ts";
import type { Upgrade } from "../../../src/upgrade/upgrade.ts";
import { blockedBy, HTTP2_REQUEST, REQUEST, RESPONSE, type Scene, START, upgradeOf } from "./scene.ts";
import { AFTER_OPENING, CONNECTING, DURING_HANDSHAKE, statuses } from "./texts.ts";

/**
 * Made-up cases of everything that can be diagnosed. None says which diagnosis it is for: they are explained as any
 * connection is, and each page entry shows those that came out as its own.
 */
export function explanations(): readonly Explanation[] {
  return cases().map(({ upgrade, context }) => explain(upgrade, { ...PLAIN, ...context }));
}

interface Sample {
  readonly upgrade: Upgrade;
  readonly context?: Partial<Context>;
}

const PLAIN: Context = { now: START + 120_000, page: "https://app.example.com/", neighbours: [], others: [] };

const behindNginx: Partial<Context> = {
  neighbours: [{ url: "https://app.example.com/", status: 200, headers: [["Server", "nginx/1.22.1"]] }],
};

const SOCKET_IO = "wss://app.example.com/socket.io/?EIO=4&transport=websocket&sid=SESSION";
const LOCAL = "ws://localhost:3000/live";

function cases(): readonly Sample[] {
  return [
    ...refused(),
    ...connecting(),
    ...waiting(),
    ...afterOpening(),
    ...blocked(),
    ...inside(),
    ...ended(),
    ...attention(),
  ];
}

/** The same words in four surroundings: they bring different causes to the front. */
function refused(): Sample[] {
  const texts = [...statuses().map((status) => `Unexpected response code: ${status}`), ...DURING_HANDSHAKE];
  return texts.flatMap((text) => {
    // A gateway gives up after its own time-out; everything else is answered at once.
    const at = /504$|522$|524$/.test(text) ? 60_020 : 60;
    const error = {
      message: text.startsWith("!") ? text.slice(1) : `Error during WebSocket handshake: ${text}`,
      at: 60,
    };
    const opened = upgradeOf({ id: "c0", createdAt: -9000, sentAt: -8990, answeredAt: -8980 });
    return [
      { upgrade: upgradeOf({ error, closedAt: at + 1 }) },
      { upgrade: upgradeOf({ error, closedAt: at + 1 }), context: behindNginx },
      { upgrade: upgradeOf({ error, closedAt: at + 1, url: SOCKET_IO }), context: { others: [opened] } },
      { upgrade: upgradeOf({ error, closedAt: at + 1, url: LOCAL }), context: { page: "http://localhost:3000/" } },
      { upgrade: upgradeOf({ error, closedAt: at + 1, request: HTTP2_REQUEST }) },
    ];
  });
}

function connecting(): Sample[] {
  return CONNECTING.flatMap(([message, urls]) =>
    urls.map((url) => {
      const upgrade = upgradeOf({ sentAt: null, error: { message, at: 30 }, closedAt: 31, url });
      // A secure page may not even try most `ws:` addresses.
      const page = url.startsWith("wss:") ? "https://app.example.com/" : "http://app.example.com/";
      return { upgrade, context: { page } };
    }),
  );
}

function waiting(): Sample[] {
  const text = "WebSocket is closed before the connection is established.";
  const twin = upgradeOf({ id: "c2", createdAt: 4, sentAt: 24, answeredAt: 40 });
  return [
    {
      upgrade: upgradeOf({ error: { message: text, at: 15 }, closedAt: 16, sentAt: null }),
      context: { others: [twin] },
    },
    { upgrade: upgradeOf({ error: { message: text, at: 5000 }, closedAt: 5001 }) },
    { upgrade: upgradeOf({ error: { message: "WebSocket opening handshake timed out", at: 240_020 } }) },
    { upgrade: upgradeOf({ error: { message: "WebSocket opening handshake was canceled", at: 900 } }) },
    { upgrade: upgradeOf({}), context: { now: START + 20_020 } },
    {
      upgrade: upgradeOf({ sentAt: null }),
      context: { now: START + 20_000, others: [upgradeOf({ id: "c0", createdAt: -500, sentAt: -480 })] },
    },
    { upgrade: upgradeOf({ error: { message: "", at: 60 }, closedAt: 61 }) },
  ];
}

function afterOpening(): Sample[] {
  return AFTER_OPENING.map((message) => ({
    upgrade: upgradeOf({ answeredAt: 40, messagesAt: [100, 1200], error: { message, at: 3000 }, closedAt: 3001 }),
  }));
}

function blocked(): Sample[] {
  const csp = "Connecting to 'wss://app.example.com/live' violates the following Content Security Policy directive: ";
  const mixed =
    "Mixed Content: The page at 'https://app.example.com/' was loaded over HTTPS, but attempted to connect to the insecure WebSocket endpoint 'ws://app.example.com/live'. This request has been blocked; this endpoint must be available over WSS.";
  return [
    { upgrade: blockedBy("content-security-policy", "wss://app.example.com/live", `${csp}"connect-src 'self'".`) },
    { upgrade: blockedBy("mixed-content", "ws://app.example.com/live", mixed) },
  ];
}

/** The WebSocket works; what is spoken on it does not. */
function inside(): Sample[] {
  const soon = { now: START + 3000 };
  const open = '0{"sid":"SESSION","upgrades":[],"pingInterval":25000,"pingTimeout":20000}';
  const hello = '{"type":"connection_init"}';
  const refusals = [
    {
      url: SOCKET_IO,
      said: [
        [60, "received", open],
        [80, "sent", "40/admin,"],
        [90, "received", '44/admin,{"message":"Invalid namespace"}'],
      ],
    },
    {
      said: [
        [60, "sent", hello],
        [90, "received", '{"type":"connection_error","payload":{"message":"Token expired"}}'],
      ],
    },
    {
      said: [
        [60, "sent", '["1","1","room:7","phx_join",{}]'],
        [90, "received", '["1","1","room:7","phx_reply",{"status":"error","response":{"reason":"join crashed"}}]'],
      ],
    },
    {
      url: SOCKET_IO,
      said: [
        [60, "received", open],
        [80, "sent", "40"],
        [90, "received", '40{"sid":"ID"}'],
        [900, "received", "41"],
      ],
    },
    { said: [[60, "received", '{"type":"disconnect","reason":"server_restart","reconnect":true}']] },
  ] as const;
  return [
    ...refusals.map((scene) => ({ upgrade: upgradeOf({ answeredAt: 40, ...scene }), context: soon })),
    { upgrade: upgradeOf({ answeredAt: 40, said: [[60, "sent", hello]] }), context: { now: START + 14_060 } },
  ];
}

/** A connection that lived from `from` on for that long, fell silent half a second after it opened, and ended. */
function lived(id: string, from: number, forMs: number, more: Scene = {}): Upgrade {
  const times = { createdAt: from, sentAt: from + 20, answeredAt: from + 40, messagesAt: [from + 100, from + 540] };
  return upgradeOf({ id, ...times, closedAt: from + 540 + forMs, ...more });
}

function ended(): Sample[] {
  const cut = { close: { code: 1006, reason: "", wasClean: false } };
  const before = [-200_000, -130_000, -65_000].map((from, i) => lived(`b${i}`, from, 60_010 + i, cut));
  const now = START + 70_000;
  return [
    { upgrade: lived("c1", 0, 7000, cut), context: { now } },
    { upgrade: lived("c1", 0, 7000, cut), context: { ...behindNginx, now } },
    { upgrade: lived("c1", 0, 60_012, cut), context: { ...behindNginx, now, others: before } },
    {
      upgrade: lived("c1", 0, -300, { ...cut, messagesAt: [] }),
      context: {
        now,
        others: [-9000, -6000, -3000].map((from, i) => lived(`o${i}`, from, -300, { ...cut, messagesAt: [] })),
      },
    },
    {
      upgrade: upgradeOf({
        answeredAt: 40,
        request: [
          ...REQUEST,
          [
            "User-Agent",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.2 Safari/605.1.15",
          ],
        ],
        response: [...RESPONSE, ["Sec-WebSocket-Extensions", "permessage-deflate"]],
      }),
      context: { now: START + 5000 },
    },
    ...[1002, 1008, 1009, 1011, 1012].map((code) => ({
      upgrade: lived("c1", 0, 7000, { close: { code, reason: "", wasClean: true } }),
      context: { now },
    })),
  ];
}

function attention(): Sample[] {
  const nginxAnswer = [...RESPONSE, ["Server", "nginx/1.22.1"]] as const;
  const attempts = Array.from({ length: 12 }, (_, i) => lived(`a${i}`, -2000 * (12 - i), 600));
  const open = { answeredAt: 40, messagesAt: [100, 1100, 2100] };
  const beats = [...RESPONSE];
  return [
    {
      upgrade: upgradeOf({ answeredAt: 40, response: nginxAnswer, messagesAt: [100] }),
      context: { now: START + 50_100 },
    },
    {
      upgrade: upgradeOf({ answeredAt: 40, response: nginxAnswer, messagesAt: [100] }),
      context: { now: START + 30_100 },
    },
    { upgrade: upgradeOf(open), context: { now: START + 4000, others: attempts } },
    { upgrade: lived("c1", 0, 600), context: { now: START + 4000, others: attempts } },
    { upgrade: upgradeOf({ ...open, url: SOCKET_IO, response: beats }), context: { now: START + 900_000 } },
    { upgrade: upgradeOf({ answeredAt: 40, request: REQUEST }), context: { now: START + 900_000 } },
    {
      upgrade: upgradeOf({
        ...open,
        buffered: [
          [3000, 40_000],
          [5000, 900_000],
          [7000, 2_400_000],
          [9000, 6_100_000],
        ],
      }),
      context: { now: START + 9100 },
    },
  ];
}
