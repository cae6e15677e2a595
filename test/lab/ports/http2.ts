import {
  createSecureServer,
  type Http2SecureServer,
  type IncomingHttpHeaders,
  type ServerHttp2Stream,
} from "node:http2";
import type { Certificate } from "../certificates.ts";
import { assetFor } from "../page/assets.ts";
import { peerOn } from "../peer.ts";
import { lastPartOf } from "../route.ts";
import { newConnection, type Seen, watch } from "../seen.ts";
import type { Site } from "../site.ts";

/**
 * An HTTP/2 server that offers WebSocket by extended CONNECT (RFC 8441) and nothing over HTTP/1.1. A browser uses it only
 * when it has an HTTP/2 connection already, so the page must come from here as well.
 *
 * `/echo` and `/live` open, `/status/CODE` refuses, `/reset` ends the stream with PROTOCOL_ERROR, `/refused` with
 * REFUSED_STREAM (`?after=` milliseconds), `/subprotocol` chooses chat.v1.
 */
export function http2Server(certificate: Certificate, site: Site): Http2SecureServer {
  const server = createSecureServer({ ...certificate, settings: { enableConnectProtocol: true } });
  server.on("session", (session) => site.scope.atEnd(() => session.destroy()));
  server.on("stream", (stream, headers) => {
    stream.on("error", () => {});
    const url = new URL(headers[":path"] ?? "/", "https://lab.invalid");
    if (headers[":protocol"] === "websocket") connect(stream, headers, url, site.seen);
    else page(stream, headers, url.pathname, site);
  });
  return server;
}

/** RFC 9113 §7: PROTOCOL_ERROR and REFUSED_STREAM. */
const STREAM_ERRORS: Readonly<Record<string, number>> = { "/reset": 1, "/refused": 7 };

function connect(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, url: URL, seen: Seen): void {
  const path = url.pathname;
  const fields = Object.entries(headers).map(([name, value]) => [name, String(value)] as const);
  const connection = newConnection(url, "http2", fields);
  seen.connections.push(connection);
  watch(connection, stream, "frames");
  const error = STREAM_ERRORS[path];
  if (error !== undefined) {
    const timer = setTimeout(() => stream.close(error), Number(url.searchParams.get("after") ?? 0));
    stream.on("close", () => clearTimeout(timer));
    return;
  }
  connection.status = path.startsWith("/status/") ? Number(lastPartOf(path)) : 200;
  const chosen = path === "/subprotocol" ? { "sec-websocket-protocol": "chat.v1" } : {};
  stream.respond({ ":status": connection.status, ...chosen }, { endStream: connection.status !== 200 });
  if (connection.status !== 200) return;
  const peer = peerOn(stream, (other, opcode, payload) => other.frame(opcode, payload));
  if (path !== "/live") return;
  let ticks = 0;
  const timer = setInterval(() => peer.text(`tick ${++ticks}`), 200);
  stream.on("close", () => clearInterval(timer));
}

function page(stream: ServerHttp2Stream, headers: IncomingHttpHeaders, path: string, site: Site): void {
  site.seen.requests.push({ method: headers[":method"] ?? "GET", path: headers[":path"] ?? "/", port: site.port });
  const asset = path === "/cases.json" ? { headers: {}, body: JSON.stringify(site.cases()) } : assetFor(path);
  stream.respond({ ":status": asset === null ? 404 : 200, ...asset?.headers });
  stream.end(asset?.body ?? "Not Found\n");
}
