import type { Message } from "../observation.ts";
import { bytesIn } from "./base64.ts";
import type { Control, Readable } from "./control.ts";
import { actionCable } from "./protocols/action-cable.ts";
import { graphql } from "./protocols/graphql.ts";
import { jsonRpc } from "./protocols/json-rpc.ts";
import { mqttAlone } from "./protocols/mqtt.ts";
import { phoenix } from "./protocols/phoenix.ts";
import { pusher } from "./protocols/pusher.ts";
import { RECORD_END, signalr } from "./protocols/signalr.ts";
import { socketIo } from "./protocols/socket.io.ts";
import { stomp } from "./protocols/stomp.ts";
import { wamp } from "./protocols/wamp.ts";

/** How many of the first messages of each direction are looked at, whatever they look like. */
export const FIRST = 16;

/** How many characters of a message are looked at, at most; a longer one is no control message but by its beginning. */
const LONGEST = 4096;

/** How many bytes of a binary message are looked at. */
const BYTES = 24;

/** How the control messages begin that come also later. */
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
];

const OBJECTS: readonly ((message: Readable) => Control | null)[] = [graphql, pusher, actionCable, phoenix, jsonRpc];
const LISTS: readonly ((message: Readable) => Control | null)[] = [phoenix, wamp, stomp];

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
  return control === null ? message : { ...message, control };
}

function isLate({ opcode }: Message, data: string): boolean {
  // MQTT's DISCONNECT, in base64: a server sends it only as its last word.
  if (opcode !== 1) return data.length <= 64 && data.startsWith("4A");
  switch (data.charCodeAt(0)) {
    case 0x34: // 4
    case 0x45: // E
    case 0x61: // a
      return LATE.some((beginning) => data.startsWith(beginning));
    case 0x7b: // {
      return (
        LATE.some((beginning) => data.startsWith(beginning)) ||
        (data.startsWith('{"id":"') && data.slice(0, 120).includes('","type":"error"')) ||
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
      return firstOf(LISTS, { direction, text: data.slice(0, LONGEST), json: jsonIn(data) });
    case 0x7b: // {
      return data.endsWith(RECORD_END)
        ? signalr({ direction, text: "", json: jsonIn(data.slice(0, data.indexOf(RECORD_END))) })
        : firstOf(OBJECTS, { direction, text: data.slice(0, LONGEST), json: jsonIn(data) });
    default:
      return null;
  }
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

function jsonIn(text: string): unknown {
  if (text.length > LONGEST) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
