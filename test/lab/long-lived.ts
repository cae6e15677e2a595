import type { ServerResponse } from "node:http";

/** Ordinary HTTP answers that stay pending on purpose, though nothing is upgraded: a path, its type and one piece. */
const STREAMS: Readonly<Record<string, readonly [type: string, piece: (n: number) => string]>> = {
  "/events": ["text/event-stream", (n) => `id: ${n}\ndata: tick ${n}\n\n`],
  "/stream": ["application/x-ndjson", (n) => `{"tick":${n}}\n`],
};

/**
 * Answers /events (server-sent events) and /stream (a streaming fetch) with a piece every 200 ms for ever, and /poll
 * (a long poll) once after 2 s.
 *
 * @returns whether the path was one of them
 */
export function longLived(path: string, response: ServerResponse): boolean {
  if (path === "/poll") {
    const timer = setTimeout(() => response.writeHead(200, { "Content-Type": "application/json" }).end("[]\n"), 2000);
    response.on("close", () => clearTimeout(timer));
    return true;
  }
  const stream = STREAMS[path];
  if (stream === undefined) return false;
  const [type, piece] = stream;
  let n = 0;
  response.writeHead(200, { "Content-Type": type, "Cache-Control": "no-store" });
  response.write(piece(++n));
  const timer = setInterval(() => response.write(piece(++n)), 200);
  response.on("close", () => clearInterval(timer));
  return true;
}
