import type * as v from "valibot";
import type { MessageReader } from "../../upgrade/application/message-reader.ts";
import { messageOf } from "../../upgrade/counts/payload.ts";
import type { Headers } from "../../upgrade/http/headers.ts";
import type { Initiator, Message } from "../../upgrade/observation.ts";
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

/** When it ended, epoch milliseconds; null where the entry does not tell. */
export function endOf(entry: HarEntry): number | null {
  const started = Date.parse(entry.startedDateTime);
  return dateIn(started) !== null && entry.time > 0 ? dateIn(started + entry.time) : null;
}

/** The script that asked for it; lines and columns from 1. */
export function initiatorOf(entry: HarEntry): Initiator | null {
  const frame = entry._initiator?.stack?.callFrames[0];
  if (frame === undefined || frame.url === "") return null;
  return {
    url: frame.url,
    line: frame.lineNumber === undefined ? null : frame.lineNumber + 1,
    column: frame.columnNumber === undefined ? null : frame.columnNumber + 1,
    function: frame.functionName === "" ? null : frame.functionName,
  };
}

/** A list of headers as the rest of the tool has it. */
export function headersOf(list: readonly { name: string; value: string }[]): Headers {
  return list.map(({ name, value }) => [name, value] as const);
}

/**
 * A message; null for what is none: an error, a control frame. Where its time is not known, it is NaN.
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
