import { isEventStream } from "../../upgrade/http/event-stream.ts";
import { libraryPollOf } from "../../upgrade/http/library-poll.ts";
import type { Kind } from "../../upgrade/kinds/kind.ts";
import type { TrackedRequest } from "./tracked-request.ts";

/** Wait for a response after which a fetch looks like a long poll, in milliseconds. */
export const NO_RESPONSE_MS = 3000;

/** The same where the URL says so: then nothing has to be guessed. */
export const LIBRARY_POLL_MS = 1000;

/** Time from the response after which a fetch is a stream, or a large download, in milliseconds. */
export const STREAMING_MS = 3000;

/**
 * What a request that is under way turns out to be, by what is known of it at a moment.
 *
 * @param tracked its `kind` is what it was reported as before, if it was
 * @param now epoch milliseconds
 * @returns null while it may still be an ordinary request
 */
export function classify(
  { by, kind, received, createdAt, url }: Pick<TrackedRequest, "by" | "kind" | "received" | "createdAt" | "url">,
  now: number,
): Kind | null {
  if (by === "EventSource" || (received !== null && isEventStream(received.response))) return "event-stream";
  if (isFinal(kind)) return kind;
  if (received !== null) return now - received.at >= STREAMING_MS ? "streaming-fetch" : kind;
  return now - createdAt >= patience(url) ? "long-poll" : kind;
}

/** Whether time can change nothing any more in what a request was reported as. A long poll's response may turn out to be a stream. */
export function isFinal(kind: Kind | null): boolean {
  return kind !== null && kind !== "long-poll";
}

function patience(url: string): number {
  return libraryPollOf(url) === null ? NO_RESPONSE_MS : LIBRARY_POLL_MS;
}
