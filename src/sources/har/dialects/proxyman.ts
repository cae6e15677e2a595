import type { Dialect } from "./dialect.ts";

/**
 * Proxyman (its releases: messages of WebSockets as Chrome writes them, since 2.28 for macOS). Times are in whole seconds,
 * and an exchange that failed has no `response` (ProxymanApp/proxyman-windows-linux#560).
 */
export const proxyman: Dialect = {
  id: "proxyman",
  tool: "Proxyman",
  creator: /^Proxyman\b/,
  isWire: true,
};
