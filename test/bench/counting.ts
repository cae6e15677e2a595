import { countOf } from "../../src/upgrade/counts/messages.ts";
import { messagesOf } from "../../src/upgrade/state.ts";
import { ConnectionTracker } from "../../src/upgrade/tracking/tracker.ts";
import { messageOn, openingOf } from "./events.ts";
import { heapInUse, measure, type Row } from "./measure.ts";

const MESSAGES = 1_000_000;
const EARLY = 10_000;

/** The panel hands messages on every 50 ms: at 5,000 a second that are 250. */
const BATCH = 250;

/** The book counts a million messages; what it keeps must not grow with them. */
export function counting(): Row {
  const row = measure(`count ${MESSAGES.toLocaleString("en")} messages, ${BATCH} at a time`, MESSAGES, () => {
    count(newBook(), 0, MESSAGES);
  });
  const book = newBook();
  count(book, 0, EARLY);
  const early = heapInUse();
  count(book, EARLY, MESSAGES);
  const late = heapInUse();
  const [upgrade] = book.upgrades.values();
  const counted = upgrade === undefined ? 0 : countOf(messagesOf(upgrade));
  if (counted !== MESSAGES) throw new Error(`${counted} of ${MESSAGES} messages were counted.`);
  const note = `heap after ${EARLY.toLocaleString("en")} messages ${kilobytes(early)}, after all of them ${kilobytes(late)}`;
  return { ...row, note };
}

function newBook(): ConnectionTracker {
  const tracker = new ConnectionTracker();
  tracker.observe(openingOf(0));
  return tracker;
}

function count(tracker: ConnectionTracker, from: number, to: number): void {
  for (let start = from; start < to; start += BATCH) {
    tracker.observe(Array.from({ length: Math.min(BATCH, to - start) }, (_, i) => messageOn(0, start + i)));
  }
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000).toLocaleString("en")} kB`;
}
