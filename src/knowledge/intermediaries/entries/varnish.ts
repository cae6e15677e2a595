import type { Intermediary } from "../intermediary.ts";
import { headerMark, recognized, viaMark } from "../marks.ts";

/** Pipes the bytes of a WebSocket and adds nothing to them (docs/chromium.md#proxies): seen on ordinary responses only. */
export const varnish: Intermediary = {
  id: "varnish",
  name: "Varnish",
  reference: {
    text: "Varnish: adding WebSockets support",
    url: "https://varnish-cache.org/docs/trunk/users-guide/vcl-example-websockets.html",
  },
  behavior: "Varnish does not forward `Upgrade` unless its VCL pipes the request and copies the header.",
  recognize: (headers) =>
    recognized(
      ["certain", viaMark(headers, /^\S+ \(Varnish(?:\/([^\s)]+))?\)$/)],
      ["likely", headerMark(headers, "x-varnish", /^\d+(?: \d+)?$/)],
    ),
  timeouts: [
    {
      name: "pipe_timeout",
      milliseconds: 60_000,
      kind: "idle",
      reference: {
        text: "Varnish: pipe_timeout",
        url: "https://varnish-cache.org/docs/trunk/reference/varnishd.html#pipe-timeout",
      },
    },
  ],
  snippets: {
    "forward-upgrade": () =>
      [
        "sub vcl_recv {",
        '    if (req.http.upgrade ~ "(?i)websocket") {',
        "        return (pipe);",
        "    }",
        "}",
        "",
        "sub vcl_pipe {",
        "    if (req.http.upgrade) {",
        "        set bereq.http.upgrade = req.http.upgrade;",
        "        set bereq.http.connection = req.http.connection;",
        "    }",
        "}",
      ].join("\n"),
    "forward-host": () => null,
    "keep-path": () => null,
    "sticky-sessions": () =>
      [
        "import directors;",
        "",
        "sub vcl_init {",
        "    new app = directors.hash();",
        "    app.add_backend(BACKEND1);",
        "    app.add_backend(BACKEND2);",
        "}",
        "",
        "sub vcl_recv {",
        "    set req.backend_hint = app.backend(client.ip);   # or req.http.cookie",
        "}",
      ].join("\n"),
    "longer-timeout": () =>
      [
        "# in seconds, 60 by default; to make it permanent, start varnishd with -p pipe_timeout=3600",
        "varnishadm param.set pipe_timeout 3600",
      ].join("\n"),
  },
};
