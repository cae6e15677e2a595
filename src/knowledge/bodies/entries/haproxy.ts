import type { KnownBody } from "../body.ts";

/** Words of HAProxy in the bodies of refused handshakes. */
export const haproxy: KnownBody = {
  id: "haproxy",
  name: "HAProxy",
  reference: { text: "HAProxy: http.c", url: "https://github.com/haproxy/haproxy/blob/master/src/http.c" },
  intermediary: "haproxy",
  sentences: [
    {
      pattern: /502 Bad Gateway The server returned an invalid or incomplete response\./i,
      statuses: [502],
      cause: "h2-without-extended-connect",
      likelihood: "likely",
      title: "HAProxy and the server behind it may speak different versions of HTTP",
      why: "This is the text of HAProxy's own error page for a response that it could not accept. With `alpn h2` or `proto h2` for the server, an upgrade needs extended CONNECT, which the server may not support.",
      fix: "Make HAProxy use HTTP/1.1 for WebSockets to this server: put `ws h1` on the `server` line, or remove `h2`.",
    },
    {
      pattern: /503 Service Unavailable No server is available to handle this request\./i,
      cause: "upstream-down",
      likelihood: "certain",
      title: "The server behind the gateway could not be reached",
      why: "This is the text of HAProxy's own error page: no server of the backend is up.",
      fix: "Start the server, and compare its address, port and scheme with those in the gateway's configuration.",
    },
    {
      pattern: /504 Gateway Time-out The server didn't respond in time\./i,
      cause: "upstream-hangs",
      likelihood: "certain",
      title: "The server behind HAProxy did not respond in time",
      why: "This is the text of HAProxy's own error page.",
      fix: "Make the application accept or refuse at once; `timeout server` is how long HAProxy waits.",
      purpose: "longer-timeout",
    },
    {
      pattern: /403 Forbidden Request forbidden by administrative rules\./i,
      cause: "policy-denied",
      likelihood: "certain",
      title: "A rule in HAProxy denied the request",
      why: "This is the text of HAProxy's own error page for `http-request deny`.",
      fix: "Look for the rule in the frontend that serves this path.",
    },
    {
      pattern: /400 Bad request Your browser sent an invalid request\./i,
      cause: "handshake-refused",
      likelihood: "likely",
      title: "HAProxy could not read the request",
      why: "This is the text of HAProxy's own error page.",
      fix: "Check HAProxy's log; `show errors` on its socket shows the request.",
    },
  ],
};
