import type { KnownBody } from "../body.ts";

/** How Flask's development server logs handshakes, in its own access log (docs/chromium.md#server-libraries). */
export const werkzeugLog: KnownBody = {
  id: "werkzeug-log",
  name: "Werkzeug",
  reference: {
    text: "Werkzeug: serving.py",
    url: "https://github.com/pallets/werkzeug/blob/main/src/werkzeug/serving.py",
  },
  foundIn: "log",
  sentences: [
    {
      pattern: /^400 - for transport=websocket, EIO=3, without a session/,
      cause: "library-missing",
      likelihood: "possible",
      title: "The Socket.IO server may have no WebSocket library, or not accept this version of the protocol",
      why: "Engine.IO for Python responds with 400 where no library for WebSockets is installed, and from version 4 on to `EIO=3`, which is Socket.IO 2.",
      fix: "Install `simple-websocket` beside Flask-SocketIO, use a client of the server's generation, and read the lines above this one: the library says there what it missed.",
    },
    {
      pattern: /^400 - for transport=websocket(?:, EIO=\d)?, without a session/,
      cause: "library-missing",
      likelihood: "likely",
      title: "The Socket.IO server may have no WebSocket library",
      why: "Engine.IO for Python responds with 400 where no library for WebSockets is installed; Flask's own server needs `simple-websocket`. It also does so for an origin that it does not accept.",
      fix: "Install `simple-websocket`, and read the lines above this one: the library says there what it missed.",
    },
    {
      pattern: /^400 - for transport=websocket(?:, EIO=\d)?, with a session/,
      cause: "upgrade-not-forwarded",
      likelihood: "possible",
      title: "The server may have got the request without its `Upgrade` header",
      why: "An earlier request began the session, so the server accepts this client. Engine.IO for Python responds with 400 where the request that arrives is no upgrade, and where it does not know the session.",
      fix: "Make every proxy along the way forward `Upgrade` and `Connection` to the server. If more than one process runs, send all requests of a session to the same one.",
      purpose: "forward-upgrade",
    },
    {
      pattern: /^400 -$/,
      cause: "handshake-refused",
      likelihood: "likely",
      title: "The handshake and the route at this path may not fit each other",
      why: "Werkzeug responds with 400 where a handshake meets an ordinary route, and where an ordinary request meets a route for WebSockets.",
      fix: "Give the path a WebSocket route (Flask-Sock: `@sock.route`). If it has one, make every proxy along the way forward `Upgrade` and `Connection`.",
    },
    {
      pattern: /^500 - for transport=websocket/,
      cause: "logged-at-the-end",
      likelihood: "likely",
      title: "The line may have been written when an open WebSocket ended",
      why: "Werkzeug logs 500 when a WebSocket ends that Flask-SocketIO had served with `simple-websocket`, because no response to an ordinary request was ever begun. The traceback below it then ends with `write() before start_response`.",
      fix: "Look at the traceback below this line. If it ends with those words, nothing failed ([python-engineio, issue 457](https://github.com/miguelgrinberg/python-engineio/issues/457)). Otherwise the traceback shows what did.",
      instead: {
        headline: "Logged as 500",
        summary: "The log has 500 here: a failed handshake, or the end of a WebSocket that had been open.",
        brief: "logged as 500",
      },
    },
    {
      pattern: /^500 -$/,
      cause: "logged-at-the-end",
      likelihood: "possible",
      title: "The line may have been written when an open WebSocket ended",
      why: "Werkzeug logs 500 when a WebSocket served by an extension such as Flask-Sock ends, because no ordinary response was ever begun. The traceback below it then ends with `write() before start_response`.",
      fix: "Look at the traceback below this line. If it ends with those words, nothing failed; the current release of Flask-Sock no longer causes the line. Otherwise the traceback shows what did fail.",
      instead: {
        headline: "Logged as 500",
        summary: "The log has 500 here: a failed handshake, or the end of a WebSocket that had been open.",
        brief: "logged as 500",
      },
    },
  ],
};
