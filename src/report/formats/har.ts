import { addressOf } from "../../upgrade/http/address.ts";
import type { Headers } from "../../upgrade/http/headers.ts";
import type { Report, ReportConnection } from "../contract/format.ts";
import { withEncodedLabels } from "../contract/labels.ts";
import { jsonPieces } from "./json/json-text.ts";

/** What Chrome writes for a handshake whose request was never sent; its own import knows it (docs/chromium.md#har-of-a-socket). */
const NEVER_SENT = "1969-12-31T23:59:59.000Z";

/**
 * A report as HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/), in the shape that Chrome's Network panel imports.
 * `_webSocketMessages` is empty, because payloads are never in a report; everything else that the report says stands in
 * `_upgrades`, as HAR §4 allows fields that begin with an underscore.
 */
export function toHar(report: Report): string {
  return [...harOf(report)].join("");
}

/** The same in pieces, one for each connection. */
export function* harOf(report: Report): Generator<string> {
  const { tool, page, generatedAt, capture, redaction, connections } = report;
  const startedDateTime = capture.startedAt ?? generatedAt;
  const har = {
    log: {
      version: "1.2",
      creator: { name: "Upgrades", version: tool.version },
      ...(tool.browser === null ? {} : { browser: browserOf(tool.browser) }),
      pages: [{ id: "page_1", startedDateTime, title: page.url ?? "", pageTimings: {} }],
      entries: [],
      _upgrades: { format: report.format, version: report.version, generatedAt, capture, redaction },
    },
  };
  yield* jsonPieces(har, { key: "entries", depth: 2 }, entriesOf(connections));
  yield "\n";
}

function* entriesOf(connections: readonly ReportConnection[]): Generator<object> {
  for (const connection of connections) yield entryOf(connection);
}

function browserOf(browser: string): { name: string; version: string } {
  const [name = browser, version = ""] = browser.split("/");
  return { name, version };
}

function entryOf(connection: ReportConnection) {
  const { id: _, url, initiator, handshake, timing, transport, ...facts } = connection;
  const { request, response } = handshake;
  const httpVersion = transport === "http/2+" ? "HTTP/2.0" : "HTTP/1.1";
  const address = withEncodedLabels(url ?? "");
  const unknown = { cookies: [], headersSize: -1, bodySize: -1, httpVersion };
  const waited = timing.handshakeMs ?? 0;
  return {
    pageref: "page_1",
    startedDateTime: timing.requestSentAt ?? NEVER_SENT,
    time: waited + (timing.openMs ?? 0),
    ...typeOf(facts),
    ...(initiator === null ? {} : { _initiator: initiatorOf(initiator) }),
    request: {
      ...unknown,
      method: facts.observed?.exchange?.method ?? "GET",
      url: address,
      headers: pairs(request?.headers ?? []),
      queryString: [...(addressOf(address)?.query ?? [])].map(([name, value]) => ({ name, value })),
      bodySize: 0,
    },
    response: {
      ...unknown,
      status: response?.status ?? 0,
      statusText: response?.statusText ?? "",
      headers: pairs(response?.headers ?? []),
      content: { size: 0, mimeType: "x-unknown" },
      redirectURL: "",
      _transferSize: 0,
      _error: null,
    },
    cache: {},
    timings: {
      blocked: -1,
      dns: -1,
      connect: -1,
      ssl: -1,
      send: 0,
      wait: waited,
      receive: timing.closedAt === null ? 0 : (timing.openMs ?? 0),
    },
    ...(facts.kind === "websocket" ? { _webSocketMessages: [] } : {}),
    _upgrades: { ...facts, url, transport, timing, expectedAccept: handshake.expectedAccept },
  };
}

/** Chrome's names for what a request is; an upgrade to something else has none. */
function typeOf({ kind, observed }: Pick<ReportConnection, "kind" | "observed">): { _resourceType?: string } {
  if (kind === "other-upgrade") return {};
  if (kind === "websocket" || kind === "webtransport") return { _resourceType: kind };
  const by = observed?.exchange?.by ?? null;
  if (by === "EventSource") return { _resourceType: "eventsource" };
  return { _resourceType: by === "XMLHttpRequest" ? "xhr" : "fetch" };
}

function initiatorOf({ url, line, column, function: name }: NonNullable<ReportConnection["initiator"]>) {
  // HAR counts lines and columns from 0, as the browser does; people count from 1.
  const at = { lineNumber: (line ?? 1) - 1, columnNumber: (column ?? 1) - 1 };
  return { type: "script", stack: { callFrames: [{ functionName: name ?? "", scriptId: "0", url, ...at }] } };
}

function pairs(headers: Headers): { name: string; value: string }[] {
  return headers.map(([name, value]) => ({ name, value }));
}
