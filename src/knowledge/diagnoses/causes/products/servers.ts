import { hasHeader } from "../../../../upgrade/http/headers.ts";
import { listOf } from "../../../../upgrade/http/tokens.ts";
import { safeAddressOf } from "../../../intermediaries/snippets/safe-address.ts";
import { requestHeader } from "../../case.ts";
import type { Case } from "../../diagnosis.ts";
import { requestEvidence } from "../../evidence.ts";
import { type ProductCause, server, withoutOrigin, words } from "./row.ts";

/** Responses of servers and their WebSocket libraries to what stands in the request. */
export const serverCauses: readonly ProductCause[] = [
  {
    id: "server-handshake-bug",
    statuses: [400, 426],
    seen: listToThisMachine,
    likelihood: "possible",
    title: "The server may compare `Connection` as a whole instead of word by word",
    why: "The request's `Connection` is a list, as Firefox sends it (`keep-alive, Upgrade`), and no proxy is in front of a server on this machine. If the page works in Chrome, which sends only `Upgrade`, this is the cause.",
    fix: "Update the WebSocket library on the server: `Connection` is a list of words (RFC 9110 §7.6.1).",
    snippets: () => [],
    reference: { text: "RFC 6455 §4.2.1", url: "https://www.rfc-editor.org/rfc/rfc6455#section-4.2.1" },
  },
  {
    id: "server-handshake-bug",
    statuses: [400],
    seen: (seen) => (hasList(seen) ? server(seen, /^Werkzeug\/2\.0\.[01]\b/) : null),
    likelihood: "likely",
    title: "This version of Werkzeug may compare `Connection` as a whole",
    why: "Its maintainers report that in 2.0.0 (and users, that in 2.0.1 too) a list like the one Firefox sends (`keep-alive, Upgrade`) matches no WebSocket route and gets a 400, while Chrome's single `Upgrade` connects.",
    fix: "Update Werkzeug.",
    snippets: () => [{ for: "pip", code: "pip install --upgrade werkzeug" }],
    reference: { text: "Werkzeug: issue 2131", url: "https://github.com/pallets/werkzeug/issues/2131" },
  },
  {
    id: "login-required",
    statuses: [403],
    seen: (seen) => withToken(seen, server(seen, /^uvicorn\b/)),
    likelihood: "likely",
    title: "The application may have refused the token of this request",
    why: "uvicorn responds with 403 whenever the application closes a WebSocket before accepting it, and this request carries a token that the application may have checked. A path without a WebSocket route is refused the same way.",
    fix: "Get a new token and reload the page; a restarted server may not know the old ones. Make the application accept first and then close with a code of its own: a page cannot see a 403.",
    snippets: () => [
      { for: "Starlette, FastAPI", code: 'await websocket.accept()\nawait websocket.close(code=4401, reason="token")' },
    ],
    reference: {
      text: "ASGI: WebSocket close",
      url: "https://asgi.readthedocs.io/en/latest/specs/www.html#close-send-event",
    },
  },
  {
    id: "websockets-disabled",
    statuses: [500, 501],
    seen: (seen) => server(seen, /^gunicorn\b/),
    likelihood: "likely",
    title: "gunicorn may run a worker that cannot serve WebSockets",
    why: "A WSGI worker handles one request and its response, and libraries that need more raise an error there; a WebSocket needs an asynchronous worker (ASGI, gevent or eventlet).",
    fix: "Run the application with a worker that supports WebSockets.",
    snippets: () => [
      { for: "gunicorn", code: "gunicorn --worker-class uvicorn.workers.UvicornWorker project.asgi:application" },
      { for: "Flask-SocketIO", code: "pip install eventlet\ngunicorn --worker-class eventlet -w 1 project:app" },
    ],
    reference: { text: "gunicorn: design, worker types", url: "https://docs.gunicorn.org/en/stable/design.html" },
  },
  {
    id: "origin-missing",
    statuses: [403],
    seen: (seen) => withoutOrigin(seen, words(seen, "Access denied") ?? server(seen, /^daphne\b/i)),
    likelihood: "possible",
    title: "Django Channels may refuse a request that has no `Origin`",
    why: "Its `AllowedHostsOriginValidator` treats a missing `Origin` as one that is not allowed, unless `ALLOWED_HOSTS` allows every host. Browsers always send one; tools often do not.",
    fix: "Send an `Origin` whose host is in `ALLOWED_HOSTS`.",
    snippets: (seen) => [{ for: "curl", code: `--header "Origin: ${ownOrigin(seen)}"` }],
    reference: {
      text: "Django Channels: security/websocket.py",
      url: "https://github.com/django/channels/blob/main/channels/security/websocket.py",
    },
  },
];

/** The origin of a page on the server's own host. */
function ownOrigin({ address }: Case): string {
  return `${address?.scheme === "ws" ? "http" : "https"}://${safeAddressOf(address).authority}`;
}

/** A list of words to a server on this machine that does not say what it misses. */
function listToThisMachine(seen: Case): string[] | null {
  const isHere = /^(?:127\.[\d.]+|::1|(?:.+\.)?localhost)$/.test(seen.address?.host ?? "");
  const isReported = hasHeader(seen.upgrade.response?.headers ?? [], "Upgrade");
  return isHere && hasList(seen) && !isReported ? requestEvidence(seen, "Connection") : null;
}

function hasList(seen: Case): boolean {
  const connection = listOf(requestHeader(seen, "Connection") ?? "").map((word) => word.toLowerCase());
  return connection.length > 1 && connection.includes("upgrade");
}

/** Adds to evidence that the URL carries a token; null when it does not. */
function withToken({ address }: Case, evidence: readonly string[] | null): readonly string[] | null {
  const name = ["token", "access_token", "jwt", "auth"].find((one) => address?.query.has(one) === true);
  return evidence === null || name === undefined ? null : [...evidence, `query ${name}=…`];
}
