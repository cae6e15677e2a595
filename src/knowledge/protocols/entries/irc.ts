import { bySubprotocol } from "../by-subprotocol.ts";

/** Internet Relay Chat over WebSocket. */
export const irc = bySubprotocol({
  id: "irc",
  name: "IRC",
  subprotocols: ["text.ircv3.net", "binary.ircv3.net"],
  about: "Internet Relay Chat over WebSocket.",
  reference: { text: "IRCv3: WebSocket", url: "https://ircv3.net/specs/extensions/websocket" },
});
