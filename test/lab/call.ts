import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { type Peer, peerOn } from "./peer.ts";
import { type Connection, newConnection, type Seen, watch } from "./seen.ts";

/** Header fields in wire order. */
export type HeaderList = readonly (readonly [string, string])[];

/** One upgrade request, as a route gets it. */
export interface Call {
  readonly url: URL;
  readonly request: IncomingMessage;
  readonly head: Buffer;
  readonly socket: Duplex;
  readonly connection: Connection;
  /**
   * Runs once after so many milliseconds, unless the connection is gone by then. With `?held` in the query it waits for the
   * test instead: a socket that ends at once ends before anything can look at it.
   */
  later(milliseconds: number, run: () => void): void;
  /** Runs every so many milliseconds while the connection lives. */
  every(milliseconds: number, run: () => void): void;
}

/** Puts an upgrade request into the book and gives it what routes need. */
export function newCall(request: IncomingMessage, socket: Duplex, head: Buffer, port: string, seen: Seen): Call {
  const url = new URL(request.url ?? "/", "http://lab.invalid");
  const connection = newConnection(url, port, pairs(request.rawHeaders));
  seen.connections.push(connection);
  watch(connection, socket, "head");
  const timers = new Set<NodeJS.Timeout>();
  // What goes wrong on purpose must not end the lab.
  socket.on("error", () => {});
  socket.on("close", () => timers.forEach(clearTimeout));
  return {
    url,
    request,
    head,
    socket,
    connection,
    later(milliseconds, run) {
      if (url.searchParams.has("held")) connection.held = run;
      else timers.add(setTimeout(run, milliseconds));
    },
    every: (milliseconds, run) => void timers.add(setInterval(run, milliseconds)),
  };
}

/** Name and value in turns, as Node gives them, to pairs. */
function pairs(raw: readonly string[]): [string, string][] {
  return raw.flatMap((name, i) => (i % 2 === 0 ? [[name, raw[i + 1] ?? ""] satisfies [string, string]] : []));
}

/** RFC 6455 §4.2.2: computed here with Node's own hash, so that the tool's computation is checked against another one. */
export function acceptFor(key: string): string {
  return createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
}

/** The headers of a right response. `?server=nginx/1.22.1` adds a Server header. */
export function rightHeaders(call: Call): HeaderList {
  return [
    ["Upgrade", "websocket"],
    ["Connection", "Upgrade"],
    ["Sec-WebSocket-Accept", acceptFor(call.request.headers["sec-websocket-key"] ?? "")],
    ...serverHeader(call.url),
  ];
}

/** The Server header that the query asks for; none by default. */
export function serverHeader(url: URL): HeaderList {
  const server = url.searchParams.get("server");
  return server === null ? [] : [["Server", server.replace(/[\r\n]/g, " ")]];
}

/** Text of a 101 with these headers, right or wrong. */
export function switching(headers: HeaderList): string {
  return answerHead("101 Switching Protocols", headers);
}

/** Text of a head: status line, headers, empty line. */
export function answerHead(status: string, headers: HeaderList): string {
  return `HTTP/1.1 ${status}\r\n${headers.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`;
}

/**
 * Answers 101 and speaks WebSocket from then on.
 *
 * @param more headers beside the right ones
 */
export function accept(call: Call, onMessage?: Parameters<typeof peerOn>[1], more: HeaderList = []): Peer {
  call.socket.write(switching([...rightHeaders(call), ...more]));
  return peerOn(call.socket, onMessage);
}

/** Ends the transport with a TCP reset. */
export function reset(socket: Duplex): void {
  if (socket instanceof Socket) socket.resetAndDestroy();
  else socket.destroy();
}
