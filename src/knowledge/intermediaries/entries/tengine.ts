import type { Intermediary } from "../intermediary.ts";
import { recognised, serverMark } from "../marks.ts";
import {
  nginxForwardHost,
  nginxForwardUpgrade,
  nginxKeepPath,
  nginxLongerTimeout,
  nginxStickySessions,
} from "../snippets/nginx.ts";
import { nginx } from "./nginx.ts";

/** Built on nginx, with version numbers of its own: they do not tell which nginx is inside. */
export const tengine: Intermediary = {
  id: "tengine",
  name: "Tengine",
  reference: { text: "nginx: WebSocket proxying", url: "https://nginx.org/en/docs/http/websocket.html" },
  behaviour:
    "Tengine is built on nginx, which does not pass `Upgrade` and `Connection` on to the server unless its configuration sets both.",
  recognise: (headers) => recognised(["likely", serverMark(headers, "Tengine")]),
  timeouts: nginx.timeouts,
  snippets: {
    "forward-upgrade": ({ address }) => nginxForwardUpgrade({ address, version: null }),
    "forward-host": nginxForwardHost,
    "keep-path": nginxKeepPath,
    "longer-timeout": nginxLongerTimeout,
    "sticky-sessions": nginxStickySessions,
  },
};
