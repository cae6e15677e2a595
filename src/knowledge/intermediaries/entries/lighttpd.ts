import type { Intermediary } from "../intermediary.ts";
import { recognized, serverMark } from "../marks.ts";
import { pathFor } from "../snippets/address.ts";

/** Writes its own `Server` on the 101 itself (docs/chromium.md#proxies). */
export const lighttpd: Intermediary = {
  id: "lighttpd",
  name: "lighttpd",
  reference: {
    text: "lighttpd: WebSockets",
    url: "https://redmine.lighttpd.net/projects/lighttpd/wiki/WebSockets",
  },
  behavior: "lighttpd does not forward WebSockets unless its configuration enables `upgrade` for the proxy.",
  recognize: (headers) => recognized(["certain", serverMark(headers, "lighttpd")]),
  timeouts: [],
  snippets: {
    "forward-upgrade": (context) =>
      [
        "# needs mod_proxy, lighttpd 1.4.46 or later",
        `$HTTP["url"] =~ "^${pathFor(context).replaceAll(".", "\\.")}" {`,
        '    proxy.server = ( "" => ( ( "host" => "127.0.0.1", "port" => PORT ) ) )',
        '    proxy.header = ( "upgrade" => "enable" )',
        "}",
      ].join("\n"),
  },
};
