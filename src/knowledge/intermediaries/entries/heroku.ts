import type { Intermediary } from "../intermediary.ts";
import { recognized, viaMark } from "../marks.ts";
import { remoteOnly } from "../snippets/address.ts";

const reference = { text: "Heroku: WebSockets", url: "https://devcenter.heroku.com/articles/websockets" };

export const heroku: Intermediary = {
  id: "heroku",
  name: "Heroku",
  reference,
  behavior: "Heroku forwards WebSockets by default.",
  recognize: (headers) => recognized(["likely", viaMark(headers, /^(?:vegur|heroku-router)$/)]),
  ownHosts: /\.herokuapp\.com$/,
  timeouts: [
    // The same page: the window is renewed by a byte, and no setting of it is named.
    {
      name: "rolling window without a byte in either direction",
      milliseconds: 55_000,
      kind: "idle",
      fixed: true,
      reference,
    },
  ],
  snippets: {
    "forward-upgrade": () => null,
    "longer-timeout": remoteOnly(() =>
      [
        "// any byte in either direction starts the 55 s again; with the ws library in Node.js:",
        "setInterval(() => {",
        "  for (const socket of sockets.clients) socket.ping();   // sockets: your WebSocketServer",
        "}, 30_000);",
      ].join("\n"),
    ),
    "sticky-sessions": remoteOnly(() => "heroku features:enable http-session-affinity --app APP"),
  },
};
