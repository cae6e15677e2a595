import { factsOf } from "../../upgrade/kinds/registry.ts";
import type { Logged } from "../../upgrade/observation.ts";
import { calledBy } from "../call-stack.ts";
import { asFirefox, firefoxTransport } from "./firefox.ts";
import { sourceIdOf } from "./name.ts";
import { networkOf } from "./network.ts";
import type { HarOptions } from "./options.ts";
import { endOf, headersOf } from "./parts.ts";
import { type RequestEntry, requestOf } from "./request.ts";
import type { HarEntry } from "./schema.ts";
import { lifeIn, type TransportLife } from "./web-transport.ts";

/** An event stream or a WebTransport, if they are wanted and this is one; else null. */
export function requestIn(entry: HarEntry, options: HarOptions, ordinals: Map<string, number>): Logged | null {
  if (options.requestsSince === undefined) return null;
  const headers = headersOf(entry.response.headers);
  const isFirefoxes = options.isFirefoxes === true;
  const transport = isFirefoxes ? firefoxTransport(entry) : lifeIn(entry, options.isChromes);
  const parts: RequestEntry = {
    resourceType: isFirefoxes && transport !== null ? "webtransport" : (entry._resourceType ?? null),
    method: entry.request.method,
    response:
      entry.response.status === 0
        ? null
        : { status: entry.response.status, statusText: entry.response.statusText, headers },
    // Our own export has the words beside.
    error: entry.response._error ?? entry._upgrades?.observed?.error?.message ?? null,
    events: entry._eventSourceMessages ?? [],
    countsNames: options.countsNames === true,
    httpVersion: entry.response.httpVersion,
    transport,
  };
  const request = requestOf(parts);
  if (request === null) return null;
  // Chrome writes its monotonic clock in the place of a date.
  const isUndated = factsOf(request.kind).datedBy === "monotonic-clock" && !isFirefoxes;
  const started = isUndated ? Number.NaN : Date.parse(entry.startedDateTime);
  const startedAt = started > 0 ? started : null;
  const requestHeaders = headersOf(entry.request.headers);
  const logged: Logged = {
    type: "logged",
    sourceId: sourceIdOf(
      entry,
      entry.request.url,
      startedAt ?? transport?.monotonicSeconds ?? null,
      requestHeaders,
      options,
      ordinals,
    ),
    at: options.at,
    url: entry.request.url,
    ...calledBy(entry._initiator?.stack),
    startedAt,
    requestHeaders,
    response: parts.response,
    ...request,
    logsMessages: entry._eventSourceMessages !== undefined,
    finishedAt: request.finished && !isUndated ? endOf(entry) : null,
    fromFile: options.fromFile,
    isUnsure: request.finished === null && isOlder(startedAt, transport, options),
    ...networkOf(entry, isFirefoxes),
  };
  return isFirefoxes ? asFirefox(entry, logged) : logged;
}

/** Whether something may have ended unreported. */
function isOlder(
  startedAt: number | null,
  transport: TransportLife | null,
  { requestsSince = 0, transportsSince }: HarOptions,
): boolean {
  if (transport === null) return (startedAt ?? 0) < requestsSince;
  return transportsSince !== undefined && (transport.monotonicSeconds ?? 0) <= transportsSince;
}
