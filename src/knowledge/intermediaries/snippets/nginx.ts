import type { SnippetContext } from "../intermediary.ts";
import { isAtLeast } from "../versions.ts";
import { pathFor } from "./address.ts";

/** First version in which nginx speaks HTTP/1.1 to upstreams unless told otherwise (nginx: WebSocket proxying). */
const HTTP_1_1_BY_DEFAULT = "1.29.7";

/** nginx and what is built on it: passes the two headers on. A version that is not nginx's own has to come as null. */
export function nginxForwardUpgrade(context: SnippetContext): string {
  return forwarding(context, "http://127.0.0.1:PORT", "your application");
}

/**
 * The whole location: where one is written with `proxy_pass` alone, the request arrives without the upgrade.
 *
 * @param upstream what stands in `proxy_pass`
 */
function forwarding(context: SnippetContext, upstream: string, comment: string, http: readonly string[] = []): string {
  const { version } = context;
  const asks = version === null || !isAtLeast(version, HTTP_1_1_BY_DEFAULT);
  return [
    "# http level, once, next to the server blocks",
    "map $http_upgrade $connection_upgrade {",
    "    default upgrade;",
    "    ''      close;",
    "}",
    ...http,
    "",
    "# inside the server block",
    `location ${pathFor(context)} {`,
    `    ${`proxy_pass ${upstream};`.padEnd(36)}# ${comment}`,
    ...(asks ? [`    proxy_http_version 1.1;             # needed before nginx ${HTTP_1_1_BY_DEFAULT}`] : []),
    "    proxy_set_header Upgrade $http_upgrade;",
    "    proxy_set_header Connection $connection_upgrade;",
    `    proxy_set_header Host ${hostVariable(context)};`,
    "}",
  ].join("\n");
}

/** Passes the browser's Host on; without it the backend sees the name in `proxy_pass`. */
export function nginxForwardHost(context: SnippetContext): string {
  return [
    `location ${pathFor(context)} {`,
    "    # next to proxy_pass",
    `    proxy_set_header Host ${hostVariable(context)};`,
    "}",
  ].join("\n");
}

/** A `proxy_pass` without a path after its port leaves the request's own path as it is (nginx: proxy_pass). */
export function nginxKeepPath(context: SnippetContext): string {
  return forwarding(context, "http://127.0.0.1:PORT", "no path after the port, not even a slash");
}

/** Lets the backend be silent for an hour. */
export function nginxLongerTimeout(context: SnippetContext): string {
  return [
    `location ${pathFor(context)} {`,
    "    # next to proxy_pass; both are 60s by default",
    "    proxy_read_timeout 1h;   # how long the application may be silent",
    "    proxy_send_timeout 1h;",
    "}",
  ].join("\n");
}

/** The same client address always reaches the same server (nginx: ngx_http_upstream_module, `ip_hash`). */
export function nginxStickySessions(context: SnippetContext): string {
  return forwarding(context, "http://app", "the servers above", [
    "upstream app {",
    "    ip_hash;   # by the client's address; behind another proxy: hash $cookie_NAME;",
    "    server 127.0.0.1:PORT1;",
    "    server 127.0.0.1:PORT2;",
    "}",
  ]);
}

/** `$host` has no port; a backend that compares Origin with Host needs it where it is not the default. */
function hostVariable({ address }: SnippetContext): string {
  return /:\d+$/.test(address.authority) ? "$http_host" : "$host";
}
