import type { Address } from "../../upgrade/http/address.ts";
import { plainOrigin } from "../applications/settings.ts";
import { safeAddressOf, snippetAddress } from "../intermediaries/snippets/safe-address.ts";
import type { Case, Snippet } from "./diagnosis.ts";

/**
 * The same URL with TLS, at a port that is known for it: the one named, the page's own on the same host, or the one that a URL
 * without a port leads to. "PORT" where none of them is.
 *
 * @param target where it is served, if something said so: host, port and path
 */
export function secureUrl({ address, page }: Case, target: Address | null = null): Snippet {
  if (target !== null) return socketUrl("wss", target, target.port);
  const isOfPage = page?.scheme === "wss" && page.host === address?.host;
  const port = isOfPage ? page.port : address?.scheme === "ws" && address.port === 80 ? 443 : "PORT";
  return socketUrl("wss", address, address === null ? 443 : port);
}

/** The same URL with TLS at the port that proxies commonly allow. */
export function secureUrlOn443({ address }: Case): Snippet {
  return socketUrl("wss", address, 443);
}

/** The same URL without TLS. */
export function plainUrl({ address }: Case): Snippet {
  return socketUrl("ws", address, address?.port ?? 80);
}

function socketUrl(scheme: "ws" | "wss", address: Address | null, port: number | "PORT", end = ""): Snippet {
  const { host, path } = safeAddressOf(address);
  const isDefault = port === (scheme === "wss" ? 443 : 80);
  const url = `${scheme}://${bracketed(host)}${isDefault ? "" : `:${port}`}${path}${end}`;
  return { for: "JavaScript", code: `const socket = new WebSocket("${url}");` };
}

/** The same URL with a slash at the end of its path. */
export function urlWithSlash({ address }: Case): Snippet {
  return socketUrl(address?.scheme === "ws" ? "ws" : "wss", address, address?.port ?? 443, "/");
}

/** The page's own scheme and host decide: the same code serves development and production. */
export function urlFromPage({ address }: Case): Snippet {
  const { path } = safeAddressOf(address);
  const code = [
    'const scheme = location.protocol === "https:" ? "wss:" : "ws:";',
    `const socket = new WebSocket(scheme + "//" + location.host + "${path}");`,
  ].join("\n");
  return { for: "JavaScript", code };
}

/** The same for a request: with TLS, or without scheme and host where the page came from the same one. */
export function secureRequest({ upgrade, address, page }: Case): Snippet {
  const { host, path } = safeAddressOf(address);
  const isOwn = address !== null && page?.scheme === "wss" && page.authority === address.authority;
  // The port of plain HTTP is not that of https, and nothing names the one that is.
  const port = address === null || address.port === 80 || address.scheme !== "ws" ? "" : ":PORT";
  const url = isOwn ? path : `https://${bracketed(host)}${port}${path}`;
  const { by = null, method = "" } = upgrade.exchange ?? {};
  if (by === "EventSource") return { for: "JavaScript", code: `const events = new EventSource("${url}");` };
  const open = `request.open("${/^[A-Z]+$/.test(method) ? method : "METHOD"}", "${url}");`;
  return { for: "JavaScript", code: by === "XMLHttpRequest" ? open : `const response = await fetch("${url}");` };
}

/** A request to a device that cannot serve https: Chrome then asks the user (developer.mozilla.org: `Request.targetAddressSpace`). */
export function localRequest({ address }: Case): Snippet {
  const { authority, path } = safeAddressOf(address);
  const code = `const response = await fetch("http://${authority}${path}", { targetAddressSpace: "local" });`;
  return { for: "JavaScript (Chrome only)", code };
}

/** Reconnecting with increasing, random delays, so that clients do not come back all at once. */
export function backOff({ address }: Case): Snippet {
  const { authority, path } = safeAddressOf(address);
  const scheme = address?.scheme === "ws" ? "ws" : "wss";
  const code = [
    "let attempt = 0;",
    "function connect() {",
    `  const socket = new WebSocket("${scheme}://${authority}${path}");`,
    "  socket.onopen = () => { attempt = 0; };",
    "  socket.onclose = () => {",
    "    const longest = Math.min(30_000, 1000 * 2 ** attempt++);",
    "    setTimeout(connect, Math.random() * longest);",
    "  };",
    "}",
    "connect();",
  ].join("\n");
  return { for: "JavaScript", code };
}

/** A handshake by hand: shows the status, headers and body that the browser keeps to itself. */
export function curl(seen: Case): Snippet {
  const { authority, path } = safeAddressOf(snippetAddress(seen.address, seen.upgrade.path));
  const scheme = seen.address?.scheme === "ws" ? "http" : "https";
  const origin = plainOrigin(seen);
  const lines = [
    "curl --http1.1 --include --no-buffer --max-time 5",
    '  --header "Connection: Upgrade" --header "Upgrade: websocket"',
    '  --header "Sec-WebSocket-Version: 13" --header "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="',
    ...(origin === null ? [] : [`  --header "Origin: ${origin}"`]),
    `  "${scheme}://${authority}${path}${(seen.address?.query.size ?? 0) > 0 ? "?QUERY" : ""}"`,
  ];
  return { for: "curl", code: lines.join(" \\\n") };
}

/**
 * One `upgrade` listener for all paths, which refuses those that no handler owns.
 *
 * @param address of the endpoint to repair: where another connection is at fault, that one's
 */
export function nodeDispatcher({ address }: Pick<Case, "address">): Snippet {
  const { path } = safeAddressOf(address);
  const code = [
    "const sockets = new WebSocketServer({ noServer: true });",
    'server.on("upgrade", (request, socket, head) => {',
    `  if (request.url.split("?")[0] === "${path}") {`,
    '    sockets.handleUpgrade(request, socket, head, (ws) => sockets.emit("connection", ws, request));',
    "  } else {",
    '    socket.end("HTTP/1.1 404 Not Found\\r\\nConnection: close\\r\\n\\r\\n");',
    "  }",
    "});",
  ].join("\n");
  return { for: "ws (Node.js)", code };
}

/** Engine.IO ends upgrades that it does not own after a second, unless it is told not to. */
export function engineBesideOthers(): Snippet {
  return { for: "Socket.IO server", code: "const io = new Server(server, { destroyUpgrade: false });" };
}

/** Compression off on the server's side, to see whether it is the cause. */
export function withoutCompression(): Snippet {
  return { for: "ws (Node.js)", code: "const sockets = new WebSocketServer({ server, perMessageDeflate: false });" };
}

/** Configures Vite's development socket with where the browser finds it. */
export function viteHmr({ page }: Case): Snippet {
  const { host } = safeAddressOf(page);
  const scheme = page?.scheme === "ws" ? "ws" : "wss";
  const port = page?.port ?? 443;
  const code = `server: { hmr: { protocol: "${scheme}", host: "${host}", clientPort: ${port} } }`;
  return { for: "Vite", code };
}

/** Configures Vite with the host names that it is reached by. */
export function viteHosts({ address }: Case): Snippet {
  return { for: "Vite", code: `server: { allowedHosts: ["${safeAddressOf(address).host}"] }` };
}

function bracketed(host: string): string {
  return host.includes(":") ? `[${host}]` : host;
}
