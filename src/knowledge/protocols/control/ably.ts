import type { ControlKnowledge } from "./control.ts";

/** Ably's connection and its channels. */
export const ablyControl: ControlKnowledge = {
  id: "ably",
  name: "Ably",
  protocols: ["ably"],
  recognizedAs: "ably",
  reference: { text: "Ably: error codes", url: "https://ably.com/docs/platform/errors/codes" },
  part: { named: "the channel", unnamed: "a channel" },
  codes: {},
  refusesSingly: false,
  isReadInFull: true,
  causes: [
    {
      pattern: /^4014[0-9]$/,
      id: "login-required",
      likelihood: "certain",
      title: "The token is missing, expired or not valid for this",
      why: "Codes from 40140 to 40149 of Ably are those of token errors.",
      fix: "Give the client an `authUrl` or `authCallback`, so that it can get a new token by itself.",
      snippets: [{ for: "Ably", code: 'const client = new Ably.Realtime({ authUrl: "/ably-token" });' }],
    },
    {
      pattern: /^40160$/,
      id: "not-permitted",
      likelihood: "certain",
      title: "The key or the token has no capability for this channel or operation",
      why: "Code 40160 says so.",
      fix: "Add the channel and the operation to the capabilities of the key, or of the token that is issued.",
    },
  ],
};
