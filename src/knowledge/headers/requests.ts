import type { Words } from "../text.ts";
import { upgradeHeader } from "./entries/upgrade.ts";
import type { KnownHeader, Side } from "./header.ts";

/** What matters to a request that stays pending; the other headers are shown without a word. */
const MEANINGS: Readonly<Record<Side, ReadonlyMap<string, Words>>> = {
  request: new Map([
    ["accept", "The response types that the page accepts. An `EventSource` asks for `text/event-stream`."],
    [
      "last-event-id",
      "The last event that the page received: after an interruption, a server can continue from there.",
    ],
    ["cache-control", "An `EventSource` asks for a response that does not come from a cache."],
    ["origin", "The origin of the page: the server uses it to decide whether the page may read the response."],
  ]),
  response: new Map([
    ["content-type", "The type of the body. An `EventSource` reads only `text/event-stream`."],
    ["content-length", "The length of the body: with it, the response is a download that will end."],
    [
      "content-encoding",
      "The body is compressed. A compressor may hold pieces of a stream back until a block is full.",
    ],
    ["transfer-encoding", "`chunked` allows an HTTP/1.1 body whose length is not known in advance."],
    [
      "access-control-allow-origin",
      "The origin whose pages may read the response; `*` means any, without credentials.",
    ],
    [
      "access-control-allow-credentials",
      "`true` lets a page from another origin read the response even when it sent cookies or a login.",
    ],
    ["x-accel-buffering", "`no` asks nginx not to buffer this response. nginx removes this header itself."],
    [
      "cache-control",
      "`no-cache` and `no-store` keep caches from responding with old events; `no-transform` forbids compression along the way.",
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
