import type { Words } from "../text.ts";

/** One of ngrok's own errors, which it names by a number in `Ngrok-Error-Code` and in the page that it sends. */
export interface NgrokError {
  /** "ERR_NGROK_3200". */
  readonly number: string;
  /** The id of a cause, as docs/report-format.md#causes says. */
  readonly cause: string;
  readonly title: Words;
  readonly why: Words;
  readonly fix: Words;
}

/** The errors that a handshake can run into, by the pages of ngrok.com/docs/errors; others are reported by their number alone. */
export const ngrokErrors: readonly NgrokError[] = [
  {
    number: "ERR_NGROK_6024",
    cause: "browser-warning-page",
    title: "ngrok returned its browser warning page",
    why: "On free accounts ngrok shows its own page to anything that looks like a browser until the user confirms it; a WebSocket cannot do that.",
    fix: "Open the address once as a page and confirm it, send the header `ngrok-skip-browser-warning` where the client can, or use an account without the warning.",
  },
  {
    number: "ERR_NGROK_3200",
    cause: "upstream-down",
    title: "The ngrok endpoint is offline",
    why: "ngrok found no endpoint for this address: most often its agent is not running, or the address is not the one that it serves.",
    fix: "Start the agent, and compare the address with the one that it prints.",
  },
  {
    number: "ERR_NGROK_8012",
    cause: "upstream-down",
    title: "The ngrok agent could not reach the application",
    why: "The agent is connected, but could not connect to the address and port that it was given.",
    fix: "Start the application, and compare the port with the one that the agent was started with.",
  },
  {
    number: "ERR_NGROK_3006",
    cause: "upstream-down",
    title: "The application refused ngrok's connection",
    why: "ngrok's error 3006 says so.",
    fix: "Start the application, and compare the port with the one that the agent was started with.",
  },
  {
    number: "ERR_NGROK_3004",
    cause: "response-not-usable",
    title: "The application gave ngrok a response that it cannot use",
    why: "The response was incomplete or not HTTP. According to ngrok's documentation, the usual reason is that the application expects TLS and the agent is not configured for it.",
    fix: "Include the scheme if the application speaks TLS: `ngrok http https://localhost:PORT`.",
  },
  {
    number: "ERR_NGROK_727",
    cause: "rate-limited",
    title: "The ngrok account has reached its limit of requests",
    why: "ngrok's error 727 says so.",
    fix: "Wait until the limit resets, or raise it in the account.",
  },
];
