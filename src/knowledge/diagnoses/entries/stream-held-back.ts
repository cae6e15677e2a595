import { countOf } from "../../../upgrade/counts/messages.ts";
import { isEventStream } from "../../../upgrade/http/event-stream.ts";
import { hasHeader } from "../../../upgrade/http/headers.ts";
import { openedAt } from "../../../upgrade/lifetime.ts";
import { isWatchedOpen, messagesOf } from "../../../upgrade/state.ts";
import { duration } from "../../text.ts";
import { bufferingProxy, buffers, compressed } from "../causes/requests.ts";
import type { Case, Cause, Diagnosis } from "../diagnosis.ts";

/** Milliseconds without a byte after which something may hold them back. */
const WAIT = 10_000;

/**
 * Open, nothing has come, and something was recognized that holds pieces back by default. Else silence proves nothing. What was
 * pasted has no times: there it is enough that nothing stands below the headers.
 */
export const streamHeldBack: Diagnosis = {
  id: "stream-held-back",
  stage: "attention",
  reference: {
    text: "nginx: proxy_buffering",
    url: "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_buffering",
  },
  applies: (seen) => {
    const { upgrade, now } = seen;
    if (isPastedEmpty(seen)) return isCompressed(seen) || buffers(seen) !== null || isHttpie(seen);
    const isLate = now - (openedAt(upgrade) ?? now) >= WAIT;
    const isOpen = isWatchedOpen(upgrade);
    return isOpen && isLate && isEmpty(seen) && (isCompressed(seen) || buffers(seen) !== null);
  },
  summary: (seen) => {
    const { upgrade, now } = seen;
    if (isPastedEmpty(seen))
      return "The headers are those of an event stream, and no event is below them; something may be holding it back.";
    return `Nothing of its body has come in ${duration(now - (openedAt(upgrade) ?? now))}; something may be holding it back.`;
  },
  brief: (seen) => {
    const { upgrade, now } = seen;
    if (isPastedEmpty(seen)) return "No event below the headers";
    return `Nothing received for ${duration(now - (openedAt(upgrade) ?? now))}`;
  },
  causes: (seen) => {
    const evidence = ["the headers of the response were seen, and nothing of its body"];
    return [
      ...(isHttpie(seen) ? [toolWaits(seen)] : []),
      ...(isCompressed(seen) ? [compressed(seen, evidence)] : []),
      ...(buffers(seen) === null ? [] : [bufferingProxy(seen, evidence)]),
    ];
  },
};

function isEmpty({ upgrade }: Case): boolean {
  return countOf(messagesOf(upgrade)) === 0 && (upgrade.exchange?.body.bytes ?? 0) === 0;
}

function isCompressed({ upgrade }: Case): boolean {
  return hasHeader(upgrade.response?.headers ?? [], "Content-Encoding");
}

/** What a tool printed of an event stream ends with the headers. */
function isPastedEmpty({ upgrade }: Case): boolean {
  const { fromFile, client, response, error } = upgrade;
  if (!fromFile || client === undefined || response === null || error !== null || !isEventStream(response))
    return false;
  return response.status === 200 && (upgrade.exchange?.body.bytes ?? 0) === 0;
}

function isHttpie({ upgrade }: Case): boolean {
  return upgrade.client === "HTTPie";
}

/** HTTPie printed a response when it had all of it, until version 3.0 learned to stream this type (its change log, #376). */
function toolWaits(seen: Case): Cause {
  return {
    id: "tool-waits-for-end",
    likelihood: seen.intermediaries.length > 0 ? "possible" : "likely",
    title: "HTTPie before 3.0 may wait for the end of the response, which an event stream does not have",
    why: "The server responded as it should. Those versions print a body when it is complete, unless they are told to print it as it comes.",
    evidence: ["HTTPie printed the headers of an event stream, and nothing of its body"],
    fix: {
      text: "Add `--stream`, or use HTTPie 3.0 or newer; `curl --no-buffer` prints each event at once too.",
      snippets: [],
    },
  };
}
