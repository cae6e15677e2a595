import { acceptOf } from "../../src/upgrade/http/accept.ts";
import type { Headers } from "../../src/upgrade/http/headers.ts";
import type { MessageObserved, Observation } from "../../src/upgrade/observation.ts";
import { ConnectionTracker } from "../../src/upgrade/tracking/tracker.ts";
import type { Upgrade } from "../../src/upgrade/upgrade.ts";
import { told } from "../story.ts";

/** When every measured connection began, epoch milliseconds. */
export const START = Date.UTC(2026, 0, 1);

const KEY = "dGhlIHNhbXBsZSBub25jZQ==";
const TOKEN = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl";

const REQUEST: Headers = [
  ["Host", "app.example.com"],
  ["Connection", "Upgrade"],
  ["Pragma", "no-cache"],
  ["Cache-Control", "no-cache"],
  [
    "User-Agent",
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36",
  ],
  ["Upgrade", "websocket"],
  ["Origin", "https://app.example.com"],
  ["Sec-WebSocket-Version", "13"],
  ["Accept-Encoding", "gzip, deflate, br, zstd"],
  ["Accept-Language", "en-US,en;q=0.9"],
  ["Cookie", "session=5f2b8c1d9e7a4f30; theme=dark"],
  ["Sec-WebSocket-Key", KEY],
  ["Sec-WebSocket-Extensions", "permessage-deflate; client_max_window_bits"],
];

const RESPONSE: Headers = [
  ["Server", "nginx/1.22.1"],
  ["Date", "Thu, 01 Jan 2026 00:00:00 GMT"],
  ["Connection", "upgrade"],
  ["Upgrade", "websocket"],
  ["Sec-WebSocket-Accept", acceptOf(KEY)],
  ["Set-Cookie", "session=5f2b8c1d9e7a4f30; Path=/; HttpOnly"],
];

/** What the browser reports of a connection that opens, or, every third, of one that is refused. */
export function openingOf(ordinal: number): Observation[] {
  const sourceId = `debugger:1.${ordinal}`;
  const url = `wss://app.example.com/live/${ordinal % 10}?token=${TOKEN}${ordinal}`;
  const at = START + ordinal;
  // A key is one connection's own.
  const headers = REQUEST.map(
    ([name, value]) => [name, name === "Sec-WebSocket-Key" ? keyOf(ordinal) : value] as const,
  );
  const answer = RESPONSE.map(
    ([name, value]) => [name, name === "Sec-WebSocket-Accept" ? acceptOf(keyOf(ordinal)) : value] as const,
  );
  const message = "Error during WebSocket handshake: Unexpected response code: 400";
  return [
    told.created({ sourceId, at, url }),
    told.sent({ sourceId, at: at + 5, headers }),
    ordinal % 3 === 2
      ? told.error({ sourceId, at: at + 20, message })
      : told.answered({ sourceId, at: at + 20 }, 101, answer, "Switching Protocols"),
  ];
}

/** A message of 32 bytes on the connection of that ordinal; they come a millisecond apart. */
export function messageOn(ordinal: number, index: number): MessageObserved {
  const at = START + 1000 + index;
  const direction = index % 4 === 0 ? "sent" : "received";
  return {
    type: "message",
    sourceId: `debugger:1.${ordinal}`,
    at,
    message: { at, direction, opcode: 1, size: 32, digest: index },
  };
}

/** A book with that many connections in it. */
export function upgradesOf(count: number): Upgrade[] {
  const tracker = new ConnectionTracker();
  for (let i = 0; i < count; i++) tracker.observe([...openingOf(i), messageOn(i, i)]);
  return [...tracker.upgrades.values()];
}

function keyOf(ordinal: number): string {
  return Buffer.from(String(ordinal).padStart(16, "0")).toString("base64");
}
