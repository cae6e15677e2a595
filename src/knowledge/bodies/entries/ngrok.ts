import type { KnownBody } from "../body.ts";

/** Words of ngrok in the bodies of refused handshakes. */
export const ngrok: KnownBody = {
  id: "ngrok",
  name: "ngrok",
  reference: { text: "ngrok: error codes", url: "https://ngrok.com/docs/errors/" },
  intermediary: "ngrok",
  sentences: [
    {
      pattern: /ERR_NGROK_(?:3200|8012|3004|804)\b/i,
      cause: "upstream-down",
      likelihood: "certain",
      title: "The server behind the gateway could not be reached",
      why: "ngrok's error number says that the tunnel is offline or that nothing listens behind it.",
      fix: "Start the server, and compare its address, port and scheme with those in the gateway's configuration.",
    },
    {
      pattern: /ERR_NGROK_6024\b/i,
      cause: "interstitial-page",
      likelihood: "certain",
      title: "ngrok showed its warning page instead of passing the request on",
      why: "Its error 6024 is the page that free accounts show to browsers first.",
      fix: "Send the header `ngrok-skip-browser-warning`, use a paid account, or visit the page once before.",
    },
    {
      pattern: /ERR_NGROK_(?:727|725|734)\b/i,
      cause: "rate-limited",
      likelihood: "certain",
      title: "The ngrok account has reached a limit",
      why: "ngrok's error number says so.",
      fix: "Wait, or raise the account's limit.",
    },
  ],
};
