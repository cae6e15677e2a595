import type { Intermediary } from "../intermediary.ts";
import { pathFor } from "../snippets/address.ts";

/** Adds no header of its own to what it forwards, nor to its own errors: headers never show it. */
export const haproxy: Intermediary = {
  id: "haproxy",
  name: "HAProxy",
  reference: {
    text: "HAProxy: timeout tunnel",
    url: "https://docs.haproxy.org/3.2/configuration.html#4.2-timeout%20tunnel",
  },
  behavior: "HAProxy forwards WebSockets in HTTP mode and becomes a tunnel once the server has responded with 101.",
  recognize: () => null,
  // Unset, `timeout tunnel` gives way to `timeout client` and `timeout server`, which have no default either.
  timeouts: [],
  snippets: {
    "forward-upgrade": () => null,
    "forward-host": () => null,
    "keep-path": (context) =>
      [
        "frontend web",
        "    # the path is forwarded unchanged, unless a set-path or replace-path changes it",
        `    use_backend app if { path_beg ${pathFor(context)} }`,
      ].join("\n"),
    "longer-timeout": () =>
      [
        "defaults",
        "    timeout tunnel 1h         # open WebSockets; unset, timeout client and timeout server end them",
        "    timeout client-fin 30s",
      ].join("\n"),
    "sticky-sessions": () =>
      [
        "backend app",
        "    cookie SRV insert indirect nocache",
        "    server a 127.0.0.1:PORT1 check cookie a",
        "    server b 127.0.0.1:PORT2 check cookie b",
      ].join("\n"),
  },
};
