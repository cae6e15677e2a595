import type { ControlKnowledge } from "./control.ts";

/** Centrifugo's connect and subscriptions: errors have three digits, disconnects four. */
export const centrifugoControl: ControlKnowledge = {
  id: "centrifugo",
  name: "Centrifugo",
  protocols: ["centrifugo"],
  recognizedAs: "centrifugo",
  reference: { text: "Centrifugo: client protocol codes", url: "https://centrifugal.dev/docs/server/codes" },
  part: { named: "the channel", unnamed: "a channel" },
  codes: {
    100: "internal server error",
    101: "unauthorized",
    102: "unknown channel",
    103: "permission denied",
    104: "method not found",
    105: "already subscribed",
  },
  refusesSingly: false,
  isReadInFull: true,
  causes: [
    {
      pattern: /^(109|token expired)$/i,
      id: "login-required",
      likelihood: "certain",
      title: "The token has expired",
      why: "The response says so; Centrifugo's client then asks for a new one, if it is configured to.",
      fix: "Give the client `getToken`, so that it can get a new token by itself.",
      snippets: [{ for: "centrifuge-js", code: "new Centrifuge(url, { getToken: () => fetchToken() });" }],
    },
    {
      pattern: /^(102|unknown channel)$/i,
      id: "wrong-channel",
      likelihood: "certain",
      title: "The server has no such namespace as the channel's",
      why: "Centrifugo gives code 102 for a channel whose part before the colon is not a namespace in its configuration.",
      fix: "Add the namespace to Centrifugo's configuration, or subscribe to a channel of one that it has.",
    },
    {
      pattern: /^(103|permission denied)$/i,
      id: "not-permitted",
      likelihood: "certain",
      title: "Subscribing to this channel is not permitted",
      why: "Centrifugo gives code 103 for it; by default no client may subscribe without a permission.",
      fix: "Provide a subscription token, or allow subscribing in the namespace (`allow_subscribe_for_client`).",
    },
  ],
};
