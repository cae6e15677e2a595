import type { ControlKnowledge } from "./control.ts";

/** Action Cable's welcome, subscriptions and disconnects. */
export const actionCableControl: ControlKnowledge = {
  id: "action-cable",
  name: "Action Cable",
  protocols: ["action-cable"],
  recognizedAs: "action-cable",
  reference: { text: "Action Cable", url: "https://guides.rubyonrails.org/action_cable_overview.html" },
  part: { named: "the channel", unnamed: "a channel" },
  codes: {},
  refusesSingly: false,
  isReadInFull: true,
  causes: [
    {
      pattern: /^unauthorized$/,
      id: "login-required",
      likelihood: "certain",
      title: "The server's `connect` rejected the page as not logged in",
      why: "Action Cable gives this reason when the connection's class calls `reject_unauthorized_connection`.",
      fix: "Make sure that the cookie or the token that `connect` looks for is sent with the handshake: another site's cookies are not.",
    },
    {
      pattern: /^invalid_request$/,
      id: "origin-rejected",
      likelihood: "likely",
      title: "The page's origin may not be among those that are allowed",
      why: "Action Cable gives this reason to a request that it does not accept, and it checks `Origin`.",
      fix: "Add the page's origin to the server's list.",
      snippets: [{ for: "Rails", code: 'config.action_cable.allowed_request_origins = ["https://ORIGIN"]' }],
    },
    {
      pattern: /^server_restart$/,
      id: "server-restart",
      likelihood: "certain",
      title: "The server is restarting",
      why: "It says so itself, and asks the page to reconnect.",
      fix: "Nothing needs to be done: the client reconnects automatically.",
    },
    {
      pattern: /^remote$/,
      id: "ended-by-application",
      likelihood: "certain",
      title: "The application on the server disconnected this client",
      why: "Action Cable gives this reason when the application calls `disconnect` on its remote connections, for example when a user logs out.",
      fix: "Look for `ActionCable.server.remote_connections` in the server's code.",
    },
    {
      pattern: /^heartbeat_timeout$/,
      id: "half-open",
      likelihood: "likely",
      title: "The server has not heard a heartbeat from the page for too long",
      why: "The reason says so: the page was asleep or frozen, or what it sent did not arrive.",
      fix: "Nothing needs to be done if the client reconnects by itself; otherwise check the network between the two.",
    },
  ],
};
