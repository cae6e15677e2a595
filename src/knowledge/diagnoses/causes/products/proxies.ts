import { visibleText } from "../../../text.ts";
import { responseHeader } from "../../case.ts";
import type { Case } from "../../diagnosis.ts";
import { nginxOwnPage } from "../nginx-page.ts";
import { hasSession } from "../sessions.ts";
import { type ProductCause, products, server } from "./row.ts";

/** Ids of nginx and of what is built on it. */
const NGINX = ["nginx", "ingress-nginx", "openresty", "nginx-proxy-manager", "tengine"];

/** Refusals that a proxy writes itself, without asking the server behind it. */
export const proxyRefusals: readonly ProductCause[] = [
  {
    id: "refused-by-proxy",
    statuses: [403],
    seen: nginxOwnPage,
    likelihood: "likely",
    title: "nginx may refuse this path by itself, without asking the server behind it",
    why: "The response is like nginx's own page for 403, as the evidence shows. nginx sends that page for a `deny` rule, for `return 403`, and for a path that no location passes on and that is a folder.",
    fix: "Look into nginx's error log: it says `access forbidden by rule`, or `directory index of … is forbidden`. Change the rule, or add a location with `proxy_pass` for this path.",
    snippets: () => [],
    reference: {
      text: "nginx: ngx_http_access_module",
      url: "https://nginx.org/en/docs/http/ngx_http_access_module.html",
    },
  },
  {
    id: "policy-denied",
    statuses: [403],
    seen: deniedBySquid,
    likelihood: "certain",
    title: "A rule in Squid denied the request",
    why: "Squid says so itself: `ERR_ACCESS_DENIED` is its response to what `http_access` does not allow. The server behind it was not asked.",
    fix: "Allow the address in Squid's `http_access` rules, or ask the proxy's administrator to.",
    snippets: () => [],
    reference: { text: "Squid: http_access", url: "https://www.squid-cache.org/Doc/config/http_access/" },
  },
  {
    id: "policy-denied",
    statuses: [403],
    seen: (seen) => server(seen, /^Zscaler\b/i),
    likelihood: "certain",
    title: "Zscaler, which filters this organization's traffic, blocked the request",
    why: "`Server` names the program that wrote a response (RFC 9110 §10.2.4), and this one is Zscaler's own; it sends 403 for what the organization's policy does not allow.",
    fix: "Ask the organization's Zscaler administrator to allow this host; the page that came with the response names the reason, and its log has the request.",
    snippets: () => [],
    reference: {
      text: "Zscaler: configuring block notifications",
      url: "https://help.zscaler.com/unified/configuring-block-notifications",
    },
  },
];

function deniedBySquid(seen: Case): string[] | null {
  const error = responseHeader(seen, "X-Squid-Error");
  return error?.startsWith("ERR_ACCESS_DENIED") === true
    ? [`response header X-Squid-Error: ${visibleText(error)}`]
    : null;
}

function unnumberedByCloudflare(seen: Case): string[] | null {
  return responseHeader(seen, "CF-RAY") === "-" ? ["response header CF-RAY: -"] : null;
}

/** Settings of a proxy with which it cannot get a WebSocket to the server behind it. */
export const proxyCauses: readonly ProductCause[] = [
  {
    id: "http-instead-of-https",
    statuses: [400],
    seen: unnumberedByCloudflare,
    likelihood: "likely",
    title: "The client may speak plain HTTP to the port for TLS",
    why: "Cloudflare gave the request no number (`CF-RAY: -`), so it refused it before it read it as a request for a site; that is its response to plain HTTP on a port for TLS.",
    fix: "Use `wss://`. If the URL says so already, the client's library may be built without TLS: in Rust, tungstenite needs one of its TLS features (`native-tls`, `rustls-tls-webpki-roots` …).",
    snippets: () => [],
    reference: { text: "tungstenite: issue 269", url: "https://github.com/snapview/tungstenite-rs/issues/269" },
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
    why: "The session in the URL is of the kind that the server gives to an earlier request: that request got through, but the handshake did not. Before version 1.29.7 nginx speaks HTTP/1.0 to the server unless `proxy_http_version 1.1` is set; servers such as IIS end an HTTP/1.0 handshake without a response, and nginx responds with 502.",
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

/** Evidence that holds only for a URL with a session in it. */
function withSession(seen: Case, evidence: readonly string[] | null): readonly string[] | null {
  return evidence === null || !hasSession(seen) ? null : [...evidence, "a session in the URL"];
}
