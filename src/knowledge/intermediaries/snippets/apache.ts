import type { SnippetContext } from "../intermediary.ts";
import { isAtLeast } from "../versions.ts";
import { pathFor } from "./address.ts";

/** First version whose mod_proxy_http forwards upgrades (Apache httpd: mod_proxy, protocol upgrade). */
const UPGRADES_BY_ITSELF = "2.4.47";

/** Apache httpd: forwards WebSocket handshakes as the recognized version does; if it is not known, as all versions do. */
export function apacheForwardUpgrade(context: SnippetContext): string {
  const { version } = context;
  const path = pathFor(context);
  if (version !== null && isAtLeast(version, UPGRADES_BY_ITSELF)) {
    return [
      "# needs mod_proxy and mod_proxy_http; before any ProxyPass for a shorter path",
      `ProxyPass "${path}" "http://127.0.0.1:PORT${path}" upgrade=websocket`,
    ].join("\n");
  }
  return [
    "# needs mod_proxy, mod_proxy_wstunnel and mod_rewrite; in the virtual host, before ProxyPass",
    ...(version === null
      ? [`# from Apache ${UPGRADES_BY_ITSELF} on, ProxyPass … upgrade=websocket does the same`]
      : []),
    "RewriteEngine On",
    "RewriteCond %{HTTP:Upgrade} websocket [NC]",
    "RewriteCond %{HTTP:Connection} upgrade [NC]",
    `RewriteRule "^(${path.replaceAll(".", "\\.")}.*)$" "ws://127.0.0.1:PORT$1" [P,L]`,
  ].join("\n");
}
