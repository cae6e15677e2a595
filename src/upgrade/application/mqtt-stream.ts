import { bytesIn } from "./base64.ts";

/** Number of bytes that are kept of a packet at most: the fixed header, and of a PUBLISH its topic. */
const MOST = 320;

/** Number of bytes after the fixed header that are looked at, by type of packet: never a client's id or login. */
const MOST_READ: Readonly<Record<number, number>> = { 1: 14, 2: 3, 14: 2 };

const PUBLISH = 3;

/** A packet's beginning: its first bytes as they stand, and how long the whole packet is. */
export interface Packet {
  readonly bytes: readonly number[];
  readonly size: number;
}

/**
 * Puts together what brokers and clients spread over several messages: a packet of MQTT may begin and end anywhere in them
 * (MQTT 5.0 §6). Kept between two messages are at most `MOST` bytes of a header.
 */
export class MqttStream {
  #head: number[] = [];
  /** Bytes that are still to come of a packet whose beginning was reported. */
  #rest = 0;

  /**
   * Takes one binary message.
   *
   * @param base64 its payload
   * @param size in bytes
   * @param wantsTopics whether the topic of a PUBLISH is read; else no more of it than type and length
   * @returns the packets whose beginnings are known with it; null when this is no MQTT
   */
  take(base64: string, size: number, wantsTopics: boolean): readonly Packet[] | null {
    const packets: Packet[] = [];
    for (let at = 0; at < size; ) {
      const passed = Math.min(this.#rest, size - at);
      this.#rest -= passed;
      at += passed;
      if (at >= size) break;
      const more = bytesIn(base64, at, Math.min(MOST - this.#head.length, size - at));
      if (more.length === 0) return null;
      const known = this.#head.length;
      this.#head.push(...more);
      const packet = beginningOf(this.#head, wantsTopics);
      if (packet === null) return null;
      if (packet === "more") {
        at += more.length;
        continue;
      }
      const { needed, size: whole } = packet;
      packets.push({ bytes: this.#head.slice(0, needed), size: whole });
      // The next packet begins after its end. Of what came before more may have been kept, if topics were wanted then.
      const passedBy = Math.max(needed, known);
      at += passedBy - known;
      this.#rest = whole - passedBy;
      this.#head = [];
    }
    return packets;
  }
}

/**
 * The PUBLISH that a message is which came later than the capture began: only one whose length is exactly the message's and
 * whose topic is text without wildcards is taken for one.
 *
 * @returns none where it is something else
 */
export function lonePacket(base64: string, size: number | null): readonly Packet[] {
  if (size === null || size < 5) return [];
  const bytes = bytesIn(base64, 0, Math.min(MOST, size));
  const [first = 0] = bytes;
  const packet = beginningOf(bytes, true);
  if (first >> 4 !== PUBLISH || (first & 0x06) === 0x06 || packet === null || packet === "more" || packet.size !== size)
    return [];
  const start = bytes.findIndex((byte, i) => i > 0 && byte < 0x80) + 1;
  const topic = bytes.slice(start + 2, packet.needed);
  // With a quality of service above 0 an identifier of two bytes follows the topic.
  const whole = 2 + (bytes[start] ?? 0) * 256 + (bytes[start + 1] ?? 0) + ((first & 0x06) === 0 ? 0 : 2);
  if (start + whole > size) return [];
  const isTopic =
    topic.length > 0 && topic.every((byte) => byte >= 0x20 && byte !== 0x23 && byte !== 0x2b && byte !== 0x7f);
  return isTopic ? [{ bytes: bytes.slice(0, packet.needed), size }] : [];
}

/** Number of bytes that are needed to know a packet, and how long it is; null: it is not one; "more": they are not all there yet. */
function beginningOf(
  head: readonly number[],
  wantsTopics: boolean,
): { readonly needed: number; readonly size: number } | null | "more" {
  const [first = 0] = head;
  const type = first >> 4;
  if (type === 0) return null;
  let length = 0;
  let at = 1;
  for (; ; at++) {
    const byte = head[at];
    // MQTT 5.0 §1.5.5: at most four bytes.
    if (at > 4) return null;
    if (byte === undefined) return "more";
    length += (byte & 0x7f) * 128 ** (at - 1);
    if (byte < 0x80) break;
  }
  const start = at + 1;
  const [high, low] = [head[start], head[start + 1]];
  let body = MOST_READ[type] ?? 0;
  if (type === PUBLISH && wantsTopics && length >= 2) {
    if (high === undefined || low === undefined) return "more";
    body = 2 + high * 256 + low;
  }
  const needed = start + Math.min(body, length, MOST - start);
  return head.length < needed ? "more" : { needed, size: start + length };
}
