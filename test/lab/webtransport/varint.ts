/** A number read from bytes, and where it ended. */
export interface Read {
  readonly value: number;
  readonly end: number;
}

/**
 * A variable-length integer (RFC 9000 §16).
 *
 * @param value below 2^53
 */
export function varint(value: number): Buffer {
  if (value < 0x40) return Buffer.from([value]);
  if (value < 0x4000) return Buffer.from([0x40 | (value >> 8), value & 0xff]);
  const bytes = Buffer.alloc(value < 0x40000000 ? 4 : 8);
  if (bytes.length === 4) bytes.writeUInt32BE(0x80000000 + value);
  else bytes.writeBigUInt64BE(BigInt(value) | 0xc000000000000000n);
  return bytes;
}

/** Reads one. @returns null while it is not all there */
export function readVarint(bytes: Buffer, start = 0): Read | null {
  const first = bytes[start];
  if (first === undefined) return null;
  const end = start + (1 << (first >> 6));
  if (bytes.length < end) return null;
  let value = first & 0x3f;
  for (const byte of bytes.subarray(start + 1, end)) value = value * 256 + byte;
  return { value, end };
}

/** A type, a length and as many bytes: a frame of HTTP/3 (RFC 9114 §7.1) and a capsule (RFC 9297 §3.2) are both made so. */
export interface Chunk {
  readonly type: number;
  readonly payload: Buffer;
}

/** Writes one. */
export function chunk(type: number, payload: Uint8Array): Buffer {
  return Buffer.concat([varint(type), varint(payload.length), payload]);
}

/** Collects bytes. @returns a function that takes some more and returns those that are whole now */
export function chunkReader(): (bytes: Uint8Array) => Chunk[] {
  let waiting = Buffer.alloc(0);
  return (bytes) => {
    waiting = Buffer.concat([waiting, bytes]);
    const whole: Chunk[] = [];
    for (;;) {
      const type = readVarint(waiting);
      const length = type && readVarint(waiting, type.end);
      if (type === null || length === null || waiting.length < length.end + length.value) return whole;
      const end = length.end + length.value;
      whole.push({ type: type.value, payload: waiting.subarray(length.end, end) });
      waiting = waiting.subarray(end);
    }
  };
}
