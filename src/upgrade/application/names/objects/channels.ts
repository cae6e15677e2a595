import type { Name } from "../asked.ts";
import { type Fields, fieldsIn, stringIn } from "../fields.ts";
import { named } from "../named.ts";
import type { Reader } from "./passed.ts";

/** Phoenix's events, version 1 of its serializer; Supabase speaks it too. */
export const phoenix: Reader = ({ fields }) => {
  const topic = fields.get("topic");
  if (topic === undefined || !fields.has("payload")) return undefined;
  const event = stringIn(fields.get("event"));
  return event === null ? undefined : phoenixEvent(stringIn(topic), event);
};

/** An event of Phoenix; its own ones have no name. */
export function phoenixEvent(topic: string | null, event: string): Name | null {
  return topic === "phoenix" || event.startsWith("phx_") ? null : named("event", event);
}

/** Pusher's events: those of the protocol itself have no name. */
export const pusher: Reader = ({ fields }) => {
  const event = stringIn(fields.get("event"));
  if (event === null) return undefined;
  if (/^pusher(?:_internal)?:/.test(event)) return null;
  return fields.get("channel")?.startsWith('"') === true && fields.has("data") ? named("event", event) : undefined;
};

/** Action Cable's welcome, and its ping, which has the time in it. */
function isOfConnection(fields: Fields): boolean {
  if (fields.get("type") === '"welcome"') return fields.size === 1;
  return fields.get("type") === '"ping"' && /^\d{10,}$/.test(fields.get("message") ?? "");
}

const ACTION: ReadonlySet<string> = new Set(["action"]);

/** Action Cable's channels and actions, as Rails writes them: `ChatChannel#speak`. */
export const actionCable: Reader = ({ direction, fields, protocol }) => {
  const identifier = stringIn(fields.get("identifier"));
  const channel = identifier === null ? undefined : /^\{"channel":"([\w:]{1,80})"/.exec(identifier)?.[1];
  if (channel === undefined) return protocol === "action-cable" || isOfConnection(fields) ? null : undefined;
  if (direction === "received") return fields.has("message") ? named("channel", channel) : null;
  if (stringIn(fields.get("command")) !== "message") return null;
  const action = stringIn(fieldsIn(stringIn(fields.get("data")) ?? "", ACTION)?.get("action"));
  return action === null ? named("channel", channel) : named("action", `${channel}#${action}`);
};

/** Ably's channels: 14 is a presence message, 15 a message (https://ably.com/docs/protocol). */
export const ably: Reader = ({ fields }) => {
  const action = fields.get("action");
  if (action === undefined || !/^\d{1,2}$/.test(action)) return undefined;
  const carries = (action === "15" && fields.has("messages")) || (action === "14" && fields.has("presence"));
  return carries ? named("channel", stringIn(fields.get("channel"))) : null;
};

const CENTRIFUGO: ReadonlySet<string> = new Set(["channel", "method"]);

/** Centrifugo's channels and methods (https://centrifugal.dev/docs/transports/client_protocol). */
export const centrifugo: Reader = ({ direction, fields, asked }) => {
  const [id, push, publish, rpc] = [fields.get("id"), fields.get("push"), fields.get("publish"), fields.get("rpc")];
  if (push?.startsWith("{") === true) return named("channel", stringIn(fieldsIn(push, CENTRIFUGO)?.get("channel")));
  if (id === undefined) return undefined;
  const isOwn = ["connect", "subscribe", "unsubscribe"].some((key) => fields.get(key)?.startsWith("{") === true);
  if (isOwn) return null;
  if (direction === "received" && (publish ?? rpc)?.startsWith("{") === true) return asked.nameOf("sent", id);
  const request = publish ?? rpc;
  if (request?.startsWith("{") !== true) return undefined;
  const inner = fieldsIn(request, CENTRIFUGO);
  const name =
    publish === undefined
      ? named("method", stringIn(inner?.get("method")))
      : named("channel", stringIn(inner?.get("channel")));
  asked.remember(direction, id, publish === undefined ? name : null);
  return name;
};
