import { hasHeader } from "../../../../upgrade/http/headers.ts";
import { listOf } from "../../../../upgrade/http/tokens.ts";
import { requestHeader, responseHeader, speaks } from "../../case.ts";
import type { Case } from "../../diagnosis.ts";
import { requestEvidence } from "../../evidence.ts";
import { type ProductCause, protocol, server } from "./row.ts";

/** Refusals of web frameworks, brokers and their WebSocket libraries that lack a part or a setting. */
export const frameworkCauses: readonly ProductCause[] = [
  {
    id: "library-missing",
    statuses: [404],
    seen: (seen) => server(seen, /^uvicorn\b/),
    likelihood: "likely",
    title: "uvicorn may have no WebSocket library installed",
    why: "Without `websockets` or `wsproto`, uvicorn ignores the upgrade and hands the application an ordinary GET, for which it has no route. With one of them, it refuses an unknown WebSocket path with 403.",
    fix: "Install a WebSocket library next to uvicorn, and look for the warning `No supported WebSocket library detected` in its log.",
    snippets: () => [{ for: "pip", code: "pip install 'uvicorn[standard]'" }],
    reference: { text: "uvicorn: settings, WebSockets", url: "https://www.uvicorn.org/settings/" },
  },
  {
    id: "wrong-path",
    statuses: [403],
    seen: asgiRefusal,
    likelihood: "likely",
    title: "The application may have no WebSocket route at this path",
    why: "ASGI servers such as uvicorn respond with 403 when the application closes the connection before accepting it. Starlette and FastAPI do so for a path without a WebSocket route; an application also does so when its own check of a token or an origin fails.",
    fix: "Compare the path with the route, including the prefix under which it is mounted (a Socket.IO application mounted at `/ws` is reached at `/ws/socket.io/`); then check what the application itself verifies.",
    snippets: () => [],
    reference: {
      text: "ASGI: WebSocket close event",
      url: "https://asgi.readthedocs.io/en/latest/specs/www.html#close-send-event",
    },
  },
  {
    id: "websockets-disabled",
    statuses: [400, 404, 405],
    seen: (seen) => server(seen, /^gunicorn\b/),
    likelihood: "possible",
    title: "gunicorn may run a worker that cannot serve WebSockets",
    why: "A WSGI worker handles one request and its response; a WebSocket needs an asynchronous worker (ASGI, gevent or eventlet).",
    fix: "Run the application with a worker that supports WebSockets.",
    snippets: () => [
      { for: "gunicorn", code: "gunicorn --worker-class uvicorn.workers.UvicornWorker project.asgi:application" },
    ],
    reference: { text: "gunicorn: design, worker types", url: "https://docs.gunicorn.org/en/stable/design.html" },
  },
  {
    id: "websockets-disabled",
    statuses: [400, 404, 405, 500],
    seen: (seen) => server(seen, /^Werkzeug\//),
    likelihood: "possible",
    title: "Flask's development server may have no WebSocket support for this path",
    why: "Werkzeug serves WSGI, which has no WebSockets; extensions such as Flask-SocketIO or Flask-Sock add them when their libraries are installed.",
    fix: "Install the extension's library, and start the application through it.",
    snippets: () => [
      { for: "Flask-SocketIO", code: "pip install simple-websocket\n\n# and start with\nsocketio.run(app)" },
    ],
    reference: {
      text: "Flask-SocketIO: deployment",
      url: "https://flask-socketio.readthedocs.io/en/latest/deployment.html",
    },
  },
  {
    id: "upgrade-ignored-by-server",
    statuses: [400, 404],
    seen: (seen) => (speaks(seen, "signalr") ? null : server(seen, /^Kestrel\b/)),
    likelihood: "possible",
    title: "The ASP.NET Core application may not use its WebSocket middleware",
    why: "Without `UseWebSockets` before the handler, Kestrel treats a handshake as an ordinary request.",
    fix: "Add the middleware before the endpoint that accepts the socket.",
    snippets: () => [{ for: "ASP.NET Core", code: "app.UseWebSockets(); // before the endpoints" }],
    reference: {
      text: "ASP.NET Core: WebSockets",
      url: "https://learn.microsoft.com/en-us/aspnet/core/fundamentals/websockets",
    },
  },
  {
    id: "proxy-not-trusted",
    statuses: [400],
    seen: (seen) => protocol(seen, "home-assistant"),
    likelihood: "likely",
    title: "Home Assistant may not trust the proxy in front of it",
    why: "It responds with 400 to everything that a proxy forwards, unless `trusted_proxies` lists that proxy's address.",
    fix: "List the proxy's address, as Home Assistant's log shows it, and restart.",
    snippets: () => [
      {
        for: "Home Assistant",
        code: "# configuration.yaml\nhttp:\n  use_x_forwarded_for: true\n  trusted_proxies:\n    - PROXY-ADDRESS",
      },
    ],
    reference: {
      text: "Home Assistant: HTTP, reverse proxies",
      url: "https://www.home-assistant.io/integrations/http/#reverse-proxies",
    },
  },
  {
    id: "handshake-refused-subprotocol",
    statuses: [400, 403, 426],
    seen: (seen) => severalSubprotocols(seen, "mqtt", "ocpp"),
    likelihood: "likely",
    title: "The broker may accept only one subprotocol",
    why: "The page offers several. Users report brokers that read the whole list as one name and refuse it.",
    fix: "Offer only the one that the server speaks.",
    snippets: () => [{ for: "the page", code: 'new WebSocket(url, "mqtt")' }],
    reference: { text: "EMQX: issue 3914", url: "https://github.com/emqx/emqx/issues/3914" },
  },
  {
    id: "server-handshake-bug",
    statuses: [400, 426],
    seen: keepAliveBesideUpgrade,
    likelihood: "likely",
    title: "The server may compare `Connection` as a whole instead of token by token",
    why: "The request's `Connection` is a list, as Firefox sends it (`keep-alive, Upgrade`), and the response says that exactly the upgrade that was requested is missing. In that case it would work in Chrome but not in Firefox.",
    fix: "Update the WebSocket library on the server: `Connection` is a list of tokens (RFC 9110 §7.6.1).",
    snippets: () => [],
    reference: { text: "RFC 6455 §4.2.1", url: "https://www.rfc-editor.org/rfc/rfc6455#section-4.2.1" },
  },
];

/**
 * An ASGI server by its name, or by what uvicorn's connection (the library websockets for Python) writes when it refuses:
 * these headers and no others.
 */
function asgiRefusal(seen: Case): string[] | null {
  const named = server(seen, /^(?:uvicorn|hypercorn|daphne)\b/i);
  if (named !== null) return named;
  const names = (seen.upgrade.response?.headers ?? []).map(([name]) => name.toLowerCase()).sort();
  const isBare = names.join() === "connection,content-length,content-type,date";
  if (
    !isBare ||
    responseHeader(seen, "Content-Length") !== "0" ||
    responseHeader(seen, "Content-Type") !== "text/plain"
  )
    return null;
  return ["an empty response with only the headers that the Python library websockets writes"];
}

function severalSubprotocols(seen: Case, ...ids: readonly string[]): string[] | null {
  const offered = listOf(requestHeader(seen, "Sec-WebSocket-Protocol") ?? "").length;
  if (offered < 2 || !ids.some((id) => speaks(seen, id))) return null;
  return [`request header Sec-WebSocket-Protocol offers ${offered}`];
}

/** The response asks for, or misses, the upgrade that the request asked for in a list with more than one word. */
function keepAliveBesideUpgrade(seen: Case): string[] | null {
  const connection = listOf(requestHeader(seen, "Connection") ?? "").map((word) => word.toLowerCase());
  const isList = connection.length > 1 && connection.includes("upgrade");
  const { headers = [], body = "" } = seen.upgrade.response ?? {};
  const isMissed = hasHeader(headers, "Upgrade") || /^Connection header did not include 'upgrade'/.test(body);
  return isList && isMissed ? requestEvidence(seen, "Connection") : null;
}
