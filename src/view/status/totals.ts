import type { Store } from "../../store/store.ts";
import { countedBefore } from "../../upgrade/counts/counted.ts";

/** Messages of all upgrades together. */
export interface Totals {
  readonly sent: number;
  readonly received: number;
  /** Payload bytes of both directions. */
  readonly bytes: number;
  /** false when the browser hid the size of a message. */
  readonly exact: boolean;
}

/** Adds up what was counted in the page, and nothing of files; follows every upgrade. Sums the two sources by hand: joining their histograms would cost too much here. */
export function totalsOf(store: Store): Totals {
  let [sent, received, bytes, exact] = [0, 0, 0, true];
  for (const id of store.filter.listed.value) {
    const upgrade = store.upgrade(id);
    if (upgrade === null || store.fileOf(id) !== null) continue;
    for (const messages of [countedBefore(upgrade), upgrade.countedByDebugger]) {
      sent += messages.sent.count;
      received += messages.received.count;
      bytes += messages.sent.bytes + messages.received.bytes;
      exact &&= messages.bytesExact;
    }
  }
  return { sent, received, bytes, exact };
}
