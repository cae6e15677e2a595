import { hasHeader } from "../../../upgrade/http/headers.ts";
import { listOf } from "../../../upgrade/http/tokens.ts";
import { requestHeader, responseHeader, speaks, statusOf } from "../case.ts";
import type { Case, Cause } from "../diagnosis.ts";
import { requestEvidence, saidEvidence } from "../evidence.ts";
import { nginxOwnPage } from "./nginx-page.ts";
import { applicationCauses } from "./products/applications.ts";
import { platformCauses } from "./products/platforms.ts";
import { type ProductCause, products, protocol, server } from "./products/row.ts";
import { serverCauses } from "./products/servers.ts";
import { hasSession } from "./sessions.ts";

/** Ids of nginx and of what is built on it. */
const NGINX = ["nginx", "ingress-nginx", "openresty", "nginx-proxy-manager", "tengine"];

/**
 * Causes by product and status, those that say most first. Where a row rests on reports of users and not on documentation,
 * it says so.
 */
export const productCauses: readonly ProductCause[] = [
  ...applicationCauses,
  ...serverCauses,
  ...platformCauses,
  {
    id: "refused-by-proxy",
    statuses: [403],
    seen: nginxOwnPage,
    likelihood: "likely",
    title: "nginx may refuse this path by itself, without asking the server behind it",
    why: "The response has the type of nginx's own page for 403, and its length to the byte. nginx sends that page for a `deny` rule, for `return 403`, and for a path that no location passes on and that is a folder.",
    fix: "Look into nginx's error log: it says `access forbidden by rule`, or `directory index of … is forbidden`. Change the rule, or add a location with `proxy_pass` for this path.",
    snippets: () => [],
    reference: {
      text: "nginx: ngx_http_access_module",
      url: "https://nginx.org/en/docs/http/ngx_http_access_module.html",
    },
  },
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
  {
    id: "host-forwarded",
    statuses: [403],
    seen: (seen) => products(seen, ["cloudfront"], ["aws-api-gateway"]),
    likelihood: "likely",
    title: "CloudFront may forward the viewer's `Host` to API Gateway",
    why: "API Gateway accepts only its own host name and responds with 403 to any other, so the `Host` must not be forwarded here.",
    fix: "Use an origin request policy without `Host`: `AllViewerExceptHostHeader`.",
    snippets: () => [],
    reference: {
      text: "CloudFront: managed origin request policies",
      url: "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-origin-request-policies.html",
    },
  },
  {
    id: "h2-without-extended-connect",
    statuses: [502, 503],
    seen: (seen) => products(seen, ["cloud-run"]),
    likelihood: "likely",
    title: "The service may have end-to-end HTTP/2 enabled",
    why: "Cloud Run then speaks HTTP/2 to the container, and WebSockets do not work over that.",
    fix: "Disable end-to-end HTTP/2 for this service.",
    snippets: (seen) => seen.snippets("forward-upgrade").filter(({ for: name }) => name === "Google Cloud Run"),
    reference: {
      text: "Google Cloud Run: WebSockets",
      url: "https://docs.cloud.google.com/run/docs/triggering/websockets",
    },
  },
  {
    id: "h2-without-extended-connect",
    statuses: [502],
    seen: (seen) => products(seen, ["haproxy"]),
    likelihood: "likely",
    title: "HAProxy may speak HTTP/2 to the server",
    why: "With `alpn h2` or `proto h2` on the `server` line, HAProxy sends the upgrade as an extended CONNECT; a server that does not support it sends a response that HAProxy cannot use.",
    fix: "Use HTTP/1.1 for this server, at least for WebSockets.",
    snippets: () => [
      {
        for: "HAProxy",
        code: "server app 127.0.0.1:PORT ssl verify required ca-file /etc/ssl/certs/ca-certificates.crt alpn h2,http/1.1 ws h1",
      },
    ],
    reference: { text: "HAProxy: server option ws", url: "https://docs.haproxy.org/2.8/configuration.html#5.2-ws" },
  },
  {
    id: "upgrade-not-forwarded",
    statuses: [502],
    seen: (seen) => withSession(seen, products(seen, NGINX)),
    likelihood: "likely",
    title: "nginx may speak HTTP/1.0 to the server",
    why: "The session in the URL is of the kind that an earlier request is given: that request came through, but the handshake did not. Before version 1.29.7 nginx speaks HTTP/1.0 to the server unless `proxy_http_version 1.1` is set; servers such as IIS end an HTTP/1.0 handshake without a response, and nginx responds with 502.",
    fix: "Set the version and both headers in the section that serves this path.",
    snippets: (seen) => seen.snippets("forward-upgrade").filter(({ for: name }) => !/cloud/i.test(name)),
    reference: {
      text: "nginx: proxy_http_version",
      url: "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_http_version",
    },
  },
  {
    id: "upgrade-not-forwarded",
    statuses: [502],
    seen: (seen) => (hasSession(seen) ? null : products(seen, NGINX)),
    likelihood: "possible",
    title: "nginx may speak HTTP/1.0 to the server",
    why: "Before version 1.29.7 it does unless `proxy_http_version 1.1` is set; servers such as IIS end an HTTP/1.0 handshake without a response, and nginx responds with 502.",
    fix: "Set the version and both headers in the section that serves this path.",
    snippets: (seen) => seen.snippets("forward-upgrade").filter(({ for: name }) => !/cloud/i.test(name)),
    reference: {
      text: "nginx: proxy_http_version",
      url: "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_http_version",
    },
  },
  {
    id: "upstream-down",
    statuses: [503],
    seen: (seen) => products(seen, ["apache"]),
    likelihood: "likely",
    title: "Apache may not reach the server to which it forwards the request",
    why: "With mod_proxy, Apache responds with 503 when it cannot connect to the server behind it, and keeps doing so for a minute after a failure.",
    fix: "Start the server, and compare its address and port with those in `ProxyPass`; Apache's error log names the address (`AH00957`).",
    snippets: () => [],
    reference: {
      text: "Apache: mod_proxy, worker parameter retry",
      url: "https://httpd.apache.org/docs/2.4/mod/mod_proxy.html#proxypass",
    },
  },
  {
    id: "upgrade-not-forwarded",
    statuses: [500],
    seen: (seen) => products(seen, ["apache"]),
    likelihood: "likely",
    title: "Apache may lack the module for `ws://` backends, or TLS towards a `wss://` one",
    why: "A `ProxyPass` to `ws://` without `mod_proxy_wstunnel` has no handler, so Apache responds with 500 and logs that no protocol handler was valid (`AH01144`). To a target with `wss://` or `https://` it does so while `SSLProxyEngine` is off (`AH01961`).",
    fix: "Look for the two numbers in Apache's error log. For the first, enable the module, or use `upgrade=websocket` with mod_proxy_http (2.4.47 or later); for the second, add `SSLProxyEngine on`.",
    snippets: () => [
      { for: "Apache", code: "a2enmod proxy proxy_http proxy_wstunnel\nsystemctl restart apache2" },
      { for: "Apache: TLS towards the server", code: "SSLProxyEngine on" },
    ],
    reference: {
      text: "Apache: mod_proxy_wstunnel",
      url: "https://httpd.apache.org/docs/2.4/mod/mod_proxy_wstunnel.html",
    },
  },
];

/** The causes that the response's status and what was recognized found together; empty when nothing does. */
export function causesByProduct(seen: Case): Cause[] {
  const status = statusOf(seen);
  if (status === null) return [];
  return productCauses.flatMap((row) => {
    const evidence = row.statuses.includes(status) ? row.seen(seen) : null;
    if (evidence === null) return [];
    const { id, likelihood, title, why, fix } = row;
    return [
      {
        id,
        likelihood,
        title,
        why,
        evidence: [...evidence, saidEvidence(seen)],
        fix: { text: fix, snippets: row.snippets(seen) },
      },
    ];
  });
}

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

/** Evidence that holds only for a URL with a session in it. */
function withSession(seen: Case, evidence: readonly string[] | null): readonly string[] | null {
  return evidence === null || !hasSession(seen) ? null : [...evidence, "a session in the URL"];
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
