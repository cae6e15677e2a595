import { isEventStream } from "../http/event-stream.ts";
import type { Upgrade } from "../upgrade.ts";
import { ordinaryRequest } from "./ordinary-request.ts";

/** Facts of an event stream, whichever interface of the page reads it. */
export const eventStreamFacts = ordinaryRequest(isRefusedByEventSource);

/** An EventSource takes only 200 with `text/event-stream`, and ends for good at anything else (WHATWG HTML §9.2.2). */
function isRefusedByEventSource({ exchange, response }: Upgrade): boolean {
  if (exchange?.by !== "EventSource" || response === null) return false;
  return response.status !== 200 || !isEventStream(response);
}
