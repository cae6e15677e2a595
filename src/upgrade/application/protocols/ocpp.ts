import * as v from "valibot";
import { BY_ASK, type Control, control, keyOf, type Readable } from "../control.ts";
import { reasonOf } from "../reason.ts";

const Boot = v.tuple([v.literal(2), v.string(), v.literal("BootNotification"), v.looseObject({})]);
const Booted = v.tuple([
  v.literal(3),
  v.string(),
  v.object({ status: v.picklist(["Accepted", "Pending", "Rejected"]), currentTime: v.string(), interval: v.number() }),
]);
/** Codes of a CALLERROR; two are spelled otherwise in version 1.6 than since 2.0.1. */
const CODES = [
  "FormatViolation",
  "FormationViolation",
  "GenericError",
  "InternalError",
  "MessageTypeNotSupported",
  "NotImplemented",
  "NotSupported",
  "OccurenceConstraintViolation",
  "OccurrenceConstraintViolation",
  "PropertyConstraintViolation",
  "ProtocolError",
  "RpcFrameworkError",
  "SecurityError",
  "TypeConstraintViolation",
] as const;
const Failed = v.tuple([v.literal(4), v.string(), v.picklist(CODES), v.unknown()]);

/**
 * OCPP's BootNotification with its response, and CALLERROR
 * (https://openchargealliance.org/protocols/open-charge-point-protocol/, OCPP-J §4.2). What a station says of itself is not
 * read.
 */
export function ocpp({ direction, json }: Readable): Control | null {
  if (direction === "sent") {
    const boot = v.safeParse(Boot, json);
    return boot.success ? control("ocpp", "waiting", true, { ask: keyOf(boot.output[1]) }) : null;
  }
  const booted = v.safeParse(Booted, json);
  if (booted.success) {
    const [, id, { status, interval }] = booted.output;
    const asked = { key: BY_ASK, ask: keyOf(id), isResponse: true };
    if (status !== "Accepted") return control("ocpp", "refused", true, { ...asked, code: status });
    return control("ocpp", "accepted", true, {
      ...asked,
      heartbeatMs: interval >= 1 && interval <= 86_400 ? interval * 1000 : null,
    });
  }
  const failed = v.safeParse(Failed, json);
  if (!failed.success) return null;
  const [, , code, words] = failed.output;
  // Of one call: what was let in stays so.
  return control("ocpp", "refused", true, { key: 1, reason: reasonOf(words), code });
}
