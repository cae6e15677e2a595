import type { KnownBody } from "../body.ts";

/** Words of Kong in the bodies of refused handshakes. */
export const kong: KnownBody = {
  id: "kong",
  name: "Kong",
  reference: { text: "Kong: error responses", url: "https://developer.konghq.com/gateway/" },
  intermediary: "kong",
  sentences: [
    {
      pattern: /no Route matched with those values/i,
      cause: "wrong-path",
      likelihood: "certain",
      title: "Kong has no route for this host and path",
      why: "It says so in the body of its response.",
      fix: "Add a route with this host, this path and the protocols `http` and `https` or `ws` and `wss`.",
    },
    {
      pattern: /An invalid response was received from the upstream server/i,
      cause: "upstream-down",
      likelihood: "likely",
      title: "The server behind the gateway could not be reached",
      why: "Kong says so in the body of its response.",
      fix: "Start the server, and compare its address, port and scheme with those in the gateway's configuration.",
    },
    {
      pattern: /name resolution failed/i,
      statuses: [503],
      cause: "upstream-down",
      likelihood: "certain",
      title: "The server behind the gateway could not be reached",
      why: "Kong says so in the body of its response.",
      fix: "Start the server, and compare its address, port and scheme with those in the gateway's configuration.",
    },
  ],
};
