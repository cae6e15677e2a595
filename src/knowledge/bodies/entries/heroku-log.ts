import type { KnownBody } from "../body.ts";

/** The error codes that Heroku's router logs. */
export const herokuLog: KnownBody = {
  id: "heroku-log",
  name: "Heroku's router",
  reference: { text: "Heroku: error codes", url: "https://devcenter.heroku.com/articles/error-codes" },
  intermediary: "heroku",
  foundIn: "log",
  sentences: [
    {
      pattern: /^code=H12(?: desc="Request timeout")?/,
      cause: "upstream-hangs",
      likelihood: "certain",
      title: "The application took the request and sent no response within 30 s",
      why: "Heroku's router says so in its log (H12).",
      fix: "Make the application accept or refuse the handshake at once, and check that its WebSocket server is attached to the port in `$PORT`.",
    },
    {
      pattern: /^code=H13(?: desc="Connection closed without response")?/,
      cause: "handshake-dropped",
      likelihood: "certain",
      title: "The application took the connection and closed it without a response",
      why: "Heroku's router says so in its log (H13). WebSocket libraries do so for a path that is not theirs, and processes that crash.",
      fix: "Compare the path with the one that the application serves, and check the application's own log at that moment.",
    },
    {
      pattern: /^code=H18(?: desc="Server Request Interrupted")?/,
      cause: "handshake-dropped",
      likelihood: "certain",
      title: "The application closed the connection before the exchange was complete",
      why: "Heroku's router says so in its log (H18).",
      fix: "Check the application's own log at that moment.",
    },
    {
      pattern: /^code=H(?:10|14|20|21|22)(?: desc="[^"]{1,60}")?/,
      cause: "upstream-down",
      likelihood: "certain",
      title: "No process of the application could take the request",
      why: "Heroku's router says so in its log: H10 is an application that crashed, H14 one without running dynos, H20 one that did not start in time, H21 and H22 one that refuses connections.",
      fix: "Start the application (`heroku ps:scale web=1`), read `heroku logs --tail` for the reason why it stopped, and make it listen on `$PORT`.",
    },
    {
      pattern: /^code=H27(?: desc="Client Request Interrupted")?/,
      cause: "client-sent-nothing",
      likelihood: "certain",
      title: "The client went away before the application responded",
      why: "Heroku's router says so in its log (H27).",
      fix: "Look at how long the application takes to respond: a client that gives up early may have waited too long.",
    },
  ],
};
