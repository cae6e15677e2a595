import type { Certificate } from "../certificates.ts";
import type { Scope } from "../scope.ts";
import type { Seen } from "../seen.ts";
import { answerFields, readFields } from "./qpack.ts";
import { listenQuic, type QuicConnection, type QuicHandlers } from "./quic.ts";
import type { Quiche } from "./quiche.ts";
import { newTransport, type Transport } from "./transport.ts";
import { chunk, chunkReader, readVarint, varint } from "./varint.ts";

/** Frames of HTTP/3 (RFC 9114 §7.2), and what a stream of a WebTransport begins with (draft-ietf-webtrans-http3 §4). */
const FRAME = { data: 0x0, headers: 0x1, settings: 0x4, transportStream: 0x41 } as const;
const STREAM = { control: 0x0, transport: 0x54 } as const;

/** The capsule that closes a WebTransport (draft-ietf-webtrans-http3 §5). */
const CLOSE_SESSION = 0x2843;

/** The first stream that the server opens in one direction only: HTTP/3 wants its settings there. */
const CONTROL_STREAM = 3;

/** What a server of WebTransports has to say first. QPACK has no dynamic table unless it is said here. */
const SETTINGS: readonly (readonly [id: number, value: number])[] = [
  // Extended CONNECT (RFC 9220 §3).
  [0x8, 1],
  // Datagrams (RFC 9297 §2.1.1).
  [0x33, 1],
  // WebTransport of draft 02, the only one that Chromium 156 offers itself.
  [0x2b603742, 1],
];

/** What a path without a rule of its own is refused with. */
const NOT_FOUND = 404;

/**
 * Serves WebTransports over HTTP/3 on 127.0.0.1: `/idle` establishes one and leaves it alone, `/close/CODE` closes it with
 * that code, `/drops` ends the connection under it without a word, `/hangs` never answers, `/status/NNN` refuses, as does
 * any other path with 404. With `?held` what comes after establishing waits for `seen.letGo()`.
 *
 * @returns the UDP port
 */
export function listenTransports(quiche: Quiche, certificate: Certificate, seen: Seen, scope: Scope): Promise<number> {
  return listenQuic(quiche, certificate, scope, (connection) => {
    const settings = SETTINGS.flatMap(([id, value]) => [varint(id), varint(value)]);
    const greeting = [varint(STREAM.control), chunk(FRAME.settings, Buffer.concat(settings))];
    connection.send(CONTROL_STREAM, Buffer.concat(greeting), false);
    return handlersOf(connection, seen);
  });
}

function handlersOf(connection: QuicConnection, seen: Seen): QuicHandlers {
  /** By stream, what takes its bytes; those whose bytes nobody wants have a reader that drops them. */
  const streams = new Map<number, Reader>();
  /** Chromium uses a connection for one WebTransport, or more if the page allows it: then a datagram is the last one's. */
  const transports = new Map<number, Transport>();
  const last = () => [...transports.values()].at(-1);
  const startOf = (stream: number, bytes: Buffer): Reader | null => {
    const type = readVarint(bytes)?.value ?? null;
    if (type === null) return null;
    const isTwoWay = stream % 4 === 0;
    if (type === (isTwoWay ? FRAME.transportStream : STREAM.transport)) {
      const transport = last();
      if (transport !== undefined) transport.received.streams++;
      return DROPS;
    }
    return isTwoWay ? requestReader(stream, connection, seen, transports) : DROPS;
  };
  return {
    data(stream, bytes, isEnd) {
      const reader = streams.get(stream) ?? startOf(stream, bytes);
      if (reader === null) return;
      streams.set(stream, reader);
      reader.take(bytes);
      if (isEnd) reader.end();
    },
    reset: (stream) => over(transports.get(stream)),
    datagram() {
      const transport = last();
      if (transport !== undefined) transport.received.datagrams++;
    },
    closed() {
      for (const transport of transports.values()) over(transport);
    },
  };
}

interface Reader {
  take(bytes: Buffer): void;
  end(): void;
}

const DROPS: Reader = { take: () => undefined, end: () => undefined };

/** The stream of a request: its frames, and in its body the capsules. */
function requestReader(
  stream: number,
  connection: QuicConnection,
  seen: Seen,
  transports: Map<number, Transport>,
): Reader {
  const frames = chunkReader();
  const capsules = chunkReader();
  return {
    take(bytes) {
      for (const { type, payload } of frames(bytes)) {
        const transport = transports.get(stream);
        if (type === FRAME.headers && transport === undefined) {
          const fields = readFields(payload);
          const path = fields.find(([name]) => name === ":path")?.[1] ?? "/";
          const url = new URL(path, "https://lab.invalid");
          const made = newTransport(url, fields);
          seen.transports.push(made);
          transports.set(stream, made);
          answer(made, url, stream, connection);
        } else if (type === FRAME.data && transport !== undefined) {
          for (const capsule of capsules(payload)) {
            if (capsule.type !== CLOSE_SESSION) continue;
            const [code, reason] = [capsule.payload.readUInt32BE(0), capsule.payload.subarray(4).toString()];
            transport.close.received ??= { code, reason };
          }
        }
      }
    },
    end() {
      const transport = transports.get(stream);
      // Whoever closed it, the other side ends its half of the stream too.
      if (transport?.open === true && transport.close.sent === null) connection.send(stream, Buffer.alloc(0), true);
      over(transport);
    },
  };
}

function over(transport: Transport | undefined): void {
  if (transport === undefined) return;
  transport.open = false;
  transport.held = null;
}

/** Does what the path says. */
function answer(transport: Transport, url: URL, stream: number, connection: QuicConnection): void {
  const [, act = "", argument = ""] = url.pathname.split("/");
  const respond = (status: number) => {
    transport.status = status;
    transport.open = status === 200;
    connection.send(stream, chunk(FRAME.headers, answerFields(status)), !transport.open);
  };
  const then = (next: () => void) => {
    respond(200);
    if (url.searchParams.has("held")) transport.held = next;
    else next();
  };
  if (act === "hangs") return;
  if (act === "idle") respond(200);
  else if (act === "close") {
    then(() => {
      const close = { code: Number(argument), reason: "as you wished" };
      const code = Buffer.alloc(4);
      code.writeUInt32BE(close.code);
      const capsule = chunk(CLOSE_SESSION, Buffer.concat([code, Buffer.from(close.reason)]));
      transport.close.sent = close;
      connection.send(stream, chunk(FRAME.data, capsule), true);
    });
  } else if (act === "drops") then(() => connection.close(0));
  else respond(act === "status" ? Number(argument) : NOT_FOUND);
}
