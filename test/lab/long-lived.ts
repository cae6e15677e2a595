import type { ServerResponse } from "node:http";
import type { Exchange, Seen } from "./seen.ts";

/** What goes on after its head: a type, and how the text of piece number n is made into a piece of the body. */
interface Stream {
  readonly type: string;
  /** The text of a piece; null: nothing follows the head. */
  readonly text: ((n: number) => string) | null;
  readonly wrap: (text: string, n: number) => string;
  /** Whether a piece is an event whose data is the text. */
  readonly isEvent: boolean;
  /** Names a compression in the head. */
  readonly isCompressed?: true;
}

const EVENTS: Stream = {
  type: "text/event-stream",
  text: (n) => `tick ${n}`,
  wrap: (text, n) => `id: ${n}\ndata: ${text}\n\n`,
  isEvent: true,
};
const LINES: Stream = {
  type: "application/x-ndjson",
  text: (n) => `{"tick":${n}}`,
  wrap: (text) => `${text}\n`,
  isEvent: false,
};

/** Ordinary HTTP responses that stay pending on purpose, though nothing is upgraded. */
const STREAMS: Readonly<Record<string, Stream>> = {
  "/events": EVENTS,
  "/events/wrong-type": { ...EVENTS, type: "application/json", isEvent: false },
  "/events/comments": { ...EVENTS, text: () => "still here", wrap: (text) => `: ${text}\n\n`, isEvent: false },
  "/events/quiet": { ...EVENTS, text: null },
  "/events/compressed": { ...EVENTS, text: null, isCompressed: true },
  "/stream": LINES,
  "/stream/broken": LINES,
};

/** Long polls: how long each waits, in milliseconds, and what it answers in the end. */
const POLLS: Readonly<Record<string, readonly [waits: number, status: number]>> = {
  "/poll": [6000, 200],
  "/poll/long": [60_000, 200],
  "/poll/gateway": [4000, 504],
};

/** Between two pieces, in milliseconds. */
const PACE_MS = 200;

/**
 * Answers event streams and a streaming fetch with a piece every 200 ms for ever (`?n` in the query: so many pieces, and
 * then nothing more), or with their head alone; long polls after a while; /events/refused with 204, /events/held with
 * nothing at all, and /stream/broken with a body that breaks off. What it does is written in the lab's book.
 *
 * @returns whether the path was one of them
 */
export function longLived(url: URL, response: ServerResponse, seen: Seen): boolean {
  const path = url.pathname;
  const poll = POLLS[path];
  const stream = STREAMS[path];
  const isSilent = path === "/events/held";
  const isRefused = path === "/events/refused";
  if (poll === undefined && stream === undefined && !isSilent && !isRefused) return false;
  const exchange = newExchange(url);
  seen.exchanges.push(exchange);
  response.on("close", () => {
    exchange.open = false;
  });
  if (isRefused) response.writeHead(answer(exchange, 204)).end();
  else if (poll !== undefined) answerLater(response, exchange, poll);
  else if (stream !== undefined) goOn(response, exchange, stream, Number(url.searchParams.get("n") ?? Infinity));
  return true;
}

function newExchange(url: URL): Exchange {
  const name = url.searchParams.get("name");
  return { name, path: url.pathname, status: null, events: { count: 0, bytes: 0 }, bytes: 0, open: true };
}

function answer(exchange: Exchange, status: number): number {
  exchange.status = status;
  return status;
}

function answerLater(response: ServerResponse, exchange: Exchange, [waits, status]: readonly [number, number]): void {
  const head = { "Content-Type": "application/json", "Cache-Control": "no-store" };
  const timer = setTimeout(() => {
    exchange.bytes = 3;
    response.writeHead(answer(exchange, status), head).end("[]\n");
  }, waits);
  response.on("close", () => clearTimeout(timer));
}

function goOn(response: ServerResponse, exchange: Exchange, stream: Stream, most: number): void {
  const { type, text, wrap, isEvent, isCompressed } = stream;
  const compressed = isCompressed === true ? { "Content-Encoding": "gzip" } : {};
  response.writeHead(answer(exchange, 200), { "Content-Type": type, "Cache-Control": "no-store", ...compressed });
  response.flushHeaders();
  if (text === null) return;
  let n = 0;
  const write = () => {
    if (n === most) return;
    const told = text(++n);
    const piece = wrap(told, n);
    exchange.bytes += Buffer.byteLength(piece);
    if (isEvent) {
      exchange.events.count++;
      exchange.events.bytes += Buffer.byteLength(told);
    }
    response.write(piece);
  };
  write();
  const timer = setInterval(write, PACE_MS);
  const breaks = exchange.path === "/stream/broken" ? setTimeout(() => response.socket?.destroy(), 4500) : undefined;
  response.on("close", () => {
    clearInterval(timer);
    clearTimeout(breaks);
  });
}
