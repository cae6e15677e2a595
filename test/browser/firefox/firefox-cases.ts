/** What Firefox's log shows of a case: the row of the table in docs/firefox.md, and what `firefox-cases.test.ts` asks for. */
export interface FirefoxCase {
  readonly id: string;
  readonly state: string | null;
  readonly status?: number;
  readonly diagnosis?: string;
  /** The first cause and how likely it is. */
  readonly cause?: readonly [id: string, likelihood: string];
  /** A header of the response that Chrome keeps to itself. */
  readonly header?: readonly [name: string, value: RegExp];
  /** The code of the page's close event. */
  readonly close?: number;
}

function refused(
  id: string,
  status: number,
  diagnosis: string,
  cause: FirefoxCase["cause"] & readonly [string, string],
  header?: FirefoxCase["header"],
): FirefoxCase {
  return { id, state: "failed", status, diagnosis, cause, close: 1006, ...(header === undefined ? {} : { header }) };
}

function unanswered(id: string, cause: readonly [string, string], close = 1006): FirefoxCase {
  return { id, state: "failed", diagnosis: "reason-hidden", cause, close };
}

function opened(id: string, status = 101, header?: FirefoxCase["header"]): FirefoxCase {
  return { id, state: "open", status, ...(header === undefined ? {} : { header }) };
}

const NGINX = ["Server", /^nginx\/[\d.]+$/] as const;

/** Twenty-five that are refused, and eleven that are accepted. */
export const firefoxCases: readonly FirefoxCase[] = [
  refused("nginx-denied", 403, "forbidden", ["refused-by-proxy", "likely"], NGINX),
  refused("nginx-no-host", 403, "forbidden", ["host-not-forwarded", "likely"], NGINX),
  refused("nginx-moved", 301, "redirected", ["redirect-to-https", "certain"], ["Location", /^https:/]),
  refused("nginx-down", 502, "bad-gateway", ["upstream-down", "likely"], NGINX),
  refused("nginx-silent", 504, "gateway-timeout", ["upstream-hangs", "likely"], NGINX),
  refused("nginx-limited-429", 429, "too-many-requests", ["rate-limited", "certain"], NGINX),
  refused("nginx-no-upgrade", 426, "upgrade-required", ["upgrade-not-forwarded", "likely"], NGINX),
  refused(
    "nginx-private",
    401,
    "authentication-required",
    ["login-required", "certain"],
    ["WWW-Authenticate", /^Basic/],
  ),
  refused("caddy-denied", 403, "forbidden", ["origin-rejected", "likely"], ["Server", /^Caddy$/]),
  refused("apache-denied", 403, "forbidden", ["origin-rejected", "likely"], ["Server", /^Apache/]),
  refused("haproxy-limited", 429, "too-many-requests", ["rate-limited", "certain"], ["content-type", /^text\/html/]),
  refused("status-401", 401, "authentication-required", ["login-required", "certain"], ["WWW-Authenticate", /^Bearer/]),
  refused("status-404", 404, "not-found", ["wrong-path", "likely"], ["Content-Length", /^\d+$/]),
  refused("ws-other-origin", 401, "authentication-required", ["login-required", "likely"]),
  refused("header-accept-wrong", 101, "accept-invalid", ["response-rewritten", "possible"]),
  refused(
    "header-protocol-other",
    101,
    "subprotocol-invalid",
    ["server-handshake-bug", "likely"],
    ["Sec-WebSocket-Protocol", /./],
  ),
  refused("header-upgrade-missing", 101, "upgrade-header-invalid", ["response-rewritten", "possible"]),
  refused("transport-not-http", 200, "response-not-http", ["server-handshake-bug", "possible"]),
  refused("h2-status-403", 403, "forbidden", ["origin-rejected", "possible"], ["X-Firefox-Spdy", /^h2$/]),
  unanswered("certificate-invalid", ["self-signed-certificate", "likely"], 1015),
  unanswered("client-certificate", ["self-signed-certificate", "likely"], 1015),
  // Whether the milliseconds of TLS are more than 0 is up to the computer.
  { id: "tls-to-plain", state: "failed", diagnosis: "reason-hidden" },
  unanswered("connection-refused", ["upstream-down", "possible"]),
  unanswered("name-not-resolved", ["upstream-down", "possible"]),
  { id: "content-security-policy", state: null },
  opened("live"),
  opened("subprotocol", 101, ["Sec-WebSocket-Protocol", /^chat\.v/]),
  opened("deflate", 101, ["Sec-WebSocket-Extensions", /^permessage-deflate/]),
  opened("nginx-right", 101, NGINX),
  opened("caddy-right", 101, ["Server", /^Caddy$/]),
  opened("apache-right"),
  opened("wss"),
  opened("h2-echo", 200, ["X-Firefox-Spdy", /^h2$/]),
  opened("worker"),
  opened("iframe"),
  // Chromium refuses these two.
  opened("header-protocol-none"),
  opened("header-upgrade-twice"),
];
