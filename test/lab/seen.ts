import type { Duplex } from "node:stream";
import { constants, inflateRawSync } from "node:zlib";
import { type Frame, frameReader, OPCODE } from "./frames.ts";
import type { Transport } from "./webtransport/transport.ts";

/** Whole messages of one direction; bytes are payload after decompression. */
interface Tally {
  count: number;
  bytes: number;
  text: number;
  binary: number;
}

/** What really went over one connection, read off its wire. */
export interface Connection {
  /** The path that was asked for, without query. */
  readonly route: string;
  /** Who opened it, as the query says (`?name=worker`); null: it does not. */
  readonly name: string | null;
  /** The lab's name for the port: "main", "tls", "http2" … */
  readonly port: string;
  /** Request headers in wire order. */
  readonly headers: readonly (readonly [string, string])[];
  /** The status that was answered first; null until then, or when what was sent is not HTTP. */
  status: number | null;
  /** From the server to the browser, and back. */
  readonly sent: Tally;
  readonly received: Tally;
  readonly pings: { sent: number; received: number };
  readonly pongs: { sent: number; received: number };
  /** Close codes on the wire; 1005 is an empty Close (RFC 6455 §7.4.1); null: none went that way. */
  readonly close: { sent: number | null; received: number | null };
  /** Whether the transport is still there. */
  open: boolean;
  /** What the route does next, as soon as the test lets it (`?held` in the query); null: nothing waits. */
  held: (() => void) | null;
}

/** What a server answered on purpose slowly, or piece by piece: an event stream, a long poll, a body that goes on. */
export interface Exchange {
  /** As the query says (`?name=…`); null: it does not. */
  readonly name: string | null;
  readonly path: string;
  /** The status that was answered; null until then. */
  status: number | null;
  /** Events of an event stream: how many, and the bytes of their data. */
  readonly events: { count: number; bytes: number };
  /** Of the body, in bytes. */
  bytes: number;
  /** Whether the response is still under way, or still to come. */
  open: boolean;
}

/** Everything that the lab's servers saw, oldest first. */
export interface Seen {
  readonly connections: Connection[];
  /** Ordinary requests: method and path with query. */
  readonly requests: { readonly method: string; readonly path: string; readonly port: string }[];
  /** Those that stay pending on purpose. */
  readonly exchanges: Exchange[];
  readonly transports: Transport[];
  /** The connections of one path, oldest first. */
  of(route: string): Connection[];
  /** Lets every held route go on, in the order in which they came. */
  letGo(): void;
}

/** An empty book. */
export function newSeen(): Seen {
  const connections: Connection[] = [];
  const transports: Transport[] = [];
  return {
    connections,
    requests: [],
    exchanges: [],
    transports,
    of: (route) => connections.filter((connection) => connection.route === route),
    letGo() {
      for (const one of [...connections, ...transports]) {
        const { held } = one;
        one.held = null;
        held?.();
      }
    },
  };
}

/** A new page in the book. */
export function newConnection(url: URL, port: string, headers: Connection["headers"]): Connection {
  const tally = () => ({ count: 0, bytes: 0, text: 0, binary: 0 });
  return {
    route: url.pathname,
    name: url.searchParams.get("name"),
    port,
    headers,
    status: null,
    sent: tally(),
    received: tally(),
    pings: { sent: 0, received: 0 },
    pongs: { sent: 0, received: 0 },
    close: { sent: null, received: null },
    open: true,
    held: null,
  };
}

/**
 * Counts what goes over a connection, whoever writes it: a route by hand, `ws` or Socket.IO.
 *
 * @param socket its `write` and `end` are replaced by ones that count and then do the same
 * @param started "head" when an HTTP/1.1 answer comes first; "frames" when frames begin at once (HTTP/2)
 */
export function watch(connection: Connection, socket: Duplex, started: "head" | "frames"): void {
  let deflated = false;
  const countSent = counter(connection, "sent", () => deflated);
  const countReceived = counter(connection, "received", () => deflated);
  let head: string | null = started === "head" ? "" : null;
  const note = (chunk: Buffer): void => {
    if (head === null) {
      countSent(chunk);
      return;
    }
    head += chunk.toString("latin1");
    connection.status ??= statusOf(head);
    const end = head.indexOf("\r\n\r\n");
    if (end < 0 || connection.status !== 101) return;
    deflated = /^sec-websocket-extensions:.*permessage-deflate/im.test(head);
    const rest = Buffer.from(head.slice(end + 4), "latin1");
    head = null;
    countSent(rest);
  };
  for (const method of ["write", "end"] as const) {
    const original = socket[method];
    Object.defineProperty(socket, method, {
      configurable: true,
      // Node itself replaces it once the other side has ended.
      writable: true,
      value: (...args: unknown[]) => {
        const [chunk] = args;
        if (typeof chunk === "string") note(Buffer.from(chunk, args[1] === "latin1" ? "latin1" : "utf8"));
        else if (chunk instanceof Uint8Array) note(Buffer.from(chunk));
        return Reflect.apply(original, socket, args);
      },
    });
  }
  socket.on("data", countReceived);
  socket.on("close", () => {
    connection.open = false;
    connection.held = null;
  });
}

function statusOf(head: string): number | null {
  const status = /^HTTP\/\d\.\d (\d{3})/.exec(head)?.[1];
  return status === undefined ? null : Number(status);
}

/** Counts one direction until the first frame that breaks the protocol: what follows it no browser counts either. */
function counter(connection: Connection, way: "sent" | "received", deflated: () => boolean): (chunk: Buffer) => void {
  const read = frameReader();
  let message: { opcode: number; compressed: boolean; parts: Buffer[] } | null = null;
  let broken = false;
  const onFrame = (frame: Frame): void => {
    if (broken || connection.close[way] !== null) return;
    broken = isBroken(frame, way, deflated(), message !== null);
    if (broken) return;
    if (frame.opcode === OPCODE.ping) connection.pings[way]++;
    else if (frame.opcode === OPCODE.pong) connection.pongs[way]++;
    else if (frame.opcode === OPCODE.close)
      connection.close[way] = frame.payload.length < 2 ? 1005 : frame.payload.readUInt16BE(0);
    else {
      message ??= { opcode: frame.opcode, compressed: (frame.rsv & 4) !== 0, parts: [] };
      message.parts.push(frame.payload);
      if (!frame.fin) return;
      add(connection[way], message.opcode, sizeOf(Buffer.concat(message.parts), message.compressed));
      message = null;
    }
  };
  return (chunk) => read(chunk).forEach(onFrame);
}

function isBroken(frame: Frame, way: "sent" | "received", deflated: boolean, unfinished: boolean): boolean {
  const control = frame.opcode >= 8;
  return (
    frame.masked !== (way === "received") ||
    (frame.rsv & (deflated && !control ? 3 : 7)) !== 0 ||
    ![0, 1, 2, 8, 9, 10].includes(frame.opcode) ||
    (control ? !frame.fin || frame.payload.length > 125 : (frame.opcode === 0) !== unfinished)
  );
}

/** Each message stands alone: the lab's deflate route negotiates no context takeover in both directions (RFC 7692 §7.1.1). */
function sizeOf(payload: Buffer, compressed: boolean): number {
  if (!compressed) return payload.length;
  const whole = Buffer.concat([payload, Buffer.from([0, 0, 0xff, 0xff])]);
  return inflateRawSync(whole, { finishFlush: constants.Z_SYNC_FLUSH }).length;
}

function add(tally: Tally, opcode: number, bytes: number): void {
  tally.count++;
  tally.bytes += bytes;
  if (opcode === OPCODE.text) tally.text++;
  else tally.binary++;
}
