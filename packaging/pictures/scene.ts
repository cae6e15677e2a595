import type { Lab } from "../../test/lab/lab.ts";

/** One connection of the page in the pictures. */
interface Opened {
  readonly url: string;
  readonly protocols?: readonly string[];
  /** What the page says, every `every` milliseconds; nothing when left out. */
  readonly says?: string;
  readonly every?: number;
}

/** The page in the pictures, under the address that stands there; it opens a connection to /live by itself. */
export const PAGE = "http://app.example.com/app";

/** What a list in daily work looks like: most is well, some waits, some was refused. */
export const OPENED: readonly Opened[] = [
  { url: "ws://app.example.com/ws", says: JSON.stringify({ type: "cursor", x: 412, y: 96 }), every: 300 },
  { url: "ws://app.example.com/deflate", says: "x".repeat(700), every: 1500 },
  {
    url: "ws://graphql.example.com/",
    protocols: ["graphql-transport-ws"],
    says: '{"type":"connection_init"}',
    every: 60_000,
  },
  { url: "ws://app.example.com/subprotocol", protocols: ["chat.v1"], says: "typing", every: 2100 },
  { url: "ws://app.example.com/binary" },
  { url: "ws://realtime.example.com/no-upgrade/live" },
  { url: "ws://realtime.example.com/right/live", says: "ping", every: 1200 },
  { url: "ws://app.example.com/status/403" },
  { url: "ws://app.example.com/closes" },
  { url: "ws://app.example.com/close/1011" },
  { url: "ws://realtime.example.com/down/live" },
  { url: "ws://app.example.com/idle" },
];

/**
 * Has the browser look for the addresses in the pictures in the lab.
 *
 * @throws Error when the lab has no nginx
 */
export function switches({ origin, ports }: Lab): string[] {
  const nginx = ports["nginx"];
  if (nginx === undefined) throw new Error("The pictures show nginx, and it is not installed.");
  const rules = [
    `MAP realtime.example.com 127.0.0.1:${nginx}`,
    `MAP graphql.example.com 127.0.0.1:${ports["graphqlWs"]}`,
    `MAP app.example.com 127.0.0.1:${new URL(origin).port}`,
  ];
  return [`--host-resolver-rules=${rules.join(",")}`, "--window-size=1400,900"];
}

/** What the page runs to open one of them. */
export function scriptFor({ url, protocols = [], says = "", every = 0 }: Opened): string {
  return `{
  const socket = new WebSocket(${JSON.stringify(url)}, ${JSON.stringify(protocols)});
  const say = () => socket.readyState === 1 && socket.send(${JSON.stringify(says)});
  socket.addEventListener("open", () => ${every} > 0 && (say(), setInterval(say, ${every})));
}
//# sourceURL=http://app.example.com/assets/app.js`;
}
