import type { KnownBody } from "../body.ts";

/** The bytes with which TLS begins, in the log of a server that does not speak it. */
export const tlsOnPlain: KnownBody = {
  id: "tls-on-plain",
  name: "The server",
  reference: { text: "RFC 8446 \u00a75.1", url: "https://www.rfc-editor.org/rfc/rfc8446#section-5.1" },
  foundIn: "log",
  sentences: [
    {
      pattern:
        /\\{1,2}x16\\{1,2}x03\\{1,2}x0[0-3]|\\u0016\\u0003\\u000[0-3]|0x160x030x0[0-3]|CNTL=0x16\b|over HTTPS, but it only supports HTTP|SSL connection to a non-SSL Puma/,
      cause: "https-instead-of-http",
      likelihood: "certain",
      title: "TLS arrived at a port that speaks plain HTTP",
      why: "The bytes that the server could not read as a request begin like TLS: the byte 0x16, then a TLS version. The client connects to this port with `wss://` or `https://`, or a proxy in front of it uses TLS.",
      fix: "Use `http://` or `ws://` for this port in the proxy's configuration (`proxy_pass`, `ProxyPass`) or in the client's URL, or serve TLS on it. Anybody who scans the network sends such bytes too: a single line of them may mean nothing.",
    },
  ],
};
