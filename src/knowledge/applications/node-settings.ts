import type { SettingContext } from "./application.ts";

/** `verifyClient` of the ws library: a refused handshake gets a 401. */
export function wsOrigin({ origin }: SettingContext): string {
  return [
    "const sockets = new WebSocketServer({",
    "  server,",
    `  verifyClient: ({ origin }) => origin === "${origin}",`,
    "});",
  ].join("\n");
}

/** `path` of the ws library: compared as a whole, without the query; other paths get a 400. */
export function wsPath({ path }: SettingContext): string {
  return `const sockets = new WebSocketServer({ server, path: "${path}" });`;
}

/** The ws library sends no pings by itself. */
export function wsHeartbeat({ seconds }: SettingContext): string {
  return [
    "setInterval(() => {",
    "  for (const client of sockets.clients) client.ping();",
    `}, ${seconds * 1000});`,
  ].join("\n");
}
