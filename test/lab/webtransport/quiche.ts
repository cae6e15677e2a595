import { createRequire } from "node:module";
import * as v from "valibot";

/** An address as the binding has it. */
export interface HostPort {
  readonly host: string;
  readonly port: number;
}

/** The part of a QUIC connection that the lab uses (Cloudflare's quiche, as `@matrixai/quic-linux-x64` binds it). */
export interface QuicheConnection {
  /** Takes one packet. @throws Error when it is none of this connection */
  recv(packet: Uint8Array, path: { readonly from: HostPort; readonly to: HostPort }): number;
  /** Writes the next packet. @returns its length first; null: there is none */
  send(packet: Uint8Array): readonly [number, unknown] | null;
  /** Reads from a stream. @returns length and whether it ended; null: nothing more now. @throws Error when it was reset */
  streamRecv(stream: number, chunk: Uint8Array): readonly [number, boolean] | null;
  /** @returns how much was taken; null: nothing */
  streamSend(stream: number, chunk: Uint8Array, fin: boolean): number | null;
  readable(): Iterable<number>;
  /** @returns the next datagram; null: there is none */
  dgramRecvVec(): Uint8Array | null;
  /** In milliseconds; null: none is set. */
  timeout(): number | null;
  onTimeout(): void;
  close(application: boolean, code: number, reason: Uint8Array): void;
  isEstablished(): boolean;
  isClosed(): boolean;
}

/** The part of the configuration that the lab sets. */
interface QuicheConfig {
  setApplicationProtos(names: string[]): void;
  setMaxIdleTimeout(ms: number): void;
  setMaxRecvUdpPayloadSize(bytes: number): void;
  setMaxSendUdpPayloadSize(bytes: number): void;
  setInitialMaxData(bytes: number): void;
  setInitialMaxStreamDataBidiLocal(bytes: number): void;
  setInitialMaxStreamDataBidiRemote(bytes: number): void;
  setInitialMaxStreamDataUni(bytes: number): void;
  setInitialMaxStreamsBidi(count: number): void;
  setInitialMaxStreamsUni(count: number): void;
  enableDgram(enabled: boolean, received: number, sent: number): void;
}

/** The head of a packet; `ty` is 0 for one that begins a connection. */
interface PacketHeader {
  readonly ty: number;
  readonly dcid: Uint8Array;
}

/** The binding itself. */
export interface Quiche {
  readonly Config: {
    withBoringSslCtx(
      verifyPeer: boolean,
      verifyAllowFail: boolean,
      ca: undefined,
      keys: Uint8Array[],
      certificates: Uint8Array[],
      sigalgs: undefined,
    ): QuicheConfig;
  };
  readonly Connection: {
    accept(
      id: Uint8Array,
      original: undefined,
      local: HostPort,
      peer: HostPort,
      config: QuicheConfig,
    ): QuicheConnection;
  };
  readonly Header: { fromSlice(packet: Uint8Array, idLength: number): PacketHeader };
}

const Binding = v.custom<Quiche>(
  (binding) =>
    v.is(v.object({ Config: v.function(), Connection: v.function(), Header: v.function() }), binding) &&
    ["withBoringSslCtx", "accept", "fromSlice"].every((name) =>
      Object.values(binding).some((made) => typeof made === "function" && name in made),
    ),
);

/** Loads QUIC, of which Node has none of its own. @returns null where the binding is not made for: all but Linux on x64 */
export function loadQuiche(): Quiche | null {
  let binding: unknown;
  try {
    binding = createRequire(import.meta.url)("@matrixai/quic-linux-x64");
  } catch {
    return null;
  }
  return v.parse(Binding, binding);
}
