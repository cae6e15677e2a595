import type { Name } from "./asked.ts";
import { fieldsIn } from "./fields.ts";
import { graphql, jsonRpc } from "./objects/calls.ts";
import { ably, actionCable, centrifugo, phoenix, pusher } from "./objects/channels.ts";
import type { Passed, Reader } from "./objects/passed.ts";
import { jupyter, own } from "./objects/types.ts";

const WANTED: ReadonlySet<string> = new Set(
  (
    "type event action op cmd command method id payload jsonrpc topic ref channel data identifier message messages presence " +
    "header msg_type connect subscribe unsubscribe publish rpc push"
  ).split(" "),
);

/**
 * The name of a message that is a JSON object: only the fields are looked at that name a message in the protocols below.
 *
 * @param text the object; may be cut off
 * @returns null: it has none
 */
export function nameInObject(text: string, context: Omit<Passed, "fields">): Name | null {
  const fields = fieldsIn(text, WANTED);
  if (fields === null) return null;
  for (const reader of READERS) {
    const name = reader({ ...context, fields });
    if (name !== undefined) return name;
  }
  return null;
}

/** The special before the general: what is of none of these protocols may still say what it is. */
const READERS: readonly Reader[] = [jsonRpc, graphql, phoenix, pusher, actionCable, ably, centrifugo, jupyter, own];
