import * as v from "valibot";
import { type Control, control, keyOf, type Readable } from "../control.ts";
import { codeOf, reasonOf } from "../reason.ts";

const Typed = v.object({
  type: v.picklist(["connection_init", "connection_ack", "connection_error", "error"]),
  id: v.optional(v.string()),
  payload: v.optional(v.unknown()),
});
const Fault = v.object({
  message: v.optional(v.unknown()),
  errorType: v.optional(v.unknown()),
  errorCode: v.optional(v.unknown()),
  extensions: v.optional(v.object({ code: v.optional(v.unknown()) })),
});
/** One fault (subscriptions-transport-ws), a list (graphql-transport-ws), or a list in an object (AWS AppSync). */
const Faults = v.union([
  v.array(Fault),
  v.pipe(
    v.object({ errors: v.array(Fault) }),
    v.transform(({ errors }) => errors),
  ),
  v.pipe(
    Fault,
    v.transform((fault) => [fault]),
  ),
]);

/**
 * The beginning of GraphQL over WebSocket in both its protocols, and its errors
 * (https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md). Payloads of requests and results are not looked at.
 */
export function graphql({ direction, text, json }: Readable): Control | null {
  if (direction === "sent" && text.startsWith('{"type":"connection_init"')) return control("graphql", "waiting", true);
  const message = v.safeParse(Typed, json);
  if (!message.success) return null;
  const { type, id, payload } = message.output;
  if (type === "connection_init") return direction === "sent" ? control("graphql", "waiting", true) : null;
  if (direction === "sent") return null;
  if (type === "connection_ack") return control("graphql", "accepted", true);
  const faults = v.safeParse(Faults, payload);
  const fault = faults.success ? faults.output[0] : undefined;
  const reported = {
    reason: reasonOf(fault?.message) ?? reasonOf(fault?.errorType),
    code: codeOf(fault?.extensions?.code) ?? codeOf(fault?.errorCode),
  };
  if (type === "connection_error") return control("graphql", "refused", true, reported);
  // Other programs have a message of this type too: an operation's has its id, and says what went wrong.
  if (id === undefined || fault === undefined) return null;
  return control("graphql", "refused", false, { ...reported, key: keyOf(id) });
}
