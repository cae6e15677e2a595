import type { Words } from "../text.ts";
import { upgradeHeader } from "./entries/upgrade.ts";
import type { KnownHeader, Side } from "./header.ts";

/** What matters to a request that stays pending; the other headers are shown without a word. */
const MEANINGS: Readonly<Record<Side, ReadonlyMap<string, Words>>> = {
  request: new Map([
    ["accept", "The types of response that the page takes. An `EventSource` asks for `text/event-stream`."],
    ["last-event-id", "The last event that the page has: a server can go on from there after a break."],
    ["cache-control", "An `EventSource` asks for a response that comes from no cache."],
    ["origin", "The origin of the page: by it the server decides whether the page may read the response."],
  ]),
  response: new Map([
    ["content-type", "What the body is. Only `text/event-stream` makes an `EventSource` read it."],
    ["content-length", "How long the body is: with it the response is a download that will end."],
    [
      "content-encoding",
      "The body is compressed. Whoever compresses a stream may hold pieces back until a block is full.",
    ],
    ["transfer-encoding", "`chunked` lets a body over HTTP/1.1 go on without a length that is known before."],
    ["access-control-allow-origin", "The origin whose pages may read the response; `*` is any, without credentials."],
    ["access-control-allow-credentials", "`true` lets a page of another origin read it that sent cookies or a login."],
    ["x-accel-buffering", "`no` asks nginx not to buffer this response. nginx itself takes the header out."],
    [
      "cache-control",
      "`no-cache` and `no-store` keep caches from answering with old events; `no-transform` forbids compression on the way.",
    ],
  ]),
};

const { meaning, reference, value = () => [] } = upgradeHeader;

/** What is known of headers for requests. None is missing: what a WebSocket's handshake must have is not asked of them. */
export const requestHeaders: ReadonlyMap<string, KnownHeader> = new Map<string, KnownHeader>([
  ...[...new Set([...MEANINGS.request.keys(), ...MEANINGS.response.keys()])].map(
    (id) => [id, { meaning: (side: Side) => MEANINGS[side].get(id) ?? null }] as const,
  ),
  ["upgrade", { meaning, reference, value }],
]);
