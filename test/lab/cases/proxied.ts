import { at, breaksRule, type Case, type Expectation, ends, failed, opens, refused } from "../case.ts";
import type { ProxyName } from "../proxies.ts";

const nginx = table("nginx");
const haproxy = table("haproxy");
const apache = table("apache");
const caddy = table("caddy");

const UNAUTHORISED: Expectation = {
  ...failed("authentication-required", "HTTP Authentication failed; no valid credentials available", "login-required"),
  failedChecks: ["status"],
};
const EMPTY = "Connection closed before receiving a handshake response";
const NO_ACCEPT = breaksRule("accept", "accept-invalid", "'Sec-WebSocket-Accept' header is missing");
const NO_PROTOCOL = breaksRule(
  "subprotocol",
  "subprotocol-invalid",
  "Sent non-empty 'Sec-WebSocket-Protocol' header but no response was received",
  "subprotocol-not-echoed",
);
const CUT = ends(1006, "", "idle-timeout", { needs: "repeats" });
const UPGRADE_LOST = refused(426, "upgrade-required", "upgrade-not-forwarded");
const offers = { protocols: ["chat.v1"] };

/** The lab behind real proxies: what each makes of a setting. */
export const proxied: readonly Case[] = [
  nginx("right", "Complete", "/right/live", { ...opens(), recognized: ["nginx"] }),
  nginx("no-upgrade", "Without Upgrade and Connection", "/no-upgrade/live", UPGRADE_LOST),
  nginx("no-connection", "With Upgrade, without Connection", "/no-connection/live", UPGRADE_LOST),
  nginx("http-1.0", "Both headers, but HTTP/1.0", "/http-1.0/live", { ...opens(), recognized: ["nginx"] }),
  nginx(
    "no-host",
    "Without Host, before a server that compares it",
    "/no-host/same-origin",
    { ...refused(403, "forbidden"), recognizedByPage: ["nginx"] },
    { from: "nginx" },
  ),
  nginx(
    "idle",
    "Read time-out of 5 s, idle socket",
    "/idle/idle",
    { ...CUT, recognized: ["nginx"] },
    { act: "reconnect" },
  ),
  nginx("silent", "Read time-out of 2 s, silent server", "/silent/", refused(504, "gateway-timeout")),
  nginx("down", "Server down", "/down/", refused(502, "bad-gateway")),
  nginx("no-accept", "Accept header hidden", "/no-accept/live", NO_ACCEPT),
  nginx(
    "hidden-upgrade",
    "Upgrade header hidden",
    "/hidden-upgrade/live",
    breaksRule("upgrade", "upgrade-header-invalid", "'Upgrade' header is missing"),
  ),
  nginx("no-protocol", "Subprotocol stripped", "/no-protocol/subprotocol", NO_PROTOCOL, offers),
  nginx("page", "An application's page for every path", "/page/live", refused(200, "answered-as-page")),
  nginx("moved", "Redirected to https", "/moved/live", refused(301, "redirected")),
  nginx("slash", "Redirected to the path with a slash", "/slash", refused(301, "redirected")),
  nginx("denied", "deny all", "/denied/live", refused(403, "forbidden")),
  nginx("limited", "limit_req, second attempt", "/limited/live", refused(503, "service-unavailable"), { act: "twice" }),
  nginx(
    "limited-429",
    "limit_req with 429, second attempt",
    "/limited-429/live",
    refused(429, "too-many-requests", "rate-limited"),
    { act: "twice" },
  ),
  nginx("closed", "return 444", "/closed/live", failed("response-empty", EMPTY)),
  nginx("private", "auth_basic", "/private/live", UNAUTHORISED, {
    alone: true,
  }),

  haproxy("right", "As it comes", "/right/live", opens()),
  haproxy("no-upgrade", "Upgrade deleted", "/no-upgrade/live", UPGRADE_LOST),
  haproxy("idle", "timeout tunnel 5s, idle socket", "/idle/idle", CUT, { act: "reconnect" }),
  haproxy("silent", "timeout server 2s, silent server", "/silent/", refused(504, "gateway-timeout")),
  haproxy("down", "Server down", "/down/", refused(503, "service-unavailable")),
  // HAProxy 2.6 lets it pass.
  haproxy(
    "wrong-accept",
    "The server's accept value is wrong",
    "/right/header/accept-wrong",
    breaksRule("accept", "accept-invalid", "Incorrect 'Sec-WebSocket-Accept' header value"),
  ),
  haproxy("no-protocol", "Subprotocol deleted", "/no-protocol/subprotocol", NO_PROTOCOL, offers),
  haproxy("page", "A page for every path", "/page/live", refused(200, "answered-as-page")),
  haproxy("moved", "Redirected to https", "/moved/live", refused(301, "redirected")),
  haproxy("denied", "deny", "/denied/live", refused(403, "forbidden")),
  haproxy("limited", "deny with 429", "/limited/live", refused(429, "too-many-requests", "rate-limited")),
  haproxy("rejected", "reject", "/rejected/live", failed("response-empty", EMPTY)),
  haproxy("private", "auth", "/private/live", UNAUTHORISED, {
    alone: true,
  }),

  apache("right", "upgrade=websocket", "/right/live", opens()),
  apache("wstunnel", "mod_proxy_wstunnel", "/wstunnel/live", opens()),
  apache("no-upgrade", "Without upgrade=", "/no-upgrade/live", UPGRADE_LOST),
  apache(
    "no-host",
    "Host not preserved, before a server that compares it",
    "/right/same-origin",
    { ...refused(403, "forbidden"), recognizedByPage: ["apache"] },
    { from: "apache" },
  ),
  apache("idle", "timeout=5, idle socket", "/idle/idle", CUT, { act: "reconnect" }),
  // Apache calls a server that does not answer in time a proxy error: 502, not 504.
  apache("silent", "Timeout 2, silent server", "/silent/", refused(502, "bad-gateway")),
  apache("down", "Server down", "/down/", refused(503, "service-unavailable")),
  apache("no-protocol", "Subprotocol unset", "/no-protocol/subprotocol", NO_PROTOCOL, offers),
  apache("page", "An application's page for every path", "/page/live", refused(200, "answered-as-page")),
  apache("moved", "Redirected to https", "/moved/live", refused(301, "redirected")),
  apache("denied", "Require all denied", "/denied/live", refused(403, "forbidden")),
  apache("private", "Basic authentication", "/private/live", UNAUTHORISED, { alone: true }),

  caddy("right", "reverse_proxy", "/right/live", { ...opens(), recognized: ["caddy"] }),
  caddy("no-upgrade", "Upgrade removed", "/no-upgrade/live", UPGRADE_LOST),
  caddy("silent", "response_header_timeout 2s, silent server", "/silent/", refused(504, "gateway-timeout")),
  caddy("down", "Server down", "/down/", refused(502, "bad-gateway")),
  caddy("no-protocol", "Subprotocol removed", "/no-protocol/subprotocol", NO_PROTOCOL, offers),
  caddy("page", "A page for every path", "/page/live", refused(200, "answered-as-page")),
  caddy("moved", "Redirected to https", "/moved/live", refused(301, "redirected")),
  caddy("missing", "respond 404", "/missing/live", refused(404, "not-found")),
  caddy("denied", "respond 403", "/denied/live", refused(403, "forbidden")),
  caddy("aborted", "abort", "/aborted/live", failed("response-empty", EMPTY)),
  caddy("private", "basicauth", "/private/live", UNAUTHORISED, {
    alone: true,
  }),
];

function table(proxy: ProxyName) {
  return (name: string, title: string, path: string, expects: Expectation, more: Partial<Case> = {}): Case => ({
    id: `${proxy}-${name}`,
    group: proxy,
    title,
    url: at(proxy, path),
    expects,
    ...more,
  });
}
