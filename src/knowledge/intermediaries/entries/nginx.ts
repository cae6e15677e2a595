import type { Intermediary } from "../intermediary.ts";
import { recognized, serverMark } from "../marks.ts";
import {
  nginxForwardHost,
  nginxForwardUpgrade,
  nginxKeepPath,
  nginxLongerTimeout,
  nginxStickySessions,
} from "../snippets/nginx.ts";

/** Writes its own `Server` on the 101 itself (1.22.1, docs/chromium.md#proxies), so the application's is hidden behind it. */
export const nginx: Intermediary = {
  id: "nginx",
  name: "nginx",
  reference: { text: "nginx: WebSocket proxying", url: "https://nginx.org/en/docs/http/websocket.html" },
  behavior: "nginx does not forward `Upgrade` and `Connection` to the server unless its configuration sets both.",
  recognize: (headers) => recognized(["certain", serverMark(headers, "nginx")]),
  timeouts: [
    {
      name: "proxy_read_timeout",
      milliseconds: 60_000,
      kind: "idle",
      reference: {
        text: "nginx: proxy_read_timeout",
        url: "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_read_timeout",
      },
    },
  ],
  snippets: {
    "forward-upgrade": nginxForwardUpgrade,
    "forward-host": nginxForwardHost,
    "keep-path": nginxKeepPath,
    "longer-timeout": nginxLongerTimeout,
    "sticky-sessions": nginxStickySessions,
  },
};
