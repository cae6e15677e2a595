import { at, type Case, failed, netError, refused } from "../case.ts";

const group = "Refused with a status";

/** Status, diagnosis, first cause where the status alone settles it. */
const STATUSES: readonly (readonly [number, string, string?])[] = [
  [200, "answered-as-page"],
  [204, "answered-as-page"],
  [299, "answered-as-page"],
  [301, "redirected"],
  [302, "redirected"],
  [307, "redirected"],
  [308, "redirected"],
  [400, "bad-request"],
  [403, "forbidden"],
  [404, "not-found"],
  [405, "client-error"],
  [410, "not-found"],
  [426, "upgrade-required", "upgrade-not-forwarded"],
  [429, "too-many-requests", "rate-limited"],
  [500, "server-error"],
  [502, "bad-gateway"],
  [503, "service-unavailable"],
  [504, "gateway-timeout"],
  [521, "bad-gateway"],
  [524, "gateway-timeout"],
  [600, "unexpected-status"],
];

/** Answers with a status that is not 101. */
export const refusing: readonly Case[] = [
  ...STATUSES.map(
    ([status, diagnosis, cause]): Case => ({
      id: `status-${status}`,
      group,
      title: `${status}`,
      url: at("main", `/status/${status}`),
      expects: refused(status, diagnosis, cause),
    }),
  ),
  {
    id: "status-401",
    group,
    title: "401",
    url: at("main", "/status/401"),
    expects: {
      ...failed(
        "authentication-required",
        "HTTP Authentication failed; no valid credentials available",
        "login-required",
      ),
      failedChecks: ["status"],
    },
  },
  {
    id: "status-407",
    group,
    title: "407",
    url: at("main", "/status/407"),
    expects: {
      ...netError("ERR_UNEXPECTED_PROXY_AUTH", "connecting", "authentication-required", "corporate-proxy"),
      failedChecks: ["status"],
    },
  },
  {
    id: "early-hints",
    group,
    title: "103 before the 101",
    url: at("main", "/early-hints"),
    expects: refused(103, "unexpected-status"),
  },
  {
    id: "unknown-path",
    group,
    title: "A path that the server does not have",
    url: at("main", "/no/such/path"),
    expects: refused(404, "not-found"),
  },
  {
    id: "status-403-nginx",
    group,
    title: "403 with a Server header, which no browser shows",
    url: at("main", "/status/403?server=nginx/1.22.1"),
    expects: refused(403, "forbidden"),
  },
  {
    id: "socket.io-unknown-session",
    group,
    title: "Socket.IO: a session of another node",
    url: at("main", "/socket.io/?EIO=4&transport=websocket&sid=lostlostlostlostlost"),
    expects: { ...refused(400, "bad-request", "sticky-sessions-missing"), protocol: "socket.io" },
  },
  {
    id: "h2-status-403",
    group,
    title: "403 over HTTP/2",
    from: "http2",
    url: at("http2", "/status/403", "wss"),
    expects: refused(403, "forbidden"),
  },
  {
    id: "h2-status-204",
    group,
    title: "204 over HTTP/2",
    from: "http2",
    url: at("http2", "/status/204", "wss"),
    expects: refused(204, "unexpected-status"),
  },
];
