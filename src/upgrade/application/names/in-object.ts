import type { Direction } from "../../direction.ts";
import type { ControlProtocol } from "../control.ts";
import type { NameKind } from "../named.ts";
import { type Asked, type Name, opposite } from "./asked.ts";
import { type Fields, fieldsIn, stringIn } from "./fields.ts";
import { nameText } from "./name-text.ts";

/** A JSON object that passed, as far as it was read. */
export interface Passed {
  readonly direction: Direction;
  readonly fields: Fields;
  readonly asked: Asked;
  /** The protocol that the connection's control messages showed; null: none did yet. */
  readonly protocol: ControlProtocol | null;
}

/** undefined: the object is none of this protocol; null: it is, and has no name. */
type Reader = (passed: Passed) => Name | null | undefined;

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
export function nameInObject(text: string, told: Omit<Passed, "fields">): Name | null {
  const fields = fieldsIn(text, WANTED);
  if (fields === null) return null;
  for (const reader of READERS) {
    const name = reader({ ...told, fields });
    if (name !== undefined) return name;
  }
  return null;
}

/** A name of this kind, if the text is one. */
export function named(kind: NameKind, text: string | null | undefined): Name | null {
  const plain = text === null || text === undefined ? null : nameText(text);
  return plain === null ? null : { kind, text: plain };
}

/** JSON-RPC's methods; a response repeats the id (https://www.jsonrpc.org/specification). */
const jsonRpc: Reader = ({ direction, fields, asked }) => {
  if (fields.get("jsonrpc") !== '"2.0"') return undefined;
  const method = fields.get("method");
  if (method === undefined) return asked.nameOf(opposite(direction), fields.get("id"));
  const name = named("method", stringIn(method));
  asked.remember(direction, fields.get("id"), name);
  return name;
};

/** What begins an operation of GraphQL, and what belongs to one, in both its protocols. */
const [BEGINS, BELONGS, AROUND] = [
  ["subscribe", "start"],
  ["next", "data", "error"],
  [
    "complete",
    "stop",
    "start_ack",
    "connection_init",
    "connection_ack",
    "connection_error",
    "connection_terminate",
    "ka",
  ],
];

/** GraphQL's operations (https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md): their names, never what they ask for. */
const graphql: Reader = ({ direction, fields, asked, protocol }) => {
  const type = stringIn(fields.get("type")) ?? "";
  const id = fields.get("id");
  if (id !== undefined && BEGINS.includes(type) && fields.has("payload")) {
    const name = operationIn(fields.get("payload") ?? "");
    asked.remember(direction, id, name);
    return name;
  }
  if (id !== undefined && BELONGS.includes(type)) {
    const name = asked.nameOf(opposite(direction), id);
    return name === null && protocol !== "graphql" ? undefined : name;
  }
  return AROUND.includes(type) || protocol === "graphql" ? null : undefined;
};

const OPERATION: ReadonlySet<string> = new Set(["operationName", "query", "data"]);

/** AppSync has the operation inside of a text. */
function operationIn(payload: string): Name | null {
  const fields = fieldsIn(payload, OPERATION);
  const told = stringIn(fields?.get("operationName"));
  if (told !== null) return named("operation", told);
  const query = /^"(?:\\[nrt]|\s)*(query|mutation|subscription)\b(?:\\[nrt]|\s)*(\w{0,80})/.exec(
    fields?.get("query") ?? "",
  );
  if (query !== null) return named("operation", query[2] || `anonymous ${query[1]}`);
  const inner = stringIn(fields?.get("data"));
  if (inner !== null && !inner.includes('"data"')) return operationIn(inner);
  return fields?.get("query")?.startsWith('"{') === true ? named("operation", "anonymous query") : null;
}

/** Phoenix's events, version 1 of its serializer; Supabase speaks it too. */
const phoenix: Reader = ({ fields }) => {
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
const pusher: Reader = ({ fields }) => {
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
const actionCable: Reader = ({ direction, fields, protocol }) => {
  const identifier = stringIn(fields.get("identifier"));
  const channel = identifier === null ? undefined : /^\{"channel":"([\w:]{1,80})"/.exec(identifier)?.[1];
  if (channel === undefined) return protocol === "action-cable" || isOfConnection(fields) ? null : undefined;
  if (direction === "received") return fields.has("message") ? named("channel", channel) : null;
  if (stringIn(fields.get("command")) !== "message") return null;
  const action = stringIn(fieldsIn(stringIn(fields.get("data")) ?? "", ACTION)?.get("action"));
  return action === null ? named("channel", channel) : named("action", `${channel}#${action}`);
};

/** Ably's channels: 14 is a presence message, 15 a message (https://ably.com/docs/protocol). */
const ably: Reader = ({ fields }) => {
  const action = fields.get("action");
  if (action === undefined || !/^\d{1,2}$/.test(action)) return undefined;
  const carries = (action === "15" && fields.has("messages")) || (action === "14" && fields.has("presence"));
  return carries ? named("channel", stringIn(fields.get("channel"))) : null;
};

const CENTRIFUGO: ReadonlySet<string> = new Set(["channel", "method"]);

/** Centrifugo's channels and methods (https://centrifugal.dev/docs/transports/client_protocol). */
const centrifugo: Reader = ({ direction, fields, asked }) => {
  const [id, push, publish, rpc] = [fields.get("id"), fields.get("push"), fields.get("publish"), fields.get("rpc")];
  if (push?.startsWith("{") === true) return named("channel", stringIn(fieldsIn(push, CENTRIFUGO)?.get("channel")));
  if (id === undefined) return undefined;
  const isOwn = ["connect", "subscribe", "unsubscribe"].some((key) => fields.get(key)?.startsWith("{") === true);
  if (isOwn) return null;
  if (direction === "received" && (publish ?? rpc)?.startsWith("{") === true) return asked.nameOf("sent", id);
  const told = publish ?? rpc;
  if (told?.startsWith("{") !== true) return undefined;
  const inner = fieldsIn(told, CENTRIFUGO);
  const name =
    publish === undefined
      ? named("method", stringIn(inner?.get("method")))
      : named("channel", stringIn(inner?.get("channel")));
  asked.remember(direction, id, publish === undefined ? name : null);
  return name;
};

const MSG_TYPE: ReadonlySet<string> = new Set(["msg_type"]);

/** Jupyter's message types (https://jupyter-client.readthedocs.io/en/stable/messaging.html). */
const jupyter: Reader = ({ fields }) => {
  const header = fields.get("header");
  const type = header?.startsWith("{") === true ? fieldsIn(header, MSG_TYPE)?.get("msg_type") : fields.get("msg_type");
  return type === undefined ? undefined : named("type", stringIn(type));
};

const OTHERS: readonly (readonly [field: string, kind: NameKind])[] = [
  ["event", "event"],
  ["type", "type"],
  ["action", "action"],
  ["method", "method"],
  ["op", "operation"],
  ["cmd", "method"],
  ["command", "method"],
];

/** A word, or several with signs between: what programs call their messages by, and no value with digits in it. */
const WORD = /^[A-Za-z][A-Za-z_.:/-]{0,39}$/;

/** Messages of the page's own making: most are told apart by one of these fields. */
const own: Reader = ({ fields }) => {
  for (const [field, kind] of OTHERS) {
    const text = stringIn(fields.get(field));
    if (text !== null) return WORD.test(text) ? named(kind, text) : null;
  }
  return null;
};

const READERS: readonly Reader[] = [jsonRpc, graphql, phoenix, pusher, actionCable, ably, centrifugo, jupyter, own];
