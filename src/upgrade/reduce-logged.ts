import { addControls } from "./application/part.ts";
import { laterRequest } from "./combine.ts";
import { recount } from "./counts/both-sources.ts";
import { withLearned } from "./http/exchange.ts";
import { hasHeader } from "./http/headers.ts";
import { factsOf } from "./kinds/registry.ts";
import { fullerNetwork } from "./network-facts.ts";
import type { Created, Logged } from "./observation.ts";
import type { Upgrade } from "./upgrade.ts";

/** What an upgrade is after one more entry of a log: it fills in what is not known, and replaces what the log counted. */
export function addLogged(upgrade: Upgrade, entry: Logged): Upgrade {
  const error = entry.error ?? null;
  const sent = isSent(upgrade, entry);
  const client = upgrade.client ?? entry.client;
  const network = fullerNetwork(upgrade.network, entry.network);
  return {
    ...upgrade,
    ...kindOf(upgrade, entry),
    url: upgrade.url ?? entry.url,
    initiator: upgrade.initiator ?? entry.initiator,
    ...stackOf(upgrade, entry),
    createdAt: upgrade.createdAt ?? (factsOf(entry.kind).datedBy === "request" ? null : entry.startedAt),
    request: sent ? laterRequest(upgrade.request, requestOf(entry)) : upgrade.request,
    requestsSent: Math.max(upgrade.requestsSent, sent ? 1 : 0),
    response: upgrade.response ?? (entry.response === null ? null : { ...entry.response, at: null }),
    error: upgrade.error ?? error,
    closedAt: upgrade.closedAt ?? entry.finishedAt,
    ended: upgrade.ended ?? (entry.finished ? "closed" : null),
    close: upgrade.close ?? entry.close ?? null,
    fromFile: upgrade.fromFile || entry.fromFile,
    unwatchedSince: entry.isUnsure && !upgrade.seenBy.debugger ? (upgrade.unwatchedSince ?? entry.at) : null,
    logsMessages: entry.logsMessages || upgrade.logsMessages === true,
    application: addControls(upgrade.application, entry.messages),
    ...recount(upgrade, entry, upgrade),
    ...(entry.unsentEnd === undefined ? {} : { unsentEnd: entry.unsentEnd }),
    ...(client === undefined ? {} : { client }),
    ...(network === undefined ? {} : { network }),
    ...(upgrade.isRefused || entry.isRefused ? { isRefused: true as const } : {}),
  };
}

/** The request of an entry, with its request line where the log's writer saw it. */
function requestOf({ requestHeaders, startedAt, method, httpVersion }: Logged): NonNullable<Upgrade["request"]> {
  return {
    headers: requestHeaders,
    at: startedAt,
    ...(method === undefined ? {} : { method }),
    ...(httpVersion === undefined ? {} : { httpVersion }),
  };
}

/** The kind of what was announced or logged, and how it was asked for: reported once, by whichever source knows. */
export function kindOf({ kind, exchange }: Upgrade, observation: Created | Logged): Pick<Upgrade, "kind" | "exchange"> {
  if (observation.exchange === null) return { kind, exchange };
  return exchange === null
    ? { kind: observation.kind, exchange: observation.exchange }
    : { kind, exchange: withLearned(exchange, observation.exchange) };
}

/** The log dates a request also while it waits to go out; the debugger, where it watches, knows when it did. */
function isSent({ seenBy }: Upgrade, entry: Logged): boolean {
  const { startedAt, kind, response, finished } = entry;
  // Some tools date no entry; what has a response had been sent.
  if (startedAt === null) return entry.fromFile && response !== null;
  // An entry of a file with neither a header nor a response shows that it was asked for, and nothing more.
  if (entry.fromFile && kind === "websocket" && response === null && entry.requestHeaders.length === 0) return false;
  if (factsOf(kind).datedBy === "request" || response !== null) return true;
  return !seenBy.debugger && (finished === null || hasHost(entry));
}

/** Until it goes out, Chrome shows a request's headers as the page's process made them; the network adds the host (docs/chromium.md#request-headers-before-sending). */
function hasHost({ requestHeaders }: Logged): boolean {
  return hasHeader(requestHeaders, "Host") || hasHeader(requestHeaders, ":authority");
}

/** The calls that led to it, from whichever source reported them first. */
export function stackOf(upgrade: Upgrade, { stack }: Created | Logged): Pick<Upgrade, "stack"> {
  const first = upgrade.stack ?? stack;
  return first === undefined ? {} : { stack: first };
}
