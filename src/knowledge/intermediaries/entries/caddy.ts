import type { Intermediary } from "../intermediary.ts";
import { recognized, serverMark, viaMark } from "../marks.ts";
import { pathFor, siteFor } from "../snippets/address.ts";

/** Writes its own `Server` on the 101 itself (2.6.2, docs/chromium.md#proxies); `Via` only stands on other responses. */
export const caddy: Intermediary = {
  id: "caddy",
  name: "Caddy",
  reference: { text: "Caddy: reverse_proxy", url: "https://caddyserver.com/docs/caddyfile/directives/reverse_proxy" },
  behavior:
    "Caddy forwards WebSockets by default and sets no time limit; reloading its configuration closes them at once unless `stream_close_delay` is set.",
  recognize: (headers) =>
    recognized(["certain", serverMark(headers, "Caddy")], ["certain", viaMark(headers, /^Caddy$/)]),
  timeouts: [],
  snippets: {
    "forward-upgrade": () => null,
    "forward-host": () => null,
    "keep-path": (context) =>
      [
        `${siteFor(context)} {`,
        "    # handle, not handle_path, which would cut the matched part off",
        `    handle ${pathFor(context)}* {`,
        "        reverse_proxy 127.0.0.1:PORT",
        "    }",
        "}",
      ].join("\n"),
    "longer-timeout": () => null,
    "sticky-sessions": (context) =>
      [
        `${siteFor(context)} {`,
        `    reverse_proxy ${pathFor(context)}* 127.0.0.1:PORT1 127.0.0.1:PORT2 {`,
        "        lb_policy cookie",
        "    }",
        "}",
      ].join("\n"),
  },
};
