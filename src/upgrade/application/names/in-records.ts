import type { Direction } from "../../direction.ts";
import { bytesIn } from "../base64.ts";
import { type Asked, type Name, opposite } from "./asked.ts";
import { named } from "./named.ts";

/** Number of bytes of a record that are looked at. */
const MOST_READ = 400;

/** Maximum number of records of one message that are told apart. */
const MOST_RECORDS = 100;

/** A record of a binary message, with what it is called. */
interface PackedRecord {
  readonly name: Name | null;
  readonly bytes: number;
}

/**
 * SignalR's records in MessagePack, each after its length
 * (https://github.com/dotnet/aspnetcore/blob/main/src/SignalR/docs/specs/HubProtocol.md#messagepack-msgpack-encoding).
 *
 * @returns null unless the message is made of such records to the byte
 */
export function recordsIn(
  base64: string,
  size: number,
  direction: Direction,
  asked: Asked,
): readonly PackedRecord[] | null {
  const records: PackedRecord[] = [];
  for (let at = 0; at < size; ) {
    const head = bytesIn(base64, at, 5);
    let length = 0;
    let i = 0;
    for (; ; i++) {
      const byte = head[i];
      if (byte === undefined) return null;
      length += (byte & 0x7f) * 128 ** i;
      if (byte < 0x80) break;
    }
    const start = at + i + 1;
    if (length < 2 || start + length > size || records.length >= MOST_RECORDS) return null;
    const name = nameInRecord(new MessagePack(bytesIn(base64, start, Math.min(length, MOST_READ))), direction, asked);
    if (name === undefined) return null;
    records.push({ name, bytes: i + 1 + length });
    at = start + length;
  }
  return records.length === 0 ? null : records;
}

/** undefined: it is no record. */
function nameInRecord(pack: MessagePack, direction: Direction, asked: Asked): Name | null | undefined {
  const count = pack.arrayLength();
  const type = pack.smallNumber();
  if (count === null || type === null || type < 1 || type > 9) return undefined;
  // Ping, close, acknowledgement and sequence have nothing else that matters.
  if (type > 5) return null;
  if (!pack.isEmptyMap()) return null;
  const id = pack.text();
  if (type === 2) return id === null ? null : asked.nameOf(opposite(direction), id);
  if (type !== 1 && type !== 4) return null;
  const name = named("target", pack.text());
  if (id !== null) asked.remember(direction, id, name);
  return name;
}

/** The beginning of MessagePack (https://github.com/msgpack/msgpack/blob/master/spec.md), as far as it is needed here. */
class MessagePack {
  readonly #bytes: readonly number[];
  #at = 0;

  constructor(bytes: readonly number[]) {
    this.#bytes = bytes;
  }

  arrayLength(): number | null {
    const first = this.#next();
    return first >= 0x91 && first <= 0x9f ? first & 0x0f : null;
  }

  smallNumber(): number | null {
    const first = this.#next();
    return first <= 0x7f ? first : null;
  }

  isEmptyMap(): boolean {
    return this.#next() === 0x80;
  }

  /** A text; null: it is nil, or something else, or cut off. */
  text(): string | null {
    const first = this.#next();
    const length = first >= 0xa0 && first <= 0xbf ? first & 0x1f : first === 0xd9 ? this.#next() : null;
    if (length === null || this.#at + length > this.#bytes.length) return null;
    const bytes = this.#bytes.slice(this.#at, this.#at + length);
    this.#at += length;
    return new TextDecoder().decode(Uint8Array.from(bytes));
  }

  #next(): number {
    return this.#bytes[this.#at++] ?? 0xc1;
  }
}
