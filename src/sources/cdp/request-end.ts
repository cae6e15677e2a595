import { headerValue } from "../../upgrade/http/headers.ts";
import { libraryPollOf } from "../../upgrade/http/library-poll.ts";
import type { Kind } from "../../upgrade/kinds/kind.ts";
import type { RequestEnded } from "../../upgrade/observation.ts";
import type { decodeFailed } from "./request-events.ts";
import type { TrackedRequest } from "./tracked-request.ts";

/** CDP `Network.loadingFailed` as it was decoded; null: it ended in another way, or cannot be read. */
type Failure = ReturnType<typeof decodeFailed>;

/**
 * The end of a request.
 *
 * @param at epoch milliseconds
 * @param isRefused whether the rule that refused it is reported beside: then there are no other words for it
 */
export function endOf(sourceId: string, at: number, failure: Failure, isRefused: boolean): RequestEnded {
  if (failure === null) return { type: "request-ended", sourceId, at, end: "finished", message: null };
  const { canceled, errorText, blockedReason = "", corsErrorStatus } = failure;
  if (canceled) return { type: "request-ended", sourceId, at, end: "canceled", message: null };
  const words = errorText === "" ? blockedReason : errorText;
  const message = isRefused || words === "" ? null : words;
  const end = { type: "request-ended", sourceId: sourceId, at, end: "failed", message } as const;
  if (corsErrorStatus === undefined) return end;
  return { ...end, corsError: { code: corsErrorStatus.corsError, parameter: corsErrorStatus.failedParameter } };
}

/**
 * What a request would have been that failed before the page got any response, and before it had waited long enough to be
 * told by that: an event stream if it asked for one, a long poll if its address is that of a library's polls.
 *
 * @returns null for any other, of which nothing is known but that it failed
 */
export function kindOfFailed({ received, sent, provisional, url }: TrackedRequest, failure: Failure): Kind | null {
  if (failure === null || failure.canceled) return null;
  if (received !== null && failure.corsErrorStatus === undefined) return null;
  const accept = headerValue(sent?.headers ?? provisional, "Accept") ?? "";
  if (/\btext\/event-stream\b/i.test(accept)) return "event-stream";
  return libraryPollOf(url) === null ? null : "long-poll";
}
