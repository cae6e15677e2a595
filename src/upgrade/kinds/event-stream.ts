import { isEventStream } from "../http/event-stream.ts";
import { hasHeader } from "../http/headers.ts";
import type { Upgrade } from "../upgrade.ts";
import { ordinaryRequest } from "./ordinary-request.ts";

/** Facts of an event stream, whichever interface of the page reads it. */
export const eventStreamFacts = ordinaryRequest(isRefusedByEventSource);

/** An EventSource takes only 200 with `text/event-stream`, and ends for good at anything else (WHATWG HTML §9.2.2). */
function isRefusedByEventSource({ exchange, response }: Upgrade): boolean {
  if (exchange?.by !== "EventSource" || response === null) return false;
  // Its type may stand where the text was cut off.
  if (response.isCut === true && !hasHeader(response.headers, "Content-Type")) return response.status !== 200;
  return response.status !== 200 || !isEventStream(response);
}
