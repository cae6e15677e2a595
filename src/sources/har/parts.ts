import type * as v from "valibot";
import type { MessageReader } from "../../upgrade/application/message-reader.ts";
import { messageOf } from "../../upgrade/counts/payload.ts";
import type { Headers } from "../../upgrade/http/headers.ts";
import type { Message } from "../../upgrade/observation.ts";
import type { HarEntry, MessageEntry } from "./schema.ts";

/** The years between which a date in a file is taken for one, in epoch milliseconds: 1990 and 2100. */
const [EARLIEST, LATEST] = [Date.UTC(1990), Date.UTC(2100)];

/**
 * A date of a file.
 *
 * @param time epoch milliseconds
 * @returns null for what can be no date of a capture
 */
export function dateIn(time: number): number | null {
  return time >= EARLIEST && time <= LATEST ? time : null;
}

/** When it ended, epoch milliseconds; null where the entry does not say. */
export function endOf(entry: HarEntry): number | null {
  const started = Date.parse(entry.startedDateTime);
  return dateIn(started) !== null && entry.time > 0 ? dateIn(started + entry.time) : null;
}

/** A list of headers as the rest of the tool has it. */
export function headersOf(list: readonly { name: string; value: string }[]): Headers {
  return list.map(({ name, value }) => [name, value] as const);
}

/**
 * A message; null for what is not one: an error, a control frame. Where its time is not known, it is NaN.
 *
 * @param reader of its entry alone
 */
export function messageIn(
  { type, time, opcode, data }: v.InferOutput<typeof MessageEntry>,
  reader: MessageReader,
): Message | null {
  if (type !== "send" && type !== "receive") return null;
  // RFC 6455 §5.5: from 8 on they are control frames, which some tools write down too.
  if (opcode >= 8) return null;
  const direction = type === "send" ? "sent" : "received";
  const message = messageOf(dateIn((time ?? 0) * 1000) ?? Number.NaN, direction, opcode, data);
  return reader.read("", message, data);
}
