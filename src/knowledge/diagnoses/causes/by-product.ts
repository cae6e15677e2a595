import { hasHeader } from "../../../upgrade/http/headers.ts";
import { listOf } from "../../../upgrade/http/tokens.ts";
import type { Reference } from "../../reference.ts";
import { visibleText, type Words } from "../../text.ts";
import { answerHeader, recognized, requestHeader, speaks, statusOf } from "../case.ts";
import type { Case, Cause, Likelihood, Snippet } from "../diagnosis.ts";
import { requestEvidence, saidEvidence } from "../evidence.ts";
import { nginxOwnPage } from "./nginx-page.ts";

/** What a product or a server is known to answer with a status, and why: one row a thing that can be known. */
interface ProductCause {
  readonly id: string;
  readonly statuses: readonly number[];
  /** What must have been seen besides the status: the evidence for it, or null. */
  readonly seen: (seen: Case) => readonly string[] | null;
  readonly likelihood: Likelihood;
  readonly title: Words;
  readonly why: Words;
  readonly fix: Words;
  readonly snippets: (seen: Case) => readonly Snippet[];
  readonly reference: Reference;
}

/** Ids of nginx and of what is built on it. */
const NGINX = ["nginx", "ingress-nginx", "openresty", "nginx-proxy-manager", "tengine"];

/**
 * Causes by product and status, those that say most first. Where a row rests on reports of users and not on documentation,
 * it says so.
 */
export const productCauses: readonly ProductCause[] = [
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
    why: "uvicorn without `websockets` or `wsproto` ignores the upgrade and hands the application an ordinary GET, for which it has no route. With one of them, an unknown WebSocket path is refused with 403.",
    fix: "Install a WebSocket library beside uvicorn, and look for the warning `No supported WebSocket library detected` in its log.",
    snippets: () => [{ for: "pip", code: "pip install 'uvicorn[standard]'" }],
    reference: { text: "uvicorn: settings, WebSockets", url: "https://www.uvicorn.org/settings/" },
  },
  {
    id: "websockets-disabled",
    statuses: [400, 404, 405, 500, 501],
    seen: (seen) => server(seen, /^gunicorn\b/),
    likelihood: "possible",
    title: "gunicorn may run a worker that cannot serve WebSockets",
    why: "A WSGI worker handles one request and its response; a WebSocket needs an asynchronous worker (ASGI, gevent or eventlet).",
    fix: "Run the application with a worker that knows WebSockets.",
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
    why: "Werkzeug serves WSGI, which has no WebSockets; extensions such as Flask-SocketIO or Flask-Sock add them when their library is installed.",
    fix: "Install the library of the extension, and start the application through it.",
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
    why: "Without `UseWebSockets` ahead of the handler, a handshake is an ordinary request for Kestrel.",
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
    why: "It answers 400 to whatever a proxy forwards, unless `trusted_proxies` names that proxy's address.",
    fix: "Name the proxy's address, as Home Assistant's log shows it, and restart.",
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
    title: "The broker may accept one subprotocol only",
    why: "The page offers several. Users report brokers that take the whole list for one name and refuse it.",
    fix: "Offer exactly the one that the server speaks.",
    snippets: () => [{ for: "the page", code: 'new WebSocket(url, "mqtt")' }],
    reference: { text: "EMQX: issue 3914", url: "https://github.com/emqx/emqx/issues/3914" },
  },
  {
    id: "server-handshake-bug",
    statuses: [400, 426],
    seen: keepAliveBesideUpgrade,
    likelihood: "likely",
    title: "The server may compare `Connection` as a whole instead of word by word",
    why: "The request's `Connection` is a list, as Firefox sends it (`keep-alive, Upgrade`), and the response asks for exactly the upgrade that was asked for. It would then work in Chrome and not in Firefox.",
    fix: "Update the WebSocket library on the server: `Connection` is a list of words (RFC 9110 §7.6.1).",
    snippets: () => [],
    reference: { text: "RFC 6455 §4.2.1", url: "https://www.rfc-editor.org/rfc/rfc6455#section-4.2.1" },
  },
  {
    id: "host-forwarded",
    statuses: [403],
    seen: (seen) => products(seen, ["cloudfront"], ["aws-api-gateway"]),
    likelihood: "likely",
    title: "CloudFront may pass the viewer's `Host` on to API Gateway",
    why: "API Gateway knows its own host name only and answers 403 to any other; here the `Host` must not be passed on.",
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
    title: "The service may have end-to-end HTTP/2 switched on",
    why: "Cloud Run then speaks HTTP/2 to the container, and WebSockets do not work that way.",
    fix: "Switch end-to-end HTTP/2 off for this service.",
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
    why: "With `alpn h2` or `proto h2` on the `server` line, HAProxy sends the upgrade as an extended CONNECT; a server that does not know it answers something HAProxy cannot use.",
    fix: "Speak HTTP/1.1 to this server, at least for WebSockets.",
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
    seen: (seen) => products(seen, NGINX),
    likelihood: "possible",
    title: "nginx may speak HTTP/1.0 to the server",
    why: "Before version 1.29.7 it does unless `proxy_http_version 1.1` is set; servers such as IIS end a handshake in HTTP/1.0 without a response, and nginx answers 502.",
    fix: "Set the version and both headers in the section that serves this path.",
    snippets: (seen) => seen.snippets("forward-upgrade").filter(({ for: name }) => !/cloud/i.test(name)),
    reference: {
      text: "nginx: proxy_http_version",
      url: "https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_http_version",
    },
  },
  {
    id: "upgrade-not-forwarded",
    statuses: [500],
    seen: (seen) => products(seen, ["apache"]),
    likelihood: "likely",
    title: "Apache may lack the module for `ws://` backends",
    why: "A `ProxyPass` to `ws://` without `mod_proxy_wstunnel` has no handler, and Apache answers 500 and logs that no protocol handler was valid.",
    fix: "Enable the module, or use `upgrade=websocket` with mod_proxy_http from 2.4.47 on.",
    snippets: () => [{ for: "Apache", code: "a2enmod proxy proxy_http proxy_wstunnel\nsystemctl restart apache2" }],
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

function server(seen: Case, pattern: RegExp): string[] | null {
  const value = answerHeader(seen, "Server");
  return value !== null && pattern.test(value) ? [`response header Server: ${visibleText(value)}`] : null;
}

function protocol(seen: Case, id: string): readonly string[] | null {
  return speaks(seen, id) ? (seen.protocol?.evidence ?? []) : null;
}

/** One product of each group, with its evidence. */
function products(seen: Case, ...groups: readonly (readonly string[])[]): readonly string[] | null {
  const found = groups.map((ids) => recognized(seen, ids));
  return found.every((product) => product !== null) ? found.flatMap((product) => product?.evidence ?? []) : null;
}

function severalSubprotocols(seen: Case, ...ids: readonly string[]): string[] | null {
  const offered = listOf(requestHeader(seen, "Sec-WebSocket-Protocol") ?? "").length;
  if (offered < 2 || !ids.some((id) => speaks(seen, id))) return null;
  return [`request header Sec-WebSocket-Protocol offers ${offered}`];
}

/** The response asks for the upgrade that the request asked for, in a list with more than one word. */
function keepAliveBesideUpgrade(seen: Case): string[] | null {
  const connection = listOf(requestHeader(seen, "Connection") ?? "").map((word) => word.toLowerCase());
  const isList = connection.length > 1 && connection.includes("upgrade");
  const wanted = seen.upgrade.response?.headers ?? [];
  return isList && hasHeader(wanted, "Upgrade") ? requestEvidence(seen, "Connection") : null;
}
