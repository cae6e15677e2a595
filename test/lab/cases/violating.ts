import { at, breaks, type Case, type Expectation, ends } from "../case.ts";

const group = "Broken after opening";

function broken(name: string, title: string, expects: Expectation): Case {
  return { id: `broken-${name}`, group, title, url: at("main", `/broken/${name}`), expects };
}

/** Sockets that open and then break the protocol. */
export const violating: readonly Case[] = [
  broken(
    "masked",
    "A masked frame",
    breaks("frame-masked", "A server must not mask any frames that it sends to the client."),
  ),
  broken(
    "rsv1",
    "RSV1 without compression",
    breaks(
      "reserved-bits-set",
      "One or more reserved bits are on: reserved1 = 1, reserved2 = 0, reserved3 = 0",
      "compression-mismatch",
    ),
  ),
  broken(
    "rsv2",
    "RSV2",
    breaks("reserved-bits-set", "One or more reserved bits are on: reserved1 = 0, reserved2 = 1, reserved3 = 0"),
  ),
  broken("opcode-7", "An unknown frame type", breaks("opcode-unknown", "Unrecognized frame opcode: 7")),
  broken(
    "continuation-first",
    "A continuation without a beginning",
    breaks("fragmentation-invalid", "Received unexpected continuation frame."),
  ),
  broken(
    "two-starts",
    "Two beginnings",
    breaks("fragmentation-invalid", "Received start of new message but previous message is unfinished."),
  ),
  broken("bad-utf8", "Text that is not UTF-8", breaks("text-not-utf8", "Could not decode a text frame as UTF-8.")),
  broken(
    "close-1006",
    "A Close with 1006",
    breaks("close-frame-invalid", "Received a broken close frame containing a reserved status code."),
  ),
  broken(
    "close-1005",
    "A Close with 1005",
    breaks("close-frame-invalid", "Received a broken close frame containing a reserved status code."),
  ),
  broken(
    "close-one-byte",
    "A Close of one byte",
    breaks("close-frame-invalid", "Received a broken close frame with an invalid size of 1 byte."),
  ),
  broken(
    "close-bad-utf8",
    "A Close reason that is not UTF-8",
    breaks("close-frame-invalid", "Received a broken close frame containing invalid UTF-8."),
  ),
  broken("data-after-close", "A message after Close", breaks("data-after-close", "Data frame received after close")),
  broken("oversize-ping", "A ping of 126 bytes", breaks("frame-header-invalid", "Invalid frame header")),
  broken("fragmented-ping", "A ping in fragments", breaks("frame-header-invalid", "Invalid frame header")),
  broken(
    "http-after-101",
    "HTTP text after the 101",
    breaks("frame-header-invalid", "Invalid frame header", "two-upgrade-handlers"),
  ),
  {
    // engine.io answers 101 before it looks at the version, and writes its 400 after it.
    id: "socket.io-old-client",
    group,
    title: "Socket.IO: a client of version 2",
    url: at("main", "/socket.io/?EIO=3&transport=websocket"),
    brief: true,
    expects: { ...breaks("frame-header-invalid", "Invalid frame header"), protocol: "socket.io" },
  },
  {
    ...broken(
      "too-big",
      "A message of more than 4 GiB",
      breaks("message-too-big", "Message size is too large.", "frame-too-large"),
    ),
    how: "With 5 GB of memory free, open this socket and wait a minute or two.",
    alone: true,
  },
  broken(
    "length-of-64-bits",
    "A frame length with its first bit set",
    breaks("frame-header-invalid", "Invalid frame header"),
  ),
  broken("huge-frame", "A frame that announces 3 GB", ends(1006, "", "abnormal-closure")),
];
