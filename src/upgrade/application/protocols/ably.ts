import * as v from "valibot";
import { type Control, control, keyOf, type Readable } from "../control.ts";
import { codeOf, nameIn, reasonOf } from "../reason.ts";

const Fault = v.object({ code: v.number(), message: v.optional(v.unknown()) });
/** CONNECTED, with the longest time after which the service says something again, in milliseconds. */
const Connected = v.object({
  action: v.literal(4),
  connectionId: v.string(),
  connectionDetails: v.object({ maxIdleInterval: v.optional(v.number()) }),
});
/** DISCONNECTED, ERROR, ATTACHED, DETACHED. */
const About = v.object({
  action: v.picklist([6, 9, 11, 13]),
  channel: v.optional(v.string()),
  error: v.optional(Fault),
});
const Attach = v.object({ action: v.literal(10), channel: v.string() });

/**
 * Ably's connection and its channels, in JSON (https://ably.com/docs/client-lib-development-guide/protocol). Of a channel its
 * namespace is kept, the part before the colon.
 */
export function ably({ direction, json }: Readable): Control | null {
  if (direction === "sent") {
    const attach = v.safeParse(Attach, json);
    return attach.success ? control("ably", "waiting", false, partOf(attach.output.channel)) : null;
  }
  const connected = v.safeParse(Connected, json);
  if (connected.success) {
    const { maxIdleInterval: idle = 0 } = connected.output.connectionDetails;
    return control("ably", "accepted", true, { heartbeatMs: idle >= 1 && idle <= 86_400_000 ? idle : null });
  }
  const about = v.safeParse(About, json);
  if (!about.success) return null;
  const { action, channel, error } = about.output;
  const reported = {
    ...(channel === undefined ? {} : partOf(channel)),
    reason: reasonOf(error?.message),
    code: codeOf(error?.code),
  };
  if (action === 11) return channel === undefined ? null : control("ably", "accepted", false, reported);
  // A channel that is left is detached too: only a refusal has an error.
  if (error === undefined) return null;
  return control("ably", action === 6 ? "ended" : "refused", false, reported);
}

function partOf(channel: string): Pick<Control, "scope" | "key"> {
  const [space = ""] = channel.split(":", 1);
  return { scope: nameIn(space === channel ? channel : `${space}:…`), key: keyOf(channel) };
}
