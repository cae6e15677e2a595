import * as v from "valibot";
import { type Control, control, keyOf, type Readable } from "../control.ts";
import { nameIn, reasonOf } from "../reason.ts";

const EVENTS = ["phx_join", "phx_reply", "phx_error", "phx_close"] as const;
const Reference = v.nullish(v.string());
const Reply = v.object({ status: v.picklist(["ok", "error"]), response: v.optional(v.unknown()) });
const Reason = v.object({ reason: v.string() });

/** Version 2 of the serializer writes a list, version 1 an object. */
const Message = v.union([
  v.pipe(
    v.tuple([Reference, Reference, v.string(), v.picklist(EVENTS), v.unknown()]),
    v.transform(([, ref, topic, event, payload]) => ({ ref, topic, event, payload })),
  ),
  v.object({ ref: Reference, topic: v.string(), event: v.picklist(EVENTS), payload: v.unknown() }),
]);

/**
 * Joins of Phoenix channels, the responses to them and their ends, Supabase's too
 * (https://hexdocs.pm/phoenix/Phoenix.Socket.Message.html). Of a topic its part before the colon is kept; replies to other
 * messages are not looked at.
 */
export function phoenix({ direction, json }: Readable): Control | null {
  const message = v.safeParse(Message, json);
  if (!message.success) return null;
  const { ref, topic, event, payload } = message.output;
  const [kind = ""] = topic.split(":", 1);
  const part = {
    scope: nameIn(kind === topic ? topic : `${kind}:…`),
    key: keyOf(topic),
    ask: typeof ref === "string" ? keyOf(ref) : null,
  };
  if (direction === "sent") return event === "phx_join" ? control("phoenix", "waiting", true, part) : null;
  // The server ends a channel also because the page left it: only a crash is reported.
  if (event === "phx_error") return control("phoenix", "ended", true, { ...part, ask: null });
  const reply = event === "phx_reply" ? v.safeParse(Reply, payload) : null;
  if (!reply?.success) return null;
  const { status, response } = reply.output;
  if (status === "ok") return control("phoenix", "accepted", true, { ...part, isResponse: true });
  const reported = v.safeParse(Reason, response);
  const reason = reasonOf(reported.success ? reported.output.reason : response);
  return control("phoenix", "refused", true, { ...part, isResponse: true, reason });
}
