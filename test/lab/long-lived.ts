import type { ServerResponse } from "node:http";

/** Ordinary HTTP answers that stay pending on purpose, though nothing is upgraded: a path, its type and one piece. */
const STREAMS: Readonly<Record<string, readonly [type: string, piece: ((n: number) => string) | null]>> = {
  "/events": ["text/event-stream", (n) => `id: ${n}\ndata: tick ${n}\n\n`],
  "/events/wrong-type": ["application/json", (n) => `data: tick ${n}\n\n`],
  "/events/comments": ["text/event-stream", () => ": still here\n\n"],
  "/events/quiet": ["text/event-stream", null],
  "/stream": ["application/x-ndjson", (n) => `{"tick":${n}}\n`],
};

/** Long polls: how long each waits, in milliseconds, and what it answers in the end. */
const POLLS: Readonly<Record<string, readonly [waits: number, status: number]>> = {
  "/poll": [6000, 200],
  "/poll/long": [60_000, 200],
  "/poll/gateway": [4000, 504],
};

/**
 * Answers event streams and a streaming fetch with a piece every 200 ms for ever, or with their head alone; long polls after
 * a while; /events/refused with 204, /events/held with nothing at all, and /stream/broken with a body that breaks off.
 *
 * @returns whether the path was one of them
 */
export function longLived(path: string, response: ServerResponse): boolean {
  if (path === "/events/held") return true;
  if (path === "/events/refused") {
    response.writeHead(204).end();
    return true;
  }
  const poll = POLLS[path];
  if (poll !== undefined) {
    const [waits, status] = poll;
    const head = { "Content-Type": "application/json", "Cache-Control": "no-store" };
    const timer = setTimeout(() => response.writeHead(status, head).end("[]\n"), waits);
    response.on("close", () => clearTimeout(timer));
    return true;
  }
  const isBroken = path === "/stream/broken";
  const stream = STREAMS[isBroken ? "/stream" : path];
  if (stream === undefined) return false;
  const [type, piece] = stream;
  response.writeHead(200, { "Content-Type": type, "Cache-Control": "no-store" });
  response.flushHeaders();
  if (piece === null) return true;
  let n = 0;
  response.write(piece(++n));
  const timer = setInterval(() => response.write(piece(++n)), 200);
  const breaks = isBroken ? setTimeout(() => response.socket?.destroy(), 4500) : undefined;
  response.on("close", () => {
    clearInterval(timer);
    clearTimeout(breaks);
  });
  return true;
}
