import * as v from "valibot";
import { BY_ASK, type Control, control, keyOf, type Readable } from "../control.ts";
import { codeOf, nameIn, reasonOf } from "../reason.ts";

const Id = v.pipe(v.number(), v.integer());
const Connect = v.object({ id: Id, connect: v.looseObject({}) });
const Subscribe = v.object({ id: Id, subscribe: v.object({ channel: v.string() }) });
const Connected = v.object({ id: Id, connect: v.object({ client: v.string(), ping: v.optional(v.number()) }) });
const Subscribed = v.object({ id: Id, subscribe: v.looseObject({}) });
const Fault = v.object({ id: Id, error: v.object({ code: v.number(), message: v.unknown() }) });
const Disconnect = v.object({ push: v.object({ disconnect: v.object({ code: v.number(), reason: v.unknown() }) }) });

/**
 * Centrifugo's connect, subscriptions, their errors and its disconnect, in JSON
 * (https://centrifugal.dev/docs/transports/client_protocol). Of a channel its namespace is kept, the part before the colon.
 */
export function centrifugo({ direction, json }: Readable): Control | null {
  if (direction === "sent") {
    const connect = v.safeParse(Connect, json);
    if (connect.success) return control("centrifugo", "waiting", true, { ask: askOf(connect.output.id) });
    const subscribe = v.safeParse(Subscribe, json);
    if (!subscribe.success) return null;
    const { channel } = subscribe.output.subscribe;
    const [space = ""] = channel.split(":", 1);
    const scope = nameIn(space === channel ? channel : `${space}:…`);
    return control("centrifugo", "waiting", false, { scope, key: keyOf(channel), ask: askOf(subscribe.output.id) });
  }
  const connected = v.safeParse(Connected, json);
  if (connected.success) {
    const { ping = 0 } = connected.output.connect;
    const heartbeatMs = ping >= 1 && ping <= 86_400 ? ping * 1000 : null;
    return control("centrifugo", "accepted", true, { ask: askOf(connected.output.id), heartbeatMs });
  }
  const subscribed = v.safeParse(Subscribed, json);
  if (subscribed.success) return response("accepted", subscribed.output.id);
  const fault = v.safeParse(Fault, json);
  if (fault.success) {
    const { id, error } = fault.output;
    return response("refused", id, { reason: reasonOf(error.message), code: codeOf(error.code) });
  }
  const end = v.safeParse(Disconnect, json);
  if (!end.success) return null;
  const { code, reason } = end.output.push.disconnect;
  return control("centrifugo", "ended", true, { reason: reasonOf(reason), code: codeOf(code) });
}

function response(
  state: "accepted" | "refused",
  id: number,
  error: Pick<Partial<Control>, "reason" | "code"> = {},
): Control {
  return control("centrifugo", state, false, { ...error, key: BY_ASK, ask: askOf(id), isResponse: true });
}

function askOf(id: number): number {
  return keyOf(String(id));
}
