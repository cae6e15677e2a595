import type { Intermediary } from "../intermediary.ts";
import { headerMark, recognized, serverMark } from "../marks.ts";

/** Built on OpenResty; it alone puts the host's name into `X-Served-By` beside that `Server`. */
export const nginxProxyManager: Intermediary = {
  id: "nginx-proxy-manager",
  name: "Nginx Proxy Manager",
  reference: { text: "Nginx Proxy Manager: guide", url: "https://nginxproxymanager.com/guide/" },
  behavior: "Nginx Proxy Manager forwards WebSockets only if `Websockets Support` is turned on for the proxy host.",
  recognize: (headers) => {
    const servedBy = headerMark(headers, "x-served-by", /^[a-z0-9.-]+\.[a-z]{2,}$/i);
    const openresty = serverMark(headers, "openresty");
    return servedBy === null || openresty === null ? null : recognized(["likely", openresty], ["likely", servedBy]);
  },
  builtOn: "openresty",
  timeouts: [],
  snippets: {
    // It sends `$host`, which lacks the port; without a port in the URL there is nothing to set.
    "forward-host": ({ address }) =>
      /:\d+$/.test(address.authority)
        ? [
            "# conf.d/include/proxy.conf in its container, as users report",
            "# (github.com/NginxProxyManager/nginx-proxy-manager/issues/586)",
            "proxy_set_header Host $http_host;",
          ].join("\n")
        : null,
    "forward-upgrade": () => "Hosts > Proxy Hosts > Edit > Details: switch Websockets Support on",
    "longer-timeout": () =>
      ["# Hosts > Proxy Hosts > Edit > Advanced", "proxy_read_timeout 3600s;", "proxy_send_timeout 3600s;"].join("\n"),
  },
};
