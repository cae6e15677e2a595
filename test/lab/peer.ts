import type { Duplex } from "node:stream";
import { closePayload, type FrameOptions, frame, frameReader, OPCODE } from "./frames.ts";

/** The server's end of an open WebSocket: polite about pings and Close, and able to be anything but polite. */
export interface Peer {
  text(text: string): void;
  binary(bytes: Buffer): void;
  ping(payload?: string): void;
  close(code?: number, reason?: string): void;
  /** One frame with anything wrong about it. */
  frame(opcode: number, payload?: Buffer | string, options?: FrameOptions): void;
  /** Bytes that need not be a frame. */
  raw(bytes: Buffer | string): void;
}

/**
 * Speaks WebSocket on a transport whose handshake is done.
 *
 * @param onMessage called for each whole message with its opcode (1 text, 2 binary)
 */
export function peerOn(socket: Duplex, onMessage?: (peer: Peer, opcode: number, payload: Buffer) => void): Peer {
  const read = frameReader();
  let parts: Buffer[] = [];
  let opcode = 0;
  let closing = false;
  const raw = (bytes: Buffer | string): void => {
    if (!socket.destroyed && socket.writable) socket.write(bytes);
  };
  const peer: Peer = {
    raw,
    frame: (code, payload, options) => raw(frame(code, payload, options)),
    text: (text) => raw(frame(OPCODE.text, text)),
    binary: (bytes) => raw(frame(OPCODE.binary, bytes)),
    ping: (payload = "") => raw(frame(OPCODE.ping, payload)),
    close(code, reason = "") {
      if (closing) return;
      closing = true;
      raw(frame(OPCODE.close, code === undefined ? "" : closePayload(code, reason)));
    },
  };
  socket.on("data", (chunk: Buffer) => {
    for (const { opcode: type, fin, payload } of read(chunk)) {
      if (type === OPCODE.ping) peer.frame(OPCODE.pong, payload);
      else if (type === OPCODE.close) {
        // RFC 6455 §5.5.1 and §7.1.1: answer with the same code, then the server ends the transport.
        if (!closing) peer.frame(OPCODE.close, payload.subarray(0, 2));
        closing = true;
        socket.end();
      } else if (type !== OPCODE.pong) {
        if (type !== OPCODE.continuation) opcode = type;
        parts.push(payload);
        if (!fin) continue;
        onMessage?.(peer, opcode, Buffer.concat(parts));
        parts = [];
      }
    }
  });
  socket.on("end", () => socket.end());
  return peer;
}
