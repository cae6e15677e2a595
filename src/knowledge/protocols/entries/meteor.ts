import type { Protocol } from "../protocol.ts";
import { isSockjs } from "../sockjs-path.ts";

/** Stands before `sockjs`, on which it runs. Its prefix is a custom that other SockJS servers may share. */
export const meteor: Protocol = {
  id: "meteor",
  about: "A Meteor application's DDP messages, over SockJS; other SockJS servers may use the same path.",
  reference: {
    text: "Meteor: DDP",
    url: "https://github.com/meteor/meteor/blob/devel/packages/ddp/DDP.md",
  },
  recognize(seen) {
    const { path } = seen;
    if (!isSockjs(path) || !/^\/sockjs\/[^/]+\/[^/]+\/websocket$/.test(path)) return null;
    return { name: "Meteor over SockJS (likely)", evidence: ["path of the form /sockjs/…/…/websocket"] };
  },
  heartbeat: () => null,
};
