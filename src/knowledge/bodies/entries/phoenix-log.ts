import type { KnownBody } from "../body.ts";

/** Words of Phoenix in its log about a handshake that its application refused; up to 1.4 it says `Replied … :error`. */
export const phoenixLog: KnownBody = {
  id: "phoenix-log",
  name: "Phoenix",
  reference: { text: "Phoenix.Socket: connect/3", url: "https://hexdocs.pm/phoenix/Phoenix.Socket.html#c:connect/3" },
  foundIn: "log",
  sentences: [
    {
      pattern: /^(?:REFUSED CONNECTION TO [\w.]{1,200}|Replied [\w.]{1,200} :error)/,
      statuses: [403],
      cause: "handshake-refused",
      likelihood: "certain",
      title: "The socket's `connect/3` refused the connection",
      why: "Phoenix says so in its log: the application's own function returned `:error`. A token that is missing, has expired or was signed with another secret is one reason to do so.",
      fix: "Look at the conditions in `connect/3` of this socket, and at the parameters with which the client connects; Phoenix logs them below this line.",
    },
  ],
};
