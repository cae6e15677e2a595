import * as v from "valibot";
import { type Control, control, type Readable } from "../control.ts";
import { codeOf, reasonOf } from "../reason.ts";

const Roles = v.object({ roles: v.looseObject({}) });
const Hello = v.tuple([v.literal(1), v.string(), Roles]);
const Welcome = v.tuple([v.literal(2), v.number(), Roles]);
/** ABORT and GOODBYE: details, and a URI for the reason. */
const End = v.tuple([
  v.picklist([3, 6]),
  v.object({ message: v.optional(v.unknown()) }),
  v.pipe(v.string(), v.regex(/^[a-z0-9_]+(\.[a-z0-9_]+)+$/)),
]);

/** The end that responses the page's own. */
const GOODBYE_RESPONSE = "wamp.close.goodbye_and_out";

/** WAMP's HELLO, WELCOME, ABORT and GOODBYE in JSON (https://wamp-proto.org/wamp_latest_ietf.html). */
export function wamp({ direction, json }: Readable): Control | null {
  if (direction === "sent") return v.is(Hello, json) ? control("wamp", "waiting", true) : null;
  if (v.is(Welcome, json)) return control("wamp", "accepted", true);
  const end = v.safeParse(End, json);
  if (!end.success) return null;
  const [type, { message }, uri] = end.output;
  if (uri === GOODBYE_RESPONSE) return null;
  const reported = { reason: reasonOf(message), code: codeOf(uri) };
  return control("wamp", type === 3 ? "refused" : "ended", true, reported);
}
