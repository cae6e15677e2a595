import type { ControlKnowledge } from "./control.ts";

/** WAMP's sessions. */
export const wampControl: ControlKnowledge = {
  id: "wamp",
  name: "WAMP",
  protocols: ["wamp"],
  recognizedAs: "wamp",
  reference: { text: "WAMP", url: "https://wamp-proto.org/wamp_latest_ietf.html" },
  part: { named: "the realm", unnamed: "a realm" },
  codes: {},
  refusesSingly: false,
  isReadInFull: false,
  causes: [
    {
      pattern: /^wamp\.error\.no_such_realm$/,
      id: "wrong-realm",
      likelihood: "certain",
      title: "The router has no such realm",
      why: "Its reason says so.",
      fix: "Compare the realm in the client with those in the router's configuration.",
    },
    {
      pattern: /^wamp\.close\.system_shutdown$/,
      id: "server-restart",
      likelihood: "certain",
      title: "The router is shutting down",
      why: "Its reason says so.",
      fix: "Reconnect with increasing, random delays.",
    },
  ],
};
