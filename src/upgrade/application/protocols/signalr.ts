import * as v from "valibot";
import { type Control, control, type Readable } from "../control.ts";
import { reasonOf } from "../reason.ts";

/** Ends each of SignalR's records: U+001E. */
export const RECORD_END = "\u001e";

const Hello = v.object({ protocol: v.string(), version: v.number() });
const HandshakeResponse = v.strictObject({ error: v.optional(v.string()), minorVersion: v.optional(v.number()) });
const Close = v.object({ type: v.literal(7), error: v.optional(v.string()) });

/**
 * SignalR's handshake and its close message
 * (https://github.com/dotnet/aspnetcore/blob/main/src/SignalR/docs/specs/HubProtocol.md).
 *
 * @param readable its JSON is that of the first record
 */
export function signalr({ direction, json }: Readable): Control | null {
  if (direction === "sent") return v.is(Hello, json) ? control("signalr", "waiting", true) : null;
  const close = v.safeParse(Close, json);
  if (close.success) return control("signalr", "ended", false, { reason: reasonOf(close.output.error) });
  const handshake = v.safeParse(HandshakeResponse, json);
  if (!handshake.success) return null;
  const { error } = handshake.output;
  if (error === undefined) return control("signalr", "accepted", false);
  return control("signalr", "refused", false, { reason: reasonOf(error) });
}
