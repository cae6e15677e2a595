import type { Direction } from "../direction.ts";
import type { Message } from "../observation.ts";
import { bytesIn } from "./base64.ts";
import type { ControlProtocol } from "./control.ts";
import { MqttStream, type Packet } from "./mqtt-stream.ts";
import { Asked } from "./names/asked.ts";
import { namesIn } from "./names/of-message.ts";
import { mqtt } from "./protocols/mqtt.ts";
import { FIRST, withControl } from "./read.ts";

/** Maximum number of connections that are remembered; the oldest go first, whose end nobody reported. */
const MOST = 20_000;

/** What is remembered of a connection while its messages pass. */
interface Conversation {
  sent: number;
  received: number;
  /** Shown by its control messages. */
  protocol: ControlProtocol | null;
  readonly asked: Asked;
  /** null: it is no MQTT, or nothing more is to be read of it; undefined: its first binary message is still to come. */
  mqtt?: Readonly<Record<Direction, MqttStream>> | null;
}

/** Reads what messages say of the protocol on top, connection by connection, and lets go of the rest. */
export class MessageReader {
  readonly #conversations = new Map<string, Conversation>();
  readonly #countsNames: () => boolean;

  /** @param countsNames whether messages are asked for their names now; they are not when it is left out */
  constructor(countsNames: () => boolean = () => false) {
    this.#countsNames = countsNames;
  }

  /**
   * A message with what it said of its application protocol and, where they are counted, its names.
   *
   * @param connection tells connections apart
   * @param data the payload as CDP and HAR have it: text, or binary in base64
   */
  read(connection: string, message: Message, data: string): Message {
    const conversation = this.#of(connection);
    const { direction, opcode } = message;
    const isFirst = conversation[direction] < FIRST && conversation[direction]++ < FIRST;
    const packets = opcode === 1 ? null : packetsIn(message, data, conversation, this.#countsNames());
    const read = packets === null ? withControl(message, data, isFirst) : withPackets(message, packets);
    if (read.control?.isSure === true) conversation.protocol = read.control.protocol;
    return this.#countsNames() ? { ...read, names: namesIn(message, data, packets, conversation) } : read;
  }

  /** The connection is over. */
  forget(connection: string): void {
    this.#conversations.delete(connection);
  }

  #of(connection: string): Conversation {
    const known = this.#conversations.get(connection);
    if (known !== undefined) return known;
    const oldest = this.#conversations.keys().next();
    if (this.#conversations.size >= MOST && !oldest.done) this.#conversations.delete(oldest.value);
    const made: Conversation = { sent: 0, received: 0, protocol: null, asked: new Asked() };
    this.#conversations.set(connection, made);
    return made;
  }
}

/** The packets of MQTT whose beginnings are known with this message; null where it is no MQTT that was seen to begin. */
function packetsIn(
  { direction, size }: Message,
  data: string,
  conversation: Conversation,
  wantsTopics: boolean,
): readonly Packet[] | null {
  if (conversation.mqtt === undefined) {
    // The page speaks first, and CONNECT is what it says.
    const isBeginning = direction === "sent" && bytesIn(data, 0, 1)[0] === CONNECT;
    conversation.mqtt = isBeginning ? { sent: new MqttStream(), received: new MqttStream() } : null;
  }
  const packets = conversation.mqtt?.[direction].take(data, size ?? 0, wantsTopics) ?? null;
  const [first] = packets ?? [];
  const isWrong = conversation.protocol !== "mqtt" && first !== undefined && mqtt("sent", first.bytes) === null;
  if (packets === null || isWrong) conversation.mqtt = null;
  return isWrong ? null : packets;
}

/** MQTT's CONNECT, as its first byte. */
const CONNECT = 0x10;

/** A message holds one control packet at most: CONNECT, CONNACK and DISCONNECT are first or last words. */
function withPackets(message: Message, packets: readonly Packet[]): Message {
  for (const { bytes } of packets) {
    const control = mqtt(message.direction, bytes);
    if (control !== null) return { ...message, control };
  }
  return message;
}
