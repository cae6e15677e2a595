import type { Response } from "../observation.ts";
import { headerValue } from "./headers.ts";

/** Whether a response says that it is an event stream (WHATWG HTML §9.2.5: `text/event-stream`, parameters ignored). */
export function isEventStream(response: Response | null): boolean {
  const type = response === null ? null : headerValue(response.headers, "Content-Type");
  return /^\s*text\/event-stream\s*(;|$)/i.test(type ?? "");
}
