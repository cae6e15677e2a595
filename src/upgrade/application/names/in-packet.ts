import type { Packet } from "../mqtt-stream.ts";
import type { Name } from "./asked.ts";
import { named } from "./named.ts";

/** MQTT's PUBLISH, with its four flags. */
const PUBLISH = 3;

/**
 * The topic of a PUBLISH (MQTT 5.0 §3.3.2.1).
 *
 * @returns null: it is another packet, or has an alias in the place of its topic
 */
export function topicIn({ bytes }: Packet): Name | null {
  if ((bytes[0] ?? 0) >> 4 !== PUBLISH) return null;
  let start = 1;
  while (start < 4 && (bytes[start] ?? 0) >= 0x80) start++;
  const length = (bytes[start + 1] ?? 0) * 256 + (bytes[start + 2] ?? 0);
  const topic = Uint8Array.from(bytes.slice(start + 3, start + 3 + length));
  return named("topic", new TextDecoder().decode(topic));
}
