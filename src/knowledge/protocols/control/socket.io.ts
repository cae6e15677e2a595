import type { ControlKnowledge } from "./control.ts";

/** Socket.IO's connect to a namespace. */
export const socketIoControl: ControlKnowledge = {
  id: "socket.io",
  name: "Socket.IO",
  protocols: ["socket.io"],
  recognizedAs: "socket.io",
  reference: { text: "Socket.IO: the protocol", url: "https://socket.io/docs/v4/socket-io-protocol/" },
  part: { named: "the namespace", unnamed: "a namespace" },
  codes: {},
  refusesSingly: false,
  isReadInFull: true,
  causes: [
    {
      pattern: /^invalid namespace$/i,
      id: "wrong-namespace",
      likelihood: "certain",
      title: "The server has no such namespace",
      why: "Socket.IO servers give this reason when nothing is registered under the name that the page asked for.",
      fix: "Register it on the server, or connect to one that it has. In `io(url)` the path of the URL is the namespace; the path of the request is the option `path`.",
      snippets: [
        { for: "Socket.IO server", code: 'io.of("/NAMESPACE").on("connection", (socket) => {});' },
        { for: "Socket.IO client", code: 'const socket = io("https://HOST", { path: "/socket.io/" });' },
      ],
    },
  ],
};
