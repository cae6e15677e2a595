import type { Direction } from "../direction.ts";
import type { Message } from "../observation.ts";
import { bytesIn } from "./base64.ts";
import type { Control, Readable } from "./control.ts";
import { itemsIn } from "./names/fields.ts";
import { ably } from "./protocols/ably.ts";
import { actionCable } from "./protocols/action-cable.ts";
import { centrifugo } from "./protocols/centrifugo.ts";
import { graphql } from "./protocols/graphql.ts";
import { hotReload } from "./protocols/hot-reload.ts";
import { jsonRpc } from "./protocols/json-rpc.ts";
import { jupyter } from "./protocols/jupyter.ts";
import { mqttAlone } from "./protocols/mqtt.ts";
import { ocpp } from "./protocols/ocpp.ts";
import { phoenix } from "./protocols/phoenix.ts";
import { pusher } from "./protocols/pusher.ts";
import { RECORD_END, signalr } from "./protocols/signalr.ts";
import { socketIo } from "./protocols/socket.io.ts";
import { stomp } from "./protocols/stomp.ts";
import { wamp } from "./protocols/wamp.ts";

/** Number of the first messages of each direction that are looked at, whatever they look like. */
export const FIRST = 16;

/** Number of characters of a message that are looked at, at most; a longer one is no control message but by its beginning. */
const LONGEST = 4096;

/** Number of lines of a message that are looked at. */
const MOST_LINES = 8;

/** Number of bytes of a binary message that are looked at. */
const BYTES = 24;

/** Beginnings of the control messages that also come later. */
const LATE = [
  "40",
  "41",
  "44",
  "ERROR\n",
  "ERROR\r\n",
  'a["ERROR\\n',
  '{"type":7',
  '{"type":"connection_error"',
  '{"type":"disconnect"',
  '{"event":"pusher:error"',
  '{"action":9,',
  '{"action":6,',
  '{"push":{"disconnect":',
];

const OBJECTS: readonly ((message: Readable) => Control | null)[] = [
  graphql,
  pusher,
  actionCable,
  phoenix,
  jsonRpc,
  ably,
  centrifugo,
  jupyter,
  hotReload,
];
const LISTS: readonly ((message: Readable) => Control | null)[] = [phoenix, wamp, ocpp, stomp];

/**
 * A message with what it said of its application protocol, if it is one of its control messages. The payload itself is left
 * behind here.
 *
 * @param data the payload as CDP and HAR have it: text, or binary in base64
 * @param isFirst whether it is among the first `FIRST` of its direction; of others the first characters are compared, and
 *   nothing else is done unless they are those of an error or an end
 */
export function withControl(message: Message, data: string, isFirst: boolean): Message {
  if (!isFirst && !isLate(message, data)) return message;
  const control = message.opcode === 1 ? controlInText(message, data) : controlInBytes(message, data);
  if (control !== null) return { ...message, control };
  const isUnread = isFirst && message.direction === "received" && data.length > LONGEST;
  return isUnread ? { ...message, isUnread } : message;
}

function isLate({ opcode }: Message, data: string): boolean {
  // MQTT's DISCONNECT, in base64: a server sends it only as its last word.
  if (opcode !== 1) return data.length <= 64 && data.startsWith("4A");
  switch (data.charCodeAt(0)) {
    case 0x34: // 4
    case 0x45: // E
    case 0x61: // a
      return LATE.some((beginning) => data.startsWith(beginning));
    case 0x5b: // [
      return data.startsWith('[4,"') && data.length <= LONGEST;
    case 0x7b: // {
      return (
        LATE.some((beginning) => data.startsWith(beginning)) ||
        (data.startsWith('{"id":"') && data.slice(0, 120).includes('","type":"error"')) ||
        (data.startsWith('{"header":') && data.length <= LONGEST && data.includes('"execution_state"')) ||
        (data.startsWith('{"id":') && data.slice(0, 40).includes(',"error":{"code":')) ||
        (data.startsWith('{"identifier":') && data.endsWith('"type":"reject_subscription"}'))
      );
    default:
      return false;
  }
}

function controlInText({ direction }: Message, data: string): Control | null {
  switch (data.charCodeAt(0)) {
    case 0x30: // 0
    case 0x34: // 4
      return socketIo({ direction, text: data.slice(0, LONGEST), json: undefined });
    case 0x43: // C
    case 0x45: // E
    case 0x53: // S
      return stomp({ direction, text: data.slice(0, LONGEST), json: undefined });
    case 0x61: // a: SockJS' frame, a list behind one letter
      return data.startsWith('a["') ? stomp({ direction, text: "[", json: jsonIn(data.slice(1)) }) : null;
    case 0x5b: // [
      return firstOf(LISTS, { direction, text: data.slice(0, LONGEST), json: jsonIn(data) ?? shortened(data) });
    case 0x7b: // {
      return data.endsWith(RECORD_END)
        ? signalr({ direction, text: "", json: jsonIn(data.slice(0, data.indexOf(RECORD_END))) })
        : firstLine(direction, data);
    default:
      return null;
  }
}

/** Centrifugo sends several objects in one message, a line each: the first that says something counts. */
function firstLine(direction: Direction, data: string): Control | null {
  const text = data.slice(0, LONGEST);
  const lines = text.includes("}\n{") ? text.split("\n", MOST_LINES) : [data];
  for (const line of lines) {
    const control = firstOf(OBJECTS, { direction, text: line.slice(0, LONGEST), json: jsonIn(line) });
    if (control !== null) return control;
  }
  return null;
}

/** SignalR's handshake may come in a binary message too, where its messages are MessagePack. */
function controlInBytes({ direction, size }: Message, data: string): Control | null {
  const bytes = bytesIn(data, 0, BYTES);
  if (bytes[0] !== 0x7b) return size === null ? null : mqttAlone(direction, bytes, size);
  const text = data.length > LONGEST ? "" : String.fromCharCode(...bytesIn(data, 0, LONGEST));
  return text.endsWith(RECORD_END)
    ? signalr({ direction, text, json: jsonIn(text.slice(0, text.indexOf(RECORD_END))) })
    : null;
}

function firstOf(readers: typeof OBJECTS, message: Readable): Control | null {
  for (const reader of readers) {
    const control = reader(message);
    if (control !== null) return control;
  }
  return null;
}

/** A long reply of Phoenix, as LiveView gives to a join, without what it carries: its status stands at one end or the other. */
function shortened(data: string): unknown {
  const items = itemsIn(data.slice(0, LONGEST), 5);
  if (items === null || items.length < 5 || items[3] !== '"phx_reply"') return undefined;
  const [, first] = /^\{"status":"(ok|error)"/.exec(items[4] ?? "") ?? [];
  const [, last] = /"status":"(ok|error)"\}\]$/.exec(data.slice(-40)) ?? [];
  const status = first ?? last;
  return status === undefined ? undefined : [...items.slice(0, 4).map(jsonIn), { status }];
}

function jsonIn(text: string): unknown {
  if (text.length > LONGEST) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
