import * as v from "valibot";
import { type Control, control, keyOf, type Readable } from "../control.ts";
import { nameIn, reasonOf } from "../reason.ts";

/** Engine.IO's first packet: its session id is not read. */
const Open = v.object({
  sid: v.string(),
  pingInterval: v.pipe(v.number(), v.minValue(1), v.maxValue(86_400_000)),
  pingTimeout: v.number(),
});
const Refusal = v.union([v.string(), v.object({ message: v.string() })]);

/** A Socket.IO packet inside an Engine.IO message: connect (0), disconnect (1), connect error (4), and its namespace. */
const PACKET = /^4([014])(?:(\/[^,?]{0,200})(?:\?[^,]*)?(?:,|$))?(?=$|[{"])/;

/**
 * Engine.IO's `open`, and Socket.IO's connect, its refusal and its end
 * (https://socket.io/docs/v4/socket-io-protocol/, https://socket.io/docs/v4/engine-io-protocol/). What is sent along with a
 * connect is not looked at.
 */
export function socketIo({ direction, text }: Readable): Control | null {
  if (text.startsWith("0{")) {
    const open = direction === "received" ? v.safeParse(Open, parsed(text.slice(1))) : null;
    return open?.success ? control("socket.io", "accepted", true, { heartbeatMs: open.output.pingInterval }) : null;
  }
  const packet = PACKET.exec(text);
  if (packet === null) return null;
  const [whole, type, namespace = "/"] = packet;
  const part = { scope: nameIn(namespace), key: keyOf(namespace) };
  if (type === "0") return control("socket.io", direction === "sent" ? "waiting" : "accepted", false, part);
  if (direction === "sent") return null;
  if (type === "1") return whole === text ? control("socket.io", "ended", false, part) : null;
  const reported = v.safeParse(Refusal, parsed(text.slice(whole.length)));
  if (!reported.success) return null;
  const reason = reasonOf(typeof reported.output === "string" ? reported.output : reported.output.message);
  return control("socket.io", "refused", false, { ...part, reason });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
