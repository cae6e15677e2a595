import { Gunzip, Unzlib } from "fflate";
import { type Next, TooLarge } from "../next.ts";

/** Bytes up to which the ratio does not matter. */
const SMALL = 1 << 20;

/** Largest ratio of a file's size to its packed size: JSON packs well, and what was made to fill a memory much better. */
const MOST_RATIO = 400;

/** Bytes handed to the decompressor at once, so that no step makes a large piece. */
const STEP = 1 << 14;

/** Second byte of a zlib file, by the level that packed it, with a window of 32 kB before it. */
const ZLIB_FLAGS: readonly number[] = [0x01, 0x5e, 0x9c, 0xda];

/** Whether a file begins as gzip (RFC 1952 §2.3.1) or zlib does (RFC 1950 §2.2), as mitmproxy's `.zhar` files are. */
export function isPacked(beginning: Uint8Array | undefined): boolean {
  const [first = 0, second = 0] = beginning ?? [];
  return isGzip(first, second) || (first === 0x78 && ZLIB_FLAGS.includes(second));
}

/**
 * The pieces of a gzip or zlib file, unpacked one after the other.
 *
 * @param beginning the pieces that were read already
 * @param next gives the rest
 * @returns gives the unpacked pieces; it throws TooLarge for a file that unpacks to far more than it is, and an Error with one
 *   clear sentence for one that is damaged
 */
export function inflated(beginning: readonly Uint8Array[], next: Next): Next {
  const waiting: Uint8Array[] = [];
  const left = [...beginning];
  const [first = 0, second = 0] = left[0] ?? [];
  const take = (piece: Uint8Array) => {
    if (piece.length > 0) waiting.push(piece);
  };
  const stream = isGzip(first, second) ? new Gunzip(take) : new Unzlib(take);
  const total = { packed: 0, unpacked: 0 };
  let isOver = false;
  return async () => {
    while (waiting.length === 0 && !isOver) {
      const piece = left.shift() ?? (await next());
      isOver = piece === null;
      push(stream, piece ?? new Uint8Array(), isOver);
      total.packed += piece?.length ?? 0;
    }
    const unpacked = waiting.shift();
    total.unpacked += unpacked?.length ?? 0;
    if (total.unpacked > SMALL && total.unpacked > total.packed * MOST_RATIO) throw new TooLarge();
    return unpacked ?? null;
  };
}

function push(stream: Gunzip | Unzlib, piece: Uint8Array, isLast: boolean): void {
  try {
    for (let at = 0; at < piece.length; at += STEP) stream.push(piece.subarray(at, at + STEP), false);
    if (isLast) stream.push(new Uint8Array(), true);
  } catch {
    throw new Error("It is a compressed file, but it breaks off or is damaged.");
  }
}

function isGzip(first: number, second: number): boolean {
  return first === 0x1f && second === 0x8b;
}
