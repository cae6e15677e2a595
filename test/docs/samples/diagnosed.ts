import { explain } from "../../../src/knowledge/explanation/explain.ts";
import type { Context, Explanation } from "../../../src/knowledge/explanation/explanation.ts";
import { markedCapture } from "../../../src/knowledge/intermediaries/marked-capture.ts";
import type { Neighbour } from "../../../src/upgrade/http/host-response.ts";
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

const PLAIN: Context = { now: START + 120_000, page: "https://app.example.com/", capture: markedCapture([]) };

const NGINX: Neighbour = { url: "https://app.example.com/", status: 200, headers: [["Server", "nginx/1.22.1"]] };

const behindNginx: Partial<Context> = { capture: markedCapture([], [NGINX]) };

const SOCKET_IO = "wss://app.example.com/socket.io/?EIO=4&transport=websocket&sid=SESSION";
const LOCAL = "ws://localhost:3000/live";

function cases(): readonly Sample[] {
  return [...refused(), ...connecting(), ...waiting(), ...afterOpening(), ...blocked(), ...ended(), ...attention()];
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
      {
        upgrade: upgradeOf({ error, closedAt: at + 1, url: SOCKET_IO }),
        context: { capture: markedCapture([opened]) },
      },
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
      context: { capture: markedCapture([twin]) },
    },
    { upgrade: upgradeOf({ error: { message: text, at: 5000 }, closedAt: 5001 }) },
    { upgrade: upgradeOf({ error: { message: "WebSocket opening handshake timed out", at: 240_020 } }) },
    { upgrade: upgradeOf({ error: { message: "WebSocket opening handshake was canceled", at: 900 } }) },
    { upgrade: upgradeOf({}), context: { now: START + 20_020 } },
    {
      upgrade: upgradeOf({ sentAt: null }),
      context: {
        now: START + 20_000,
        capture: markedCapture([upgradeOf({ id: "c0", createdAt: -500, sentAt: -480 })]),
      },
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
    { upgrade: lived("c1", 0, 60_012, cut), context: { capture: markedCapture(before, [NGINX]), now } },
    {
      upgrade: lived("c1", 0, -300, { ...cut, messagesAt: [] }),
      context: {
        now,
        capture: markedCapture(
          [-9000, -6000, -3000].map((from, i) => lived(`o${i}`, from, -300, { ...cut, messagesAt: [] })),
        ),
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
    { upgrade: upgradeOf(open), context: { now: START + 4000, capture: markedCapture(attempts) } },
    { upgrade: lived("c1", 0, 600), context: { now: START + 4000, capture: markedCapture(attempts) } },
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
