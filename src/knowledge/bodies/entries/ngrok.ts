import { ngrokErrors } from "../../intermediaries/ngrok-errors.ts";
import type { KnownBody, Sentence } from "../body.ts";

/** ngrok's own errors, by the number in the page that it sends. */
export const ngrok: KnownBody = {
  id: "ngrok",
  name: "ngrok",
  reference: { text: "ngrok: error codes", url: "https://ngrok.com/docs/errors/" },
  intermediary: "ngrok",
  sentences: [
    ...ngrokErrors.map(
      ({ number, cause, title, why, fix }): Sentence => ({
        pattern: new RegExp(`${number}\\b`, "i"),
        cause,
        likelihood: "certain",
        title,
        why,
        fix,
      }),
    ),
    {
      pattern: /^ngrok gateway error The server returned an invalid or incomplete HTTP response/i,
      cause: "handshake-dropped",
      likelihood: "certain",
      title: "The server behind ngrok gave no response that ngrok could read",
      why: "ngrok says so in the body of its response: a program is listening at the local address, and it closed the connection, or sent something other than HTTP.",
      fix: "Compare the local port and its scheme with those in ngrok's command (`ngrok http https://localhost:PORT` for a server with TLS), and check the application's log at that moment.",
    },
  ],
};
