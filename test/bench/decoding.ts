import { Clocks } from "../../src/sources/cdp/clocks.ts";
import { decodeEvent } from "../../src/sources/cdp/events.ts";
import { MessageReader } from "../../src/upgrade/application/message-reader.ts";
import { START } from "./events.ts";
import { measure, type Row } from "./measure.ts";

const EVENTS = 100_000;
const METHOD = "Network.webSocketFrameReceived";

/** A message event of the debugger, checked and reduced to numbers. */
export function decoding(): Row {
  const events = Array.from({ length: EVENTS }, (_, i) => ({
    requestId: "1234.5",
    timestamp: 1000 + i / 1000,
    response: { opcode: 1, mask: false, payloadData: "x".repeat(32) },
  }));
  const context = { target: "page", now: START, clocks: new Clocks(), messages: new MessageReader() } as const;
  return measure("decode and check a message event", EVENTS, () => {
    for (const event of events) {
      if (decodeEvent(METHOD, event, context)?.type !== "message") throw new Error("An event was not understood.");
    }
  });
}
