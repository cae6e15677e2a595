import * as v from "valibot";
import { type Control, control, type Readable } from "../control.ts";
import { codeOf, reasonOf } from "../reason.ts";

const Event = v.object({
  event: v.picklist(["pusher:connection_established", "pusher:error"]),
  data: v.optional(v.unknown()),
});
const Data = v.object({
  activity_timeout: v.optional(v.unknown()),
  code: v.optional(v.unknown()),
  message: v.optional(v.unknown()),
});

const REVERB_IGNORES = "Invalid message format";

/**
 * Pusher's first event with the announced time-out, and its errors
 * (https://pusher.com/docs/channels/library_auth_reference/pusher-websockets-protocol/). The socket id is not read.
 */
export function pusher({ direction, json }: Readable): Control | null {
  const message = direction === "received" ? v.safeParse(Event, json) : null;
  if (!message?.success) return null;
  const { event, data } = message.output;
  const reported = v.safeParse(Data, typeof data === "string" ? parsed(data) : data);
  const { activity_timeout: seconds, code = null, message: words = null } = reported.success ? reported.output : {};
  if (event === "pusher:error") {
    // Other numbers are of single events of the page: the connection goes on.
    if (typeof code !== "number" || code < 4000 || code > 4299) return null;
    // Laravel Reverb says so of a message that it cannot read, and the connection goes on.
    if (words === REVERB_IGNORES) return null;
    // From 4200 on the client is to connect again at once: nothing was refused.
    return control("pusher", code < 4200 ? "refused" : "ended", true, { reason: reasonOf(words), code: codeOf(code) });
  }
  const isTime = typeof seconds === "number" && seconds >= 1 && seconds <= 86_400;
  return control("pusher", "accepted", true, { heartbeatMs: isTime ? seconds * 1000 : null });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
