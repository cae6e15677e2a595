import type { Headers } from "../../src/upgrade/http/headers.ts";
import type { Observation } from "../../src/upgrade/observation.ts";
import type { Upgrade } from "../../src/upgrade/upgrade.ts";
import { browserRequest, OFFERED_EXTENSIONS, RESPONSE, reduced, told, withoutKey } from "../story.ts";

export const REQUEST: Headers = browserRequest("example.com", OFFERED_EXTENSIONS);

/** A header list with some headers set again (at the end), several times, or taken out (null). */
export function withHeaders(base: Headers, changes: Record<string, string | readonly string[] | null>): Headers {
  const names = Object.keys(changes).map((name) => name.toLowerCase());
  const kept = base.filter(([name]) => !names.includes(name.toLowerCase()));
  const added = Object.entries(changes).flatMap(([name, value]) =>
    value === null ? [] : [value].flat().map((each) => [name, each] as const),
  );
  return [...kept, ...added];
}

interface Sides {
  readonly url?: string;
  readonly request?: Headers;
  readonly response?: Headers;
  readonly status?: number;
  readonly statusText?: string;
}

function begun({ url = "wss://example.com/live", request = REQUEST }: Sides): Observation[] {
  return [told.created({ at: 1000, url }), told.sent({ at: 1010, headers: request })];
}

/** Created, and no request sent yet. */
export function queued(): Upgrade {
  return reduced(begun({}).slice(0, 1));
}

/** The request was sent, and nothing came yet. */
export function requested(sides: Sides = {}): Upgrade {
  return reduced(begun(sides));
}

/** Opened in Chromium over HTTP/1.1, seen by the debugger. */
export function opened(sides: Sides = {}): Upgrade {
  const { response = RESPONSE, status = 101, statusText = "Switching Protocols" } = sides;
  return reduced([...begun(sides), told.answered({ at: 1030 }, status, response, statusText)]);
}

/** What Chromium prints for HTTP/2: no key, and two headers that were never sent. */
export const HTTP2_REQUEST: Headers = withoutKey(REQUEST);

/** Opened in Chromium over HTTP/2. */
export function openedOverHttp2(sides: Sides = {}): Upgrade {
  return opened({ request: HTTP2_REQUEST, response: [["server", "h2"]], status: 200, statusText: "", ...sides });
}

/** Failed in Chromium with this text: the response stays hidden. */
export function failed(message: string, sides: Sides = {}): Upgrade {
  return reduced([...begun(sides), told.error({ at: 1030, message, monotonicSeconds: 1 }), told.closed({ at: 1031 })]);
}

/** Failed before the request was sent. */
export function failedEarly(message: string): Upgrade {
  return reduced([...begun({}).slice(0, 1), told.error({ at: 1030, message, monotonicSeconds: 1 })]);
}

/** Only messages are known: it is older than the capture. */
export function olderThanCapture(): Upgrade {
  return reduced([told.message({ at: 1 })]);
}

/** Read from a file of another tool, which shows refused answers too. */
export function fromFile(sides: Sides = {}, error: string | null = null): Upgrade {
  const { url = "wss://example.com/live", request = REQUEST, response, status, statusText = "" } = sides;
  const answer = status === undefined ? null : { status, statusText, headers: response ?? RESPONSE };
  const failure = error === null ? null : { message: error, at: 1030, monotonicSeconds: null };
  const from = { sourceId: "f", at: 5000, startedAt: 1000, fromFile: true };
  return reduced([told.logged({ ...from, url, requestHeaders: request, response: answer, error: failure })]);
}
