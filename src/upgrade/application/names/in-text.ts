import type { Direction } from "../../direction.ts";
import type { ControlProtocol } from "../control.ts";
import { RECORD_END } from "../protocols/signalr.ts";
import { type Asked, type Name, opposite } from "./asked.ts";
import { fieldsIn, itemsIn, stringIn } from "./fields.ts";
import { nameInList } from "./in-list.ts";
import { nameInObject } from "./in-object.ts";
import { named } from "./named.ts";

/** Maximum number of parts of one message that are told apart; the rest of it has no name. */
const MOST_PARTS = 100;

/**
 * The parts that are messages of their own: SignalR's records, what SockJS packs into a list, Centrifugo's lines, a batch of
 * JSON-RPC. Most messages have one part, which is the text itself.
 */
export function partsIn(text: string): readonly string[] {
  if (text.endsWith(RECORD_END)) return text.split(RECORD_END, MOST_PARTS).filter((record) => record !== "");
  if (text.startsWith('a["') || text.startsWith('["')) return packed(text) ?? [text];
  if (text.startsWith("[{")) return itemsIn(text, MOST_PARTS) ?? [text];
  return text.startsWith("{") && text.includes("}\n{") ? text.split(/(?<=\})\n(?=\{)/, MOST_PARTS) : [text];
}

/** Beginnings of messages that SockJS packs: JSON, or a frame of STOMP. A list of other texts is a message of its own. */
const PACKED = /^[[{]|^[A-Z]{3,12}\r?\n/;

/** SockJS' frames: a list of messages as texts, and nothing else. */
function packed(text: string): readonly string[] | null {
  const items = (itemsIn(text.slice(text.indexOf("[")), MOST_PARTS) ?? []).map(stringIn);
  return items.every((item) => item !== null && PACKED.test(item)) ? items.filter((item) => item !== null) : null;
}

/**
 * The name of one part of a text message.
 *
 * @returns null: it has none, or its form is not known
 */
export function nameInText(
  text: string,
  context: { readonly direction: Direction; readonly asked: Asked; readonly protocol: ControlProtocol | null },
  isRecord: boolean,
): Name | null {
  switch (text.charCodeAt(0)) {
    case 0x34: // 4
      return socketIo(text);
    case 0x4d: // M
    case 0x53: // S
      return stomp(text);
    case 0x5b: // [
      return nameInList(text, context.direction, context.asked);
    case 0x7b: // {
      return isRecord ? signalr(text, context.direction, context.asked) : nameInObject(text, context);
    default:
      return null;
  }
}

/** An event of Socket.IO, also one with binary parts: its namespace and name. An acknowledgement has none. */
const EVENT = /^4(?:2|5\d{1,4}-)(?:(\/[^,?]{0,200})(?:\?[^,]{0,2000})?,)?\d{0,20}\[("(?:[^"\\]|\\.){1,300}")/;

function socketIo(text: string): Name | null {
  const [, namespace = "/", event] = EVENT.exec(text) ?? [];
  const name = stringIn(event);
  return name === null ? null : named("event", namespace === "/" ? name : `${namespace} ${name}`);
}

/** STOMP's destinations: of what is sent, and of what comes (https://stomp.github.io/stomp-specification-1.2.html). */
function stomp(text: string): Name | null {
  const head = text.slice(0, 4096);
  if (!/^(?:SEND|MESSAGE)\r?\n/.test(head)) return null;
  const end = head.search(/\r?\n\r?\n/);
  const destination = /\ndestination:([^\r\n]*)/.exec(end < 0 ? head : head.slice(0, end))?.[1];
  return named("topic", destination?.replaceAll("\\c", ":"));
}

const RECORD: ReadonlySet<string> = new Set(["type", "target", "invocationId"]);

/**
 * SignalR's targets: invocations (1, 4), and the items of a stream (2). A completion has none
 * (https://github.com/dotnet/aspnetcore/blob/main/src/SignalR/docs/specs/HubProtocol.md).
 */
function signalr(text: string, direction: Direction, asked: Asked): Name | null {
  const fields = fieldsIn(text, RECORD);
  const id = fields?.get("invocationId");
  switch (fields?.get("type")) {
    case "1":
    case "4": {
      const name = named("target", stringIn(fields.get("target")));
      asked.remember(direction, id, name);
      return name;
    }
    case "2":
      return asked.nameOf(opposite(direction), id);
    default:
      return null;
  }
}
