import { utf8Length } from "../../counts/payload.ts";
import type { Message } from "../../observation.ts";
import type { ControlProtocol } from "../control.ts";
import { lonePacket, type Packet } from "../mqtt-stream.ts";
import type { Named } from "../named.ts";
import { RECORD_END } from "../protocols/signalr.ts";
import type { Asked, Name } from "./asked.ts";
import { topicIn } from "./in-packet.ts";
import { recordsIn } from "./in-records.ts";
import { jupyterName } from "./in-segments.ts";
import { nameInText, partsIn } from "./in-text.ts";

/** What is known of the connection that a message passed on. */
interface Conversation {
  readonly asked: Asked;
  /** Shown by its control messages; null: none did yet. */
  readonly protocol: ControlProtocol | null;
}

/**
 * What a message, or each part of it that has a name, is called.
 *
 * @param data the payload as CDP and HAR have it: text, or binary in base64
 * @param packets those of MQTT that begin in it; null: it is of no connection that began as MQTT
 */
export function namesIn(
  message: Message,
  data: string,
  packets: readonly Packet[] | null,
  conversation: Conversation,
): readonly Named[] {
  const { direction, opcode, size } = message;
  if (opcode !== 1) return namesInBytes(message, data, packets, conversation);
  const parts = partsIn(data);
  const isRecord = data.endsWith(RECORD_END);
  const context = { direction, asked: conversation.asked, protocol: conversation.protocol };
  return parts.flatMap((part) => {
    return sized(nameInText(part, context, isRecord), parts.length === 1 ? size : utf8Length(part)) ?? [];
  });
}

function namesInBytes(
  { direction, size }: Message,
  data: string,
  packets: readonly Packet[] | null,
  { asked }: Conversation,
): readonly Named[] {
  if (size === null) return [];
  if (packets === null) {
    const name = jupyterName(data, size);
    if (name !== undefined) return [sized(name, size)].filter((one) => one !== null);
    const records = recordsIn(data, size, direction, asked);
    if (records !== null) return records.flatMap(({ name, bytes }) => sized(name, bytes) ?? []);
  }
  return (packets ?? lonePacket(data, size)).flatMap((packet) => sized(topicIn(packet), packet.size) ?? []);
}

function sized(name: Name | null, bytes: number | null): Named | null {
  return name === null ? null : { ...name, bytes };
}
