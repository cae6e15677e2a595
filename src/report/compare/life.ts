import { about } from "../../knowledge/diagnoses/symptoms/idle-limit.ts";
import { duration } from "../../knowledge/text.ts";
import type { ReportConnection } from "../contract/format.ts";

/** RFC 6455 §7.1.5: no close frame came. */
const ABNORMAL = 1006;

/** Milliseconds of a moment of the report; null is not known. */
function at(time: string | null): number | null {
  return time === null ? null : Date.parse(time);
}

/** Whether it opened and then ended with neither an error nor a close frame, and not because its page went away. */
export function wasCut({ state, observed, close }: ReportConnection): boolean {
  const isByItself = state === "closed" && observed?.ended === "closed" && observed.error === null;
  return isByItself && (close === null || close.code === ABNORMAL);
}

/**
 * How long nothing had passed when a connection was cut.
 *
 * @returns milliseconds; null where it was not cut, or where messages or times were not recorded
 */
export function silenceAtCut(connection: ReportConnection): number | null {
  return wasCut(connection) ? silenceAtEnd(connection) : null;
}

/**
 * The longest time without a message that a connection went through, its last one included.
 *
 * @returns milliseconds; null where messages or times were not recorded
 */
export function longestSilence(connection: ReportConnection): number | null {
  const atEnd = silenceAtEnd(connection);
  const between = connection.messages === null ? null : (connection.observed?.messages.longestGapMs ?? null);
  return atEnd === null ? between : Math.max(atEnd, between ?? 0);
}

/**
 * A silence in words, wherever a comparison tells it: as the diagnoses name the time of a timer; where nothing ever passed it is the
 * time that the connection was open, and reads like that.
 *
 * @param milliseconds of a silence of that connection
 */
export function silenceWords({ messages }: ReportConnection, milliseconds: number): string {
  return (messages?.lastAt ?? null) === null ? duration(milliseconds) : about(milliseconds);
}

/** How long it was open until it ended or was last seen, in milliseconds; null where that was not recorded. */
export function openFor({ timing }: ReportConnection): number | null {
  return timing.openMs;
}

function silenceAtEnd({ messages, timing }: ReportConnection): number | null {
  const openedAt = at(timing.openedAt);
  if (messages === null || openedAt === null || timing.openMs === null) return null;
  const last = at(messages.lastAt) ?? openedAt;
  return Math.max(0, openedAt + timing.openMs - last);
}

/**
 * How long after its opening the first message passed, in milliseconds; null where none did, or where that was not recorded.
 */
export function firstMessageAfter({ timing, observed }: ReportConnection): number | null {
  const [openedAt, firstAt] = [at(timing.openedAt), at(observed?.messages.firstAt ?? null)];
  return openedAt === null || firstAt === null ? null : Math.max(0, firstAt - openedAt);
}
