import { constants, deflateRawSync } from "node:zlib";
import { accept } from "../call.ts";
import { closePayload, OPCODE } from "../frames.ts";
import type { Peer } from "../peer.ts";
import type { Route } from "../route.ts";

/** Path under /broken/, what the server sends, diagnosis, how. */
const TABLE: readonly (readonly [string, string, string, (peer: Peer) => void])[] = [
  ["masked", "a masked frame", "frame-masked", (peer) => peer.frame(OPCODE.text, "masked", { masked: true })],
  ["rsv1", "a frame with RSV1 set", "reserved-bits-set", (peer) => peer.frame(OPCODE.text, "rsv1", { rsv: 4 })],
  ["rsv2", "a frame with RSV2 set", "reserved-bits-set", (peer) => peer.frame(OPCODE.text, "rsv2", { rsv: 2 })],
  ["opcode-7", "a frame of an unknown type", "opcode-unknown", (peer) => peer.frame(7, "seven")],
  [
    "continuation-first",
    "a continuation without a beginning",
    "fragmentation-invalid",
    (peer) => peer.frame(OPCODE.continuation, "lost"),
  ],
  [
    "two-starts",
    "two beginnings",
    "fragmentation-invalid",
    (peer) => {
      peer.frame(OPCODE.text, "one", { fin: false });
      peer.frame(OPCODE.text, "two");
    },
  ],
  ["bad-utf8", "text that is not UTF-8", "text-not-utf8", (peer) => peer.frame(OPCODE.text, Buffer.from([0xff, 0xfe]))],
  ["close-1006", "a Close with the code 1006", "close-frame-invalid", (peer) => peer.close(1006)],
  ["close-1005", "a Close with the code 1005", "close-frame-invalid", (peer) => peer.close(1005)],
  [
    "close-one-byte",
    "a Close of one byte",
    "close-frame-invalid",
    (peer) => peer.frame(OPCODE.close, Buffer.from([3])),
  ],
  [
    "close-bad-utf8",
    "a Close whose reason is not UTF-8",
    "close-frame-invalid",
    (peer) => peer.frame(OPCODE.close, closePayload(1000, Buffer.from([0xff, 0xfe]))),
  ],
  [
    "data-after-close",
    "a message after its Close",
    "data-after-close",
    (peer) => {
      peer.close(1000);
      peer.text("one more thing");
    },
  ],
  ["oversize-ping", "a ping of 126 bytes", "frame-header-invalid", (peer) => peer.ping("x".repeat(126))],
  [
    "fragmented-ping",
    "a ping that is a fragment",
    "frame-header-invalid",
    (peer) => peer.frame(OPCODE.ping, "", { fin: false }),
  ],
  [
    "http-after-101",
    "an HTTP error after the 101, as a second upgrade handler does",
    "frame-header-invalid",
    (peer) => peer.raw("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"),
  ],
  [
    "length-of-64-bits",
    "a frame whose length has its first bit set, which RFC 6455 §5.2 forbids",
    "frame-header-invalid",
    (peer) => peer.raw(Buffer.from([0x82, 127, 0x80, 0, 0, 0, 0, 0, 0, 0])),
  ],
  [
    "huge-frame",
    "a frame that announces 3 GB",
    "abnormal-closure",
    (peer) => peer.raw(Buffer.from([0x82, 127, 0, 0, 0, 0, 0xc0, 0, 0, 0])),
  ],
];

/** Of the zeros in one fragment; Chromium takes 2^32 - 1 bytes in a message, so so many fragments are one too many. */
const FRAGMENT = 128 * 1024 * 1024;
const FRAGMENTS = 33;

/**
 * One message of more than 4 GiB: a frame that announces so much ends the connection without words, so it comes in
 * fragments, compressed to a thousandth. The browser unpacks them all, which takes it a minute and as much memory.
 */
const tooBig: Route = {
  path: "/broken/too-big",
  does: "opens, then sends one message of more than 4 GiB, compressed",
  gives: "message-too-big",
  run(call) {
    const peer = accept(call, undefined, [["Sec-WebSocket-Extensions", "permessage-deflate"]]);
    // Parts that end in a full flush can stand one after the other (RFC 1951 §3.2.4).
    const part = deflateRawSync(Buffer.alloc(FRAGMENT / 32), { finishFlush: constants.Z_FULL_FLUSH });
    const fragment = Buffer.concat(Array.from({ length: 32 }, () => part));
    call.later(50, () => {
      for (let i = 0; i < FRAGMENTS; i++)
        peer.frame(i === 0 ? OPCODE.binary : OPCODE.continuation, fragment, { fin: false, rsv: i === 0 ? 4 : 0 });
    });
  },
};

/** Sockets that open and then break the protocol (RFC 6455 §5). The fault follows the 101 after 50 ms. */
const table: readonly Route[] = TABLE.map(([name, sends, gives, act]) => ({
  path: `/broken/${name}`,
  does: `opens, then sends ${sends}`,
  gives,
  run(call) {
    const peer = accept(call);
    call.later(50, () => act(peer));
  },
}));

/** All of them. */
export const broken: readonly Route[] = [...table, tooBig];
