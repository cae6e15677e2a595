import type { Server as HttpServer, IncomingMessage, ServerResponse } from "node:http";
import type { Server as HttpsServer } from "node:https";
import type { Duplex } from "node:stream";
import { newCall } from "./call.ts";
import { longLived } from "./long-lived.ts";
import { type Asset, assetFor } from "./page/assets.ts";
import { findRoute } from "./route.ts";
import { refusal } from "./routes/statuses.ts";
import { routes } from "./routes.ts";
import type { Scope } from "./scope.ts";
import type { Seen } from "./seen.ts";

/** What a site needs to know of the lab around it. */
export interface Site {
  readonly port: string;
  readonly seen: Seen;
  readonly scope: Scope;
  /** See `Lab`. */
  readonly transportHash: string;
  /** The table of cases as the page shows it. */
  cases(): unknown;
}

/** Makes an HTTP(S) server serve the pages, and behave at each socket path as its route says. */
export function serveSite(server: HttpServer | HttpsServer, site: Site): void {
  server.on("request", (request, response) => answer(request, response, site));
  server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    site.scope.keep(socket);
    const call = newCall(request, socket, head, site.port, site.seen);
    // Socket.IO has a listener of its own.
    if (call.url.pathname.startsWith("/socket.io/")) return;
    const route = findRoute(routes, call.url.pathname);
    if (route === undefined) socket.end(refusal("404", call.url));
    else route.run(call);
  });
}

function answer(request: IncomingMessage, response: ServerResponse, site: Site): void {
  // A kept connection may be closed just as a client sends its next request on it.
  response.shouldKeepAlive = false;
  const url = new URL(request.url ?? "/", "http://lab.invalid");
  site.seen.requests.push({ method: request.method ?? "GET", path: request.url ?? "/", port: site.port });
  const server = url.searchParams.get("server");
  if (server !== null) response.setHeader("Server", server.replace(/[\r\n]/g, " "));
  const allowed = url.searchParams.get("allow");
  if (allowed !== null) response.setHeader("Access-Control-Allow-Origin", allowed.replace(/[\r\n]/g, " "));
  const asset = dataFor(url.pathname, site) ?? assetFor(url.pathname);
  const status = /^\/status\/(\d{3})$/.exec(url.pathname)?.[1];
  if (asset !== null) {
    response.writeHead(200, asset.headers).end(asset.body);
  } else if (longLived(url, response, site.seen)) {
    return;
  } else if (status !== undefined && request.socket.writable) {
    // The http(s) counterpart of a refused handshake gives the same response: this is what a probe sees.
    request.socket.end(refusal(status, url));
  } else if (findRoute(routes, url.pathname) !== undefined) {
    // As the ws library does when Upgrade or Connection got lost on the way.
    response.writeHead(426, { "Content-Type": "text/plain" }).end("Upgrade Required");
  } else {
    response.writeHead(404, { "Content-Type": "text/plain; charset=utf-8" }).end("Not Found\n");
  }
}

/** What the lab's pages ask for beside their files. */
function dataFor(path: string, site: Site): Asset | null {
  if (path === "/cases.json") return json(site.cases());
  return path === "/transport-hash.json" ? json(site.transportHash) : null;
}

function json(value: unknown): Asset {
  return { headers: { "Content-Type": "application/json", "Cache-Control": "no-store" }, body: JSON.stringify(value) };
}
