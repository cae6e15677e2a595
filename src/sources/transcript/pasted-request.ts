import { isEventStream } from "../../upgrade/http/event-stream.ts";
import { newExchange } from "../../upgrade/http/exchange.ts";
import { type Headers, headerValue } from "../../upgrade/http/headers.ts";
import type { Kind } from "../../upgrade/kinds/kind.ts";
import type { Response } from "../../upgrade/observation.ts";
import type { Upgrade } from "../../upgrade/upgrade.ts";
import { isLibraryPoll } from "./console-request.ts";
import type { Exchange } from "./exchange.ts";
import { headersSent, upgradeOf } from "./exchange-upgrade.ts";

/**
 * What an exchange is that asks for no upgrade and stays pending all the same: an event stream by what it asks for or what
 * came, a long poll by its address.
 *
 * @returns null for a handshake, and for any other request
 */
export function requestKindOf(exchange: Exchange): Kind | null {
  const { response, command, request } = exchange;
  const asked = headersSent(exchange) ?? [];
  if (response?.status === 101 || asked.some(([name]) => /^(?:upgrade|sec-websocket-.*|:protocol)$/i.test(name)))
    return null;
  if (response !== null && isEventStream(read(response))) return "event-stream";
  if (asksForStream(asked)) return "event-stream";
  const target = request?.target ?? command?.url ?? "";
  const url = URL.canParse(target) ? target : `http://localhost${target}`;
  return isLibraryPoll(url) ? "long-poll" : null;
}

function asksForStream(asked: Headers): boolean {
  return /text\/event-stream/i.test(headerValue(asked, "Accept") ?? "");
}

/** The record of such an exchange. */
export function requestOf(exchange: Exchange, socketUrl: string | null, id: string, isPane: boolean): Upgrade {
  const { response, cut, request, command } = exchange;
  const kind = requestKindOf(exchange) ?? "streaming-fetch";
  const upgrade = upgradeOf(exchange, socketUrl?.replace(/^ws/, "http") ?? null, id, isPane);
  const isStream = response !== null && isEventStream(read(response));
  // What answers a poll is whole; how an event stream goes on, no transcript shows.
  const isOver = response !== null && !isStream;
  const by = isOver && asksForStream(headersSent(exchange) ?? []) ? "EventSource" : null;
  const events = (response?.body ?? "").split("\n").filter((line) => EVENT.test(line));
  const bytes = new TextEncoder().encode(events.join("\n")).length;
  const message = cut ?? upgrade.error?.message ?? null;
  return {
    ...upgrade,
    kind,
    exchange: {
      ...newExchange(request?.method ?? command?.method ?? "GET", by),
      body: { pieces: events.length === 0 ? 0 : 1, bytes, firstAt: null, lastAt: null },
      end: message === null ? null : "failed",
    },
    error: message === null ? null : { message, at: null, monotonicSeconds: null },
    ended: isOver ? "closed" : null,
  };
}

/** A line of an event stream (WHATWG HTML §9.2.5): what was pasted may go on with words for people. */
const EVENT = /^(?:data|event|id|retry)?:/;

function read({ status, reason, headers }: NonNullable<Exchange["response"]>): Response {
  return { status, statusText: reason, headers };
}
