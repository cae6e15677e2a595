import type { KnownBody } from "../body.ts";

/** Words of nginx in the bodies of refused handshakes. */
export const nginx: KnownBody = {
  id: "nginx",
  name: "nginx",
  reference: {
    text: "nginx: ngx_http_special_response.c",
    url: "https://github.com/nginx/nginx/blob/master/src/http/ngx_http_special_response.c",
  },
  intermediary: "nginx",
  sentences: [
    {
      pattern: /The plain HTTP request was sent to HTTPS port/i,
      cause: "http-instead-of-https",
      likelihood: "certain",
      title: "The port speaks TLS, but the request came without it",
      why: "nginx says so in the body of its response.",
      fix: "Use `wss://`, or `https://` in the proxy in front of it.",
    },
    {
      pattern: /Request Header Or Cookie Too Large/i,
      cause: "headers-too-large",
      likelihood: "certain",
      title: "The request's headers are too large for the server",
      why: "nginx says so in the body of its response; most often there are too many cookies.",
      fix: "Delete cookies that are no longer needed, or raise `large_client_header_buffers`.",
    },
    {
      pattern: /No required SSL certificate was sent|The SSL certificate error/i,
      cause: "client-certificate-required",
      likelihood: "certain",
      title: "The server requires a client certificate",
      why: "nginx says so in the body of its response.",
      fix: "Install a certificate that the server accepts, or do not ask for one on the socket's host.",
    },
  ],
};
