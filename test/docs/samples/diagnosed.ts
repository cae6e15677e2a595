import { explain } from "../../../src/knowledge/explanation/explain.ts";
import type { Context, Explanation } from "../../../src/knowledge/explanation/explanation.ts";
import { markedCapture } from "../../../src/knowledge/intermediaries/marked-capture.ts";
import type { HostResponse } from "../../../src/upgrade/http/host-response.ts";
import type { Upgrade } from "../../../src/upgrade/upgrade.ts";
import { RESPONSE, type Story } from "../../story.ts";
import { HTTP2_REQUEST, REQUEST, START, upgradeOf } from "./scene.ts";
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

const NGINX: HostResponse = { url: "https://app.example.com/", status: 200, headers: [["Server", "nginx/1.22.1"]] };

const behindNginx: Partial<Context> = { capture: markedCapture([], [NGINX]) };

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

/** The same words in several surroundings: they bring different causes to the front. */
function refused(): Sample[] {
  const texts = [...statuses().map((status) => `Unexpected response code: ${status}`), ...DURING_HANDSHAKE];
  return [...untold(), ...texts.flatMap(refusedWith)];
}

/** Programs that do not say which status it was. */
function untold(): Sample[] {
  return [
    ["Dart", "WebSocketException: Connection to 'https://app.example.com:0/live#' was not upgraded to websocket"],
    ["SignalR", "WebSockets not supported on the server and there is no fallback transport"],
    ["nginx", "upstream timed out (110: Connection timed out) while reading upstream"],
  ].map(([client = "", error]) => ({
    upgrade: { ...upgradeOf({ error: error ?? "", errorAt: 60, closedAt: 61 }), client, fromFile: true },
  }));
}

function refusedWith(text: string): Sample[] {
  // A gateway gives up after its own time-out; everything else is answered at once.
  const at = /504$|522$|524$/.test(text) ? 60_020 : 60;
  const error = text.startsWith("!") ? text.slice(1) : `Error during WebSocket handshake: ${text}`;
  const refused = { error, errorAt: 60, closedAt: at + 1 };
  const opened = upgradeOf({ id: "c0", createdAt: -9000, sentAt: -8990, answer: { at: -8980 } });
  return [
    { upgrade: upgradeOf(refused) },
    { upgrade: upgradeOf(refused), context: behindNginx },
    { upgrade: upgradeOf({ ...refused, url: SOCKET_IO }), context: { capture: markedCapture([opened]) } },
    { upgrade: upgradeOf({ ...refused, url: LOCAL }), context: { page: "http://localhost:3000/" } },
    // Nothing shows what is spoken at a port other than the page's.
    { upgrade: upgradeOf({ ...refused, url: LOCAL }), context: { page: "http://localhost:5173/" } },
    { upgrade: upgradeOf({ ...refused, headers: HTTP2_REQUEST }) },
  ];
}

function connecting(): Sample[] {
  return CONNECTING.flatMap(([message, urls]) =>
    urls.map((url) => {
      const upgrade = upgradeOf({ sentAt: null, error: message, errorAt: 30, closedAt: 31, url });
      // A secure page may not even try most `ws:` addresses.
      const page = url.startsWith("wss:") ? "https://app.example.com/" : "http://app.example.com/";
      return { upgrade, context: { page } };
    }),
  );
}

function waiting(): Sample[] {
  const text = "WebSocket is closed before the connection is established.";
  const twin = upgradeOf({ id: "c2", createdAt: 4, sentAt: 24, answer: {} });
  return [
    {
      upgrade: upgradeOf({ error: text, errorAt: 15, closedAt: 16, sentAt: null }),
      context: { capture: markedCapture([twin]) },
    },
    { upgrade: upgradeOf({ error: text, errorAt: 5000, closedAt: 5001 }) },
    { upgrade: upgradeOf({ error: "WebSocket opening handshake timed out", errorAt: 240_020 }) },
    { upgrade: upgradeOf({ error: "WebSocket opening handshake was canceled", errorAt: 900 }) },
    { upgrade: upgradeOf({}), context: { now: START + 20_020 } },
    {
      upgrade: upgradeOf({ sentAt: null }),
      context: {
        now: START + 20_000,
        capture: markedCapture([upgradeOf({ id: "c0", createdAt: -500, sentAt: -480 })]),
      },
    },
    { upgrade: upgradeOf({ error: "", errorAt: 60, closedAt: 61 }) },
  ];
}

function afterOpening(): Sample[] {
  return AFTER_OPENING.map((message) => ({
    upgrade: upgradeOf({ answer: {}, messages: [100, 1200], error: message, errorAt: 3000, closedAt: 3001 }),
  }));
}

function blocked(): Sample[] {
  const directive = "connect-src 'self'";
  const unseen = { createdAt: null, sentAt: null };
  const csp = "Connecting to 'wss://app.example.com/live' violates the following Content Security Policy directive: ";
  const mixed =
    "Mixed Content: The page at 'https://app.example.com/' was loaded over HTTPS, but attempted to connect to the insecure WebSocket endpoint 'ws://app.example.com/live'. This request has been blocked; this endpoint must be available over WSS.";
  return [
    {
      upgrade: upgradeOf({
        ...unseen,
        blocked: { by: "content-security-policy", message: `${csp}"${directive}".`, directive },
      }),
    },
    {
      upgrade: upgradeOf({
        ...unseen,
        url: "ws://app.example.com/live",
        blocked: { by: "mixed-content", message: mixed },
      }),
    },
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
    ...refusals.map((scene) => ({ upgrade: upgradeOf({ answer: {}, ...scene }), context: soon })),
    { upgrade: upgradeOf({ answer: {}, said: [[60, "sent", hello]] }), context: { now: START + 14_060 } },
    { upgrade: upgradeOf({ answer: {}, said: [[60, "sent", hello]], closedAt: 900 }), context: soon },
  ];
}

/** A connection that lived from `from` on for that long, fell silent half a second after it opened, and ended. */
function lived(id: string, from: number, forMs: number, more: Story = {}): Upgrade {
  const times = { createdAt: from, sentAt: from + 20, answer: { at: from + 40 }, messages: [from + 100, from + 540] };
  return upgradeOf({ id, ...times, closedAt: from + 540 + forMs, ...more });
}

/** Refused over its login three times; nobody tries again. */
function afterFirstMessage(): Sample {
  const login = (id: string, from: number): Upgrade =>
    upgradeOf({
      id,
      createdAt: from,
      sentAt: from + 20,
      answer: { at: from + 40 },
      said: [
        [from + 60, "sent", "login"],
        [from + 90, "received", "no"],
      ],
      closedAt: from + 120,
      close: { code: 1006, reason: "", wasClean: false },
    });
  const capture = markedCapture([login("b1", -6000), login("b2", -3000)]);
  return { upgrade: login("c1", 0), context: { now: START + 240_000, capture } };
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
      upgrade: lived("c1", 0, -300, { ...cut, messages: [] }),
      context: {
        now,
        capture: markedCapture(
          [-9000, -6000, -3000].map((from, i) => lived(`o${i}`, from, -300, { ...cut, messages: [] })),
        ),
      },
    },
    afterFirstMessage(),
    ...["500 - AssertionError: write() before start_response", "200 0 115.168811"].map((line) => loggedAs(line)),
    {
      upgrade: upgradeOf({
        headers: [
          ...REQUEST,
          [
            "User-Agent",
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.2 Safari/605.1.15",
          ],
        ],
        answer: { headers: [...RESPONSE, ["Sec-WebSocket-Extensions", "permessage-deflate"]] },
      }),
      context: { now: START + 5000 },
    },
    ...[1002, 1008, 1009, 1011, 1012].map((code) => ({
      upgrade: lived("c1", 0, 7000, {
        close: { code, reason: "", wasClean: true },
        said: [[7500, "sent", "x".repeat(100)]],
      }),
      context: { now },
    })),
  ];
}

/** What the log of a Python server has of a WebSocket that ended. */
function loggedAs(logLine: string): Sample {
  const upgrade = upgradeOf({ answer: {}, ended: "closed" });
  const response = { status: 101, statusText: "", headers: [], at: null, logLine };
  return { upgrade: { ...upgrade, response, fromFile: true, logsMessages: false } };
}

function attention(): Sample[] {
  const nginxAnswer = [...RESPONSE, ["Server", "nginx/1.22.1"]] as const;
  const attempts = Array.from({ length: 12 }, (_, i) => lived(`a${i}`, -2000 * (12 - i), 600));
  const open = { answer: {}, messages: [100, 1100, 2100] };
  return [
    {
      upgrade: upgradeOf({ answer: { headers: nginxAnswer }, messages: [100] }),
      context: { now: START + 50_100 },
    },
    {
      upgrade: upgradeOf({ answer: { headers: nginxAnswer }, messages: [100] }),
      context: { now: START + 30_100 },
    },
    { upgrade: upgradeOf(open), context: { now: START + 4000, capture: markedCapture(attempts) } },
    { upgrade: lived("c1", 0, 600), context: { now: START + 4000, capture: markedCapture(attempts) } },
    { upgrade: upgradeOf({ ...open, url: SOCKET_IO }), context: { now: START + 900_000 } },
    { upgrade: upgradeOf({ answer: {} }), context: { now: START + 900_000 } },
    {
      upgrade: upgradeOf({
        ...open,
        snapshots: [
          { at: 3000, bufferedAmount: 40_000 },
          { at: 5000, bufferedAmount: 900_000 },
          { at: 7000, bufferedAmount: 2_400_000 },
          { at: 9000, bufferedAmount: 6_100_000 },
        ],
      }),
      context: { now: START + 9100 },
    },
  ];
}
