import type { Intermediary } from "../intermediary.ts";
import { recognized, serverMark } from "../marks.ts";
import { apacheForwardUpgrade } from "../snippets/apache.ts";

/** Leaves no mark on the 101 that it passes on (docs/chromium.md#proxies); seen on its own responses. */
export const apache: Intermediary = {
  id: "apache",
  name: "Apache httpd",
  reference: {
    text: "Apache httpd: protocol upgrade",
    url: "https://httpd.apache.org/docs/2.4/mod/mod_proxy.html#protoupgrade",
  },
  behavior: "Apache httpd does not forward an upgrade to the server unless its configuration says so for this path.",
  recognize: (headers) => {
    const mark = serverMark(headers, "Apache");
    // "Apache Tomcat" and "Apache TomEE" are other products.
    return recognized(["likely", mark !== null && /: Apache Tom/.test(mark.header) ? null : mark]);
  },
  timeouts: [
    {
      name: "ProxyTimeout",
      milliseconds: 60_000,
      kind: "idle",
      reference: {
        text: "Apache httpd: ProxyTimeout",
        url: "https://httpd.apache.org/docs/2.4/mod/mod_proxy.html#proxytimeout",
      },
    },
  ],
  snippets: {
    "forward-upgrade": apacheForwardUpgrade,
    "forward-host": () => ["# in the virtual host, next to ProxyPass", "ProxyPreserveHost On"].join("\n"),
    "keep-path": apacheForwardUpgrade,
    "longer-timeout": () => ["# in the virtual host; in seconds, 60 by default", "ProxyTimeout 3600"].join("\n"),
    "sticky-sessions": () =>
      [
        "# needs mod_proxy_balancer and mod_headers",
        'Header add Set-Cookie "ROUTEID=.%{BALANCER_WORKER_ROUTE}e; path=/" env=BALANCER_ROUTE_CHANGED',
        '<Proxy "balancer://app">',
        '    BalancerMember "http://127.0.0.1:PORT1" route=1',
        '    BalancerMember "http://127.0.0.1:PORT2" route=2',
        "    ProxySet stickysession=ROUTEID",
        "</Proxy>",
        "# then point the ProxyPass of this path at balancer://app",
      ].join("\n"),
  },
};
