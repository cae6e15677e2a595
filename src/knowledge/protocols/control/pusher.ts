import type { ControlKnowledge } from "./control.ts";

/** Pusher's connection, and the servers that speak its protocol. */
export const pusherControl: ControlKnowledge = {
  id: "pusher",
  name: "Pusher",
  protocols: ["pusher"],
  recognizedAs: "pusher",
  reference: {
    text: "Pusher Channels: error codes",
    url: "https://pusher.com/docs/channels/library_auth_reference/pusher-websockets-protocol/",
  },
  part: { named: "the channel", unnamed: "a channel" },
  codes: {
    4001: "application does not exist",
    4003: "application disabled",
    4004: "application is over its connection quota",
    4005: "path not found",
    4006: "invalid version string",
    4007: "unsupported protocol version",
    4008: "no protocol version",
    4009: "connection is unauthorized",
    4100: "over capacity",
    4200: "generic reconnect immediately",
    4201: "pong not received in time",
    4202: "closed after inactivity",
  },
  refusesSingly: false,
  isReadInFull: true,
  causes: [
    {
      told: /^4001$/,
      id: "wrong-key",
      likelihood: "certain",
      title: "The server has no application with this key",
      why: "Code 4001 says so; the key is in the path of the URL.",
      fix: "Compare key, cluster and host in the client with those of the application.",
    },
    {
      told: /^4004$/,
      id: "rate-limited",
      likelihood: "certain",
      title: "The application has reached its connection limit",
      why: "Code 4004 says so.",
      fix: "Close connections that are not needed, or raise the limit.",
    },
  ],
};
