import { explain } from "../../src/knowledge/explanation/explain.ts";
import type { Explanation } from "../../src/knowledge/explanation/explanation.ts";
import { markedCapture } from "../../src/knowledge/intermediaries/marked-capture.ts";
import { Clocks } from "../../src/sources/cdp/clocks.ts";
import { decodeEvent } from "../../src/sources/cdp/events.ts";
import { readHarLog } from "../../src/sources/har/har-file.ts";
import { MessageReader } from "../../src/upgrade/application/message-reader.ts";
import type { NameCount } from "../../src/upgrade/counts/names.ts";
import { reduce } from "../../src/upgrade/reduce.ts";
import { messagesOf } from "../../src/upgrade/state.ts";
import { ConnectionTracker } from "../../src/upgrade/tracking/tracker.ts";
import type { Upgrade } from "../../src/upgrade/upgrade.ts";
import { ACCEPT, KEY } from "../story.ts";
import type { Counted } from "./server.ts";
import type { Passed } from "./talk.ts";

/** A conversation to be judged: with a server that runs here, or recorded. */
export interface Conversation {
  readonly url: string;
  readonly protocol: string;
  readonly openedAt: number;
  readonly closedAt: number | null;
  /** What the page's close event said. */
  readonly close: { readonly code: number; readonly reason: string } | null;
  readonly passed: readonly Passed[];
}

const NAMED = "Sec-WebSocket-Protocol";

/** What the browser's debugger would tell of a conversation. */
export function live(told: Conversation): Upgrade {
  const { url, protocol, openedAt, closedAt, close, passed } = told;
  const tracker = new ConnectionTracker();
  const context = {
    target: "page",
    now: openedAt,
    clocks: new Clocks(),
    messages: new MessageReader(() => true),
  } as const;
  const tell = (method: string, at: number, params: object): void => {
    const event = { requestId: "1", timestamp: at / 1000, wallTime: at / 1000, ...params };
    const observation = decodeEvent(`Network.${method}`, event, { ...context, now: at });
    if (observation !== null) tracker.observe([observation]);
  };
  tell("webSocketCreated", openedAt, { url });
  const request = {
    Host: new URL(url).host,
    Upgrade: "websocket",
    Connection: "Upgrade",
    "Sec-WebSocket-Key": KEY,
    "Sec-WebSocket-Version": "13",
  };
  const response = { Upgrade: "websocket", Connection: "Upgrade", "Sec-WebSocket-Accept": ACCEPT };
  const named = protocol === "" ? {} : { [NAMED]: protocol };
  tell("webSocketWillSendHandshakeRequest", openedAt, { request: { headers: { ...request, ...named } } });
  tell("webSocketHandshakeResponseReceived", openedAt, {
    response: { status: 101, statusText: "Switching Protocols", headers: { ...response, ...named } },
  });
  for (const { at, direction, opcode, data } of passed) {
    const method = direction === "sent" ? "webSocketFrameSent" : "webSocketFrameReceived";
    tell(method, at, { response: { opcode, mask: direction === "sent", payloadData: data } });
  }
  if (closedAt !== null) tell("webSocketClosed", closedAt, {});
  const upgrade = only([...tracker.upgrades.values()]);
  if (closedAt === null || close === null) return upgrade;
  const wasClean = close.code !== 1006;
  return reduce(upgrade, { type: "closed-by", sourceId: "1", at: closedAt, ...close, wasClean });
}

/** What a HAR file would tell of it. */
export function logged({ url, protocol, openedAt, closedAt, passed }: Conversation): Upgrade {
  const named = protocol === "" ? [] : [{ name: NAMED, value: protocol }];
  const pairs = (headers: Record<string, string>) => Object.entries(headers).map(([name, value]) => ({ name, value }));
  const entry = {
    _resourceType: "websocket",
    startedDateTime: new Date(openedAt).toISOString(),
    time: closedAt === null ? 0 : closedAt - openedAt,
    timings: { receive: closedAt === null ? 0 : closedAt - openedAt },
    request: {
      method: "GET",
      url,
      httpVersion: "HTTP/1.1",
      headers: [
        ...pairs({
          Upgrade: "websocket",
          Connection: "Upgrade",
          "Sec-WebSocket-Key": KEY,
          "Sec-WebSocket-Version": "13",
        }),
        ...named,
      ],
    },
    response: {
      status: 101,
      statusText: "Switching Protocols",
      httpVersion: "HTTP/1.1",
      headers: [...pairs({ Upgrade: "websocket", Connection: "Upgrade", "Sec-WebSocket-Accept": ACCEPT }), ...named],
      _error: null,
    },
    _webSocketMessages: passed.map(({ at, direction, opcode, data }) => ({
      type: direction === "sent" ? "send" : "receive",
      time: at / 1000,
      opcode,
      data,
    })),
  };
  const creator = { name: "WebInspector", version: "537.36" };
  return only(readHarLog({ creator, entries: [entry] }, { countsNames: true }).upgrades);
}

/**
 * What the tool says of it.
 *
 * @param now epoch milliseconds
 */
export function said(upgrade: Upgrade, now: number): Explanation {
  return explain(upgrade, { now, page: null, capture: markedCapture([upgrade]) });
}

/** The counts by name in the server's own form. */
export function countsByName(upgrade: Upgrade): Readonly<Record<string, Counted>> {
  const named: readonly NameCount[] = messagesOf(upgrade).names?.named ?? [];
  return Object.fromEntries(
    named.map(({ text, sent, received }) => [text, { sent: sent.count, received: received.count }]),
  );
}

function only(upgrades: readonly Upgrade[]): Upgrade {
  const [upgrade] = upgrades;
  if (upgrade === undefined || upgrades.length > 1) throw new Error("This is not one connection.");
  return upgrade;
}
