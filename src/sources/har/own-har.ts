import * as v from "valibot";
import { Names } from "../../report/contract/names.ts";
import { type Messages, noMessages } from "../../upgrade/counts/messages.ts";
import type { HostResponse } from "../../upgrade/http/host-response.ts";
import { namesIn } from "../report/names.ts";
import { Status } from "./schema.ts";

const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const Tally = v.object({ count: Count, bytes: Count, text: Count, binary: Count });
const Entry = v.object({
  _upgrades: v.object({
    messages: v.nullable(
      v.object({ sent: Tally, received: Tally, lastAt: v.nullable(v.string()), bytesExact: v.boolean() }),
    ),
    names: v.fallback(v.optional(v.nullable(Names), null), null),
  }),
});

/**
 * The messages of an entry of this tool's own HAR: its list of messages is empty, because payloads are never in a report,
 * and the counts stand beside it.
 *
 * @returns null when nobody had recorded messages; undefined for an entry of another tool
 */
export function ownCounts(entry: unknown): Messages | null | undefined {
  const parsed = v.safeParse(Entry, entry);
  if (!parsed.success) return undefined;
  const { messages, names } = parsed.output._upgrades;
  if (messages === null) return null;
  const { sent, received, bytesExact } = messages;
  if (sent.count + received.count === 0) return noMessages;
  const lastAt = Date.parse(messages.lastAt ?? "");
  return {
    ...noMessages,
    sent,
    received,
    bytesExact,
    lastAt: Number.isNaN(lastAt) ? null : lastAt,
    names: namesIn(names, (text) => text),
  };
}

const HostResponses = v.object({
  _upgrades: v.object({
    observed: v.object({
      neighbours: v.array(
        v.object({ url: v.string(), status: Status, headers: v.array(v.tuple([v.string(), v.string()])) }),
      ),
    }),
  }),
});

/** The ordinary responses that were evidence for an entry of this tool's own HAR. */
export function ownHostResponses(entry: unknown): readonly HostResponse[] {
  const parsed = v.safeParse(HostResponses, entry);
  return parsed.success ? parsed.output._upgrades.observed.neighbours : [];
}
