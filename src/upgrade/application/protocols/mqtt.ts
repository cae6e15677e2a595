import type { Direction } from "../../direction.ts";
import { type Control, control } from "../control.ts";

const CONNECT = 0x10;
const CONNACK = 0x20;
const DISCONNECT = 0xe0;

/** Where the bytes `00 04 MQTT` or `00 06 MQIsdp` stand, with the version after them: the protocol's own name. */
const NAMES = [
  [0, 4, 0x4d, 0x51, 0x54, 0x54],
  [0, 6, 0x4d, 0x51, 0x49, 0x73, 0x64, 0x70],
];

/** The version in which a server may send DISCONNECT and the client's keep-alive may be overruled. */
const VERSION_5 = 5;

/**
 * MQTT's CONNECT (version and keep-alive only), CONNACK and DISCONNECT
 * (https://docs.oasis-open.org/mqtt/mqtt/v5.0/mqtt-v5.0.html, 3.1.1 the same in short). Client id, user name and password are
 * not looked at.
 *
 * @param bytes the first ones of the message
 */
export function mqtt(direction: Direction, bytes: readonly number[]): Control | null {
  const [type] = bytes;
  const start = 1 + lengthBytes(bytes);
  const [first = 0, second] = bytes.slice(start);
  if (direction === "sent") return type === CONNECT ? connect(bytes.slice(start)) : null;
  const length = bytes[1] ?? 0;
  if (type === CONNACK && start === 2 && length >= 2 && first <= 1 && second !== undefined) {
    if (second === 0) return control("mqtt", "accepted", false);
    // 3.1.1 has 1 to 5 and nothing after them, version 5 has what is above 127.
    const isKnown = second >= 128 ? length >= 3 : second <= 5 && length === 2;
    return isKnown ? control("mqtt", "refused", false, { code: String(second) }) : null;
  }
  if (type !== DISCONNECT) return null;
  return control("mqtt", "ended", false, { code: String(length === 0 ? 0 : first) });
}

/**
 * The same of a message that nothing before shows to be MQTT's. CONNECT has the protocol's name in it; what is received has to
 * be one packet and nothing else.
 *
 * @param bytes the first ones of the message
 * @param size of the message, in bytes
 */
export function mqttAlone(direction: Direction, bytes: readonly number[], size: number): Control | null {
  if (direction === "sent") return mqtt(direction, bytes);
  let length = 0;
  for (const [i, byte] of bytes.slice(1, 5).entries()) {
    length += (byte & 0x7f) * 128 ** i;
    if (byte < 0x80) return size === 2 + i + length ? mqtt(direction, bytes) : null;
  }
  return null;
}

function connect(variable: readonly number[]): Control | null {
  const name = NAMES.find((bytes) => bytes.every((byte, i) => variable[i] === byte));
  if (name === undefined) return null;
  const [version = 0, , high = 0, low = 0] = variable.slice(name.length);
  const seconds = high * 256 + low;
  const heartbeatMs = version < VERSION_5 && seconds > 0 ? seconds * 1000 : null;
  return control("mqtt", "waiting", true, { heartbeatMs });
}

/** How many bytes the length has: each but the last one has its highest bit set. */
function lengthBytes(bytes: readonly number[]): number {
  let count = 1;
  while (count < 4 && (bytes[count] ?? 0) >= 128) count++;
  return count;
}
