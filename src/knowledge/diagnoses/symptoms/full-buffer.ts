import { isOpenNow } from "../../../upgrade/lifetime.ts";
import type { SocketSnapshot, Upgrade } from "../../../upgrade/upgrade.ts";

/** Less than this waits for a moment after any send, in bytes. */
const LEAST = 65_536;

/** What waited to be sent, at two snapshots between which it did not shrink: one large message alone is gone at the second. */
export interface FullBuffer {
  /** Bytes at the earlier snapshot and at the last one. */
  readonly before: number;
  readonly after: number;
  readonly withinMs: number;
}

/** Whether what `send` accepted waits longer and longer (WHATWG WebSockets: `bufferedAmount`); null when it does not. */
export function fullBuffer(upgrade: Upgrade): FullBuffer | null {
  const last = upgrade.snapshots.at(-1);
  if (last === undefined || last.bufferedAmount < LEAST || !isOpenNow(upgrade)) return null;
  let first: SocketSnapshot = last;
  for (const snapshot of upgrade.snapshots.slice(0, -1).reverse()) {
    if (snapshot.bufferedAmount < LEAST || snapshot.bufferedAmount > first.bufferedAmount || snapshot.at > first.at)
      break;
    first = snapshot;
  }
  if (first.at >= last.at) return null;
  return { before: first.bufferedAmount, after: last.bufferedAmount, withinMs: last.at - first.at };
}
