import type { KnownBody } from "../body.ts";

/** Words of Go's net/http in the bodies of refused handshakes. */
export const goHttp: KnownBody = {
  id: "go-http",
  name: "Go's net/http",
  reference: { text: "Go: net/http server.go", url: "https://github.com/golang/go/blob/master/src/net/http/server.go" },
  sentences: [
    {
      pattern: /Client sent an HTTP request to an HTTPS server/i,
      cause: "http-instead-of-https",
      likelihood: "certain",
      title: "The port speaks TLS, but the request came without it",
      why: "The server says so in the body of its response.",
      fix: "Use `wss://`, or `https://` in the proxy for the server behind it.",
    },
    {
      pattern: /^404 page not found$/i,
      statuses: [404],
      cause: "wrong-path",
      likelihood: "likely",
      title: "No route of the server or of its proxy has this path",
      why: "This is the message of Go's HTTP server, which Traefik and many applications use, for a path with no registered handler.",
      fix: "Compare the path and the host name with the routes of the proxy and of the server.",
      purpose: "keep-path",
    },
    {
      pattern: /^no available server$/i,
      cause: "upstream-down",
      likelihood: "certain",
      title: "The server behind the gateway could not be reached",
      why: "Traefik says so in the body of its response.",
      fix: "Start the server, and compare its address, port and scheme with those in the gateway's configuration.",
    },
  ],
};
