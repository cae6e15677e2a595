/** One WebSocket frame (RFC 6455 §5.2), unmasked. */
export interface Frame {
  readonly fin: boolean;
  /** The three reserved bits as a number: 4 is RSV1, 2 is RSV2, 1 is RSV3. */
  readonly rsv: number;
  readonly opcode: number;
  readonly masked: boolean;
  readonly payload: Buffer;
}

/** What may be wrong about a frame on purpose. */
export interface FrameOptions {
  readonly fin?: boolean;
  readonly rsv?: number;
  readonly masked?: boolean;
}

/** Opcodes of RFC 6455 §5.2. */
export const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

/** A frame longer than this is taken for lost frame boundaries: the lab sends nothing near it. */
const LONGEST = 64 * 1024 * 1024;

/** Bytes of one frame, right by default (RFC 6455 §5.2). Nothing is checked: wrong frames are what the lab is for. */
export function frame(opcode: number, payload: Buffer | string = "", options: FrameOptions = {}): Buffer {
  const { fin = true, rsv = 0, masked = false } = options;
  const body = Buffer.from(payload);
  const length = body.length < 126 ? [body.length] : body.length < 65_536 ? [126, 0, 0] : [127, 0, 0, 0, 0, 0, 0, 0, 0];
  const head = Buffer.from([(fin ? 0x80 : 0) | (rsv << 4) | opcode, ...length]);
  if (length.length === 3) head.writeUInt16BE(body.length, 2);
  if (length.length === 9) head.writeUInt32BE(body.length, 6);
  if (!masked) return Buffer.concat([head, body]);
  const mask = Buffer.from([1, 2, 3, 4]);
  head.writeUInt8(head.readUInt8(1) | 0x80, 1);
  return Buffer.concat([head, mask, unmask(body, mask)]);
}

/** The payload of a Close frame (RFC 6455 §5.5.1). */
export function closePayload(code: number, reason: Buffer | string = ""): Buffer {
  const number = Buffer.alloc(2);
  number.writeUInt16BE(code);
  return Buffer.concat([number, Buffer.from(reason)]);
}

/**
 * Takes frames out of a stream of bytes.
 *
 * @returns a function that is given each chunk and gives back the frames that are whole by then
 */
export function frameReader(): (chunk: Buffer) => Frame[] {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const frames: Frame[] = [];
    for (let next = firstFrame(rest); next !== null; next = firstFrame(rest)) {
      frames.push(next.frame);
      rest = rest.subarray(next.end);
    }
    return frames;
  };
}

function firstFrame(bytes: Buffer): { frame: Frame; end: number } | null {
  if (bytes.length < 2) return null;
  const short = bytes.readUInt8(1) & 0x7f;
  const masked = (bytes.readUInt8(1) & 0x80) !== 0;
  const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
  const start = 2 + lengthBytes + (masked ? 4 : 0);
  if (bytes.length < start) return null;
  const length = short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short;
  if (length > LONGEST || bytes.length < start + length) return null;
  const first = bytes.readUInt8(0);
  const body = bytes.subarray(start, start + length);
  const payload = masked ? unmask(body, bytes.subarray(start - 4, start)) : body;
  const parts = { fin: (first & 0x80) !== 0, rsv: (first >> 4) & 7, opcode: first & 15, masked, payload };
  return { frame: parts, end: start + length };
}

/** RFC 6455 §5.3: masking and unmasking are the same step. */
function unmask(bytes: Buffer, mask: Buffer): Buffer {
  return Buffer.from(bytes.map((byte, i) => byte ^ (mask[i % 4] ?? 0)));
}
