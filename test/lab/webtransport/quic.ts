import { randomBytes } from "node:crypto";
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import type { Certificate } from "../certificates.ts";
import type { Scope } from "../scope.ts";
import type { HostPort, Quiche, QuicheConnection } from "./quiche.ts";

/** What a server does with a connection of QUIC (RFC 9000). */
export interface QuicHandlers {
  /** Bytes of a stream, or its end. */
  data(stream: number, bytes: Buffer, isEnd: boolean): void;
  /** The other side gave a stream up. */
  reset(stream: number): void;
  datagram(): void;
  closed(): void;
}

/** A connection of QUIC as its server writes to it. */
export interface QuicConnection {
  send(stream: number, bytes: Uint8Array, isEnd: boolean): void;
  /** Ends the connection with an error code of the application. */
  close(code: number): void;
}

/** Of the server's connection ids; the first packets of a client have one that the client chose. */
const ID_LENGTH = 20;

/** The type of a packet that begins a connection (RFC 9000 §17.2.2). */
const INITIAL = 0;

/** Of one packet, in bytes: what loopback takes, and more than QUIC's least. */
const PACKET = 1350;

/** A connection that is silent for so long is over, in milliseconds: longer than any test is. */
const IDLE_MS = 600_000;

/** How much may be on its way, in bytes: the lab's messages are small. */
const WINDOW = 1_000_000;

/** How many streams a client may have open in each direction. */
const STREAMS = 100;

interface Peer {
  readonly quiche: QuicheConnection;
  readonly host: HostPort;
  /** null until the handshake is done. */
  handlers: QuicHandlers | null;
  timer: NodeJS.Timeout | undefined;
}

/**
 * Listens on a UDP port of 127.0.0.1 that the system chooses, until the scope ends.
 *
 * @param open called with each connection whose handshake is done
 * @returns the port
 */
export async function listenQuic(
  quiche: Quiche,
  certificate: Certificate,
  scope: Scope,
  open: (connection: QuicConnection) => QuicHandlers,
): Promise<number> {
  const socket = createSocket("udp4");
  socket.bind(0, "127.0.0.1");
  await once(socket, "listening");
  const local = { host: "127.0.0.1", port: socket.address().port };
  const config = configOf(quiche, certificate);
  const peers = new Map<string, Peer>();
  const forget = (peer: Peer) => {
    for (const [id, other] of peers) if (other === peer) peers.delete(id);
  };
  const accept = (id: Uint8Array, host: HostPort): Peer => {
    const own = randomBytes(ID_LENGTH);
    const made: Peer = {
      quiche: quiche.Connection.accept(own, undefined, local, host, config),
      host,
      handlers: null,
      timer: undefined,
    };
    for (const name of [id, own]) peers.set(nameOf(name), made);
    return made;
  };
  socket.on("message", (packet, { address, port }) => {
    const host = { host: address, port };
    const header = headerOf(quiche, packet);
    const known = header === null ? undefined : peers.get(nameOf(header.dcid));
    // What is not QUIC, or of a connection that is over, is dropped (RFC 9000 §5.2).
    if (header === null || (known === undefined && header.ty !== INITIAL)) return;
    const peer = known ?? accept(header.dcid, host);
    take(peer.quiche, packet, { from: host, to: local });
    if (peer.handlers === null && peer.quiche.isEstablished()) peer.handlers = open(writerOf(peer, socket, forget));
    if (peer.handlers !== null) read(peer.quiche, peer.handlers);
    flush(peer, socket, forget);
  });
  scope.atEnd(() => {
    for (const { timer } of peers.values()) clearTimeout(timer);
    return new Promise((closed) => void socket.close(closed));
  });
  return local.port;
}

function headerOf(quiche: Quiche, packet: Uint8Array) {
  try {
    return quiche.Header.fromSlice(packet, ID_LENGTH);
  } catch {
    return null;
  }
}

/** Gives a packet to its connection; one that breaks the protocol makes quiche say so to the other side by itself. */
function take(quiche: QuicheConnection, packet: Uint8Array, path: Parameters<QuicheConnection["recv"]>[1]): void {
  try {
    quiche.recv(packet, path);
  } catch {
    // Among them is a handshake that the browser breaks off, as it does when it does not trust the certificate.
  }
}

function nameOf(id: Uint8Array): string {
  return Buffer.from(id).toString("hex");
}

function configOf(quiche: Quiche, { cert, key }: Certificate) {
  const config = quiche.Config.withBoringSslCtx(
    false,
    false,
    undefined,
    [Buffer.from(key)],
    [Buffer.from(cert)],
    undefined,
  );
  config.setApplicationProtos(["h3"]);
  config.setMaxIdleTimeout(IDLE_MS);
  config.setMaxRecvUdpPayloadSize(PACKET);
  config.setMaxSendUdpPayloadSize(PACKET);
  config.setInitialMaxData(WINDOW);
  config.setInitialMaxStreamDataBidiLocal(WINDOW);
  config.setInitialMaxStreamDataBidiRemote(WINDOW);
  config.setInitialMaxStreamDataUni(WINDOW);
  config.setInitialMaxStreamsBidi(STREAMS);
  config.setInitialMaxStreamsUni(STREAMS);
  config.enableDgram(true, STREAMS, STREAMS);
  return config;
}

function writerOf(peer: Peer, socket: Socket, forget: (peer: Peer) => void): QuicConnection {
  const { quiche } = peer;
  return {
    send(stream, bytes, isEnd) {
      if (quiche.isClosed()) return;
      const taken = quiche.streamSend(stream, bytes, isEnd);
      if (taken !== bytes.length) throw new Error(`Stream ${stream} took ${taken} of ${bytes.length} bytes.`);
      flush(peer, socket, forget);
    },
    close(code) {
      if (quiche.isClosed()) return;
      quiche.close(true, code, new Uint8Array());
      flush(peer, socket, forget);
    },
  };
}

function read(quiche: QuicheConnection, handlers: QuicHandlers): void {
  const bytes = Buffer.alloc(WINDOW);
  for (const stream of quiche.readable()) {
    for (let got = next(quiche, stream, bytes); got !== null; got = next(quiche, stream, bytes)) {
      if (got === "reset") {
        handlers.reset(stream);
        break;
      }
      const [length, isEnd] = got;
      handlers.data(stream, Buffer.from(bytes.subarray(0, length)), isEnd);
      if (isEnd) break;
    }
  }
  while (quiche.dgramRecvVec() !== null) handlers.datagram();
}

function next(
  quiche: QuicheConnection,
  stream: number,
  bytes: Uint8Array,
): readonly [length: number, isEnd: boolean] | "reset" | null {
  try {
    return quiche.streamRecv(stream, bytes);
  } catch {
    return "reset";
  }
}

/** Sends what waits, and sets the timer that quiche wants. */
function flush(peer: Peer, socket: Socket, forget: (peer: Peer) => void): void {
  const { quiche, host } = peer;
  const packet = Buffer.alloc(PACKET);
  for (let sent = quiche.send(packet); sent !== null; sent = quiche.send(packet))
    socket.send(Buffer.from(packet.subarray(0, sent[0])), host.port, host.host);
  clearTimeout(peer.timer);
  if (quiche.isClosed()) {
    forget(peer);
    peer.handlers?.closed();
    peer.handlers = null;
    return;
  }
  const after = quiche.timeout();
  if (after === null) return;
  peer.timer = setTimeout(() => {
    quiche.onTimeout();
    flush(peer, socket, forget);
  }, after + 1);
}
