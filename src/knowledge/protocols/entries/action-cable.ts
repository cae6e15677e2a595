import { bySubprotocol } from "../by-subprotocol.ts";

/** Rails Action Cable. The usual path /cable proves nothing by itself: the subprotocol does. */
export const actionCable = bySubprotocol({
  id: "action-cable",
  name: "Action Cable",
  subprotocols: ["actioncable-v1-json", "actioncable-unsupported"],
  about: "Ruby on Rails' channels between browser and server.",
  reference: { text: "Rails Guides: Action Cable", url: "https://guides.rubyonrails.org/action_cable_overview.html" },
  heartbeat: { by: "server", intervalMs: 3000, visible: true, form: 'a message `{"type":"ping",…}`' },
});
