import { bytes, duration } from "../../text.ts";
import { slowReceiver } from "../causes/open.ts";
import type { Diagnosis } from "../diagnosis.ts";
import { fullBuffer } from "../symptoms/full-buffer.ts";

/** What the page sends is taken more slowly than it sends, or not at all. */
export const bufferGrowing: Diagnosis = {
  id: "buffer-growing",
  stage: "attention",
  reference: {
    text: "WebSockets: bufferedAmount",
    url: "https://websockets.spec.whatwg.org/#dom-websocket-bufferedamount",
  },
  applies: ({ upgrade }) => fullBuffer(upgrade) !== null,
  summary: ({ upgrade }) => {
    const buffer = fullBuffer(upgrade);
    if (buffer === null) return "Data that the page sends is waiting in the browser.";
    const { before, after, withinMs } = buffer;
    return after > before
      ? `${bytes(after)} of what the page sent was still waiting at the last snapshot, ${bytes(before)} ${duration(withinMs)} earlier.`
      : `${bytes(after)} of what the page sent was still waiting at the last snapshot, the same as ${duration(withinMs)} earlier.`;
  },
  brief: ({ upgrade }) => {
    const buffer = fullBuffer(upgrade);
    return buffer === null ? "Sent data is waiting" : `${bytes(buffer.after)} of sent data is waiting`;
  },
  causes: (seen) => {
    const buffer = fullBuffer(seen.upgrade);
    const buffered = buffer === null ? [] : [`bufferedAmount ${buffer.before}, then ${buffer.after} (bytes)`];
    return [slowReceiver(seen, ["a snapshot of the live socket", ...buffered])];
  },
};
