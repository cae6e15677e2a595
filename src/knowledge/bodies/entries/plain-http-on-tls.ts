import type { KnownBody } from "../body.ts";

/** Words of any server in the bodies of refused handshakes. */
export const plainHttpOnTls: KnownBody = {
  id: "plain-http-on-tls",
  name: "The server",
  reference: { text: "RFC 9110 \u00a74.2.2", url: "https://www.rfc-editor.org/rfc/rfc9110#section-4.2.2" },
  sentences: [
    {
      pattern:
        /plain HTTP (?:request|to an? (?:HTTPS|TLS|SSL))|speaking plain HTTP to an SSL-enabled server port|This combination of host and port requires TLS/i,
      cause: "http-instead-of-https",
      likelihood: "certain",
      title: "The port speaks TLS, but the request came without it",
      why: "The server says so in the body of its response.",
      fix: "Use `wss://`, or `https://` in the proxy for the server behind it.",
    },
  ],
};
