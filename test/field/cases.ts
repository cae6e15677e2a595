import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Likelihood } from "../../src/knowledge/diagnoses/diagnosis.ts";
import type { Level } from "../../src/knowledge/explanation/explanation.ts";

/**
 * What people really have: files and pasted text as in public reports, rebuilt small, with names and addresses of our own.
 * Each says what was true there, and what must come out.
 */
export interface FieldCase {
  /** Below test/field/cases. */
  readonly file: string;
  /** The public report that ended with this truth. */
  readonly source: string;
  readonly truth: string;
  readonly level: Level;
  /** null: nothing is wrong. */
  readonly diagnosis: string | null;
  /** The cause that must come first, and how likely it is called. */
  readonly first: readonly [id: string, likelihood: Likelihood] | null;
  /** What no sentence may say. */
  readonly never?: readonly RegExp[];
}

export const FIELD: readonly FieldCase[] = [
  {
    file: "arr-compression.har",
    source: "open-webui/open-webui#24579, socketio/socket.io#2283",
    truth: "ARR does not carry compressed messages",
    level: "attention",
    diagnosis: "ended-at-once",
    first: ["compression-mismatch", "likely"],
  },
  {
    file: "safari-15-compression.har",
    source: "gorilla/websocket#731, uNetworking/uWebSockets#1347",
    truth: "Safari 15.0 to 15.3 breaks compressed messages",
    level: "attention",
    diagnosis: "compression-broken-by-client",
    first: ["compression-mismatch", "likely"],
  },
  {
    file: "filter-on-plain-connection.har",
    source: "kemalcr/kemal#312",
    truth: "a filter of the network reads ws://",
    level: "failed",
    diagnosis: "frame-header-invalid",
    first: ["corporate-proxy", "likely"],
  },
  {
    file: "graphql-older-server.har",
    source: "enisdenjo/graphql-ws#79",
    truth: "client graphql-ws, server subscriptions-transport-ws",
    level: "failed",
    diagnosis: "subprotocol-invalid",
    first: ["client-version-mismatch", "certain"],
    never: [/may build its/, /may have changed/],
  },
  {
    file: "heroku-55-seconds.har",
    source: "phoenixframework/phoenix_guides#491",
    truth: "Heroku's window of 55 s cannot be set",
    level: "attention",
    diagnosis: "idle-timeout",
    first: ["proxy-idle-timeout", "likely"],
    never: [/operator may have changed/],
  },
  {
    file: "http-toolkit-aborted.har",
    source: "httptoolkit: the form of its HAR",
    truth: "nginx's time-out; the tool wrote down that no close frame came",
    level: "attention",
    diagnosis: "idle-timeout",
    first: ["proxy-idle-timeout", "likely"],
    never: [/does not say whether/],
  },
  {
    file: "http-toolkit-4406.har",
    source: "apollographql/apollo-ios#2819, in HTTP Toolkit's form",
    truth: "client and server speak different GraphQL subprotocols",
    level: "attention",
    diagnosis: "closed-with-error",
    first: ["subprotocol-mismatch", "likely"],
  },
  {
    file: "101-without-upgrade.har",
    source: "rebuilt: a proxy that drops Upgrade from the 101, recorded by a tool that does not check it",
    truth: "browsers refuse it",
    level: "failed",
    diagnosis: "upgrade-header-invalid",
    first: ["response-rewritten", "possible"],
  },
  {
    file: "101-with-wrong-accept.har",
    source: "rebuilt: a server that answers for another key",
    truth: "browsers refuse it",
    level: "failed",
    diagnosis: "accept-invalid",
    first: ["response-rewritten", "possible"],
  },
  {
    file: "uvicorn-without-library.har",
    source: "anomaly/lab-python-server#2, Kludex/starlette#1089",
    truth: "no WebSocket library beside uvicorn",
    level: "failed",
    diagnosis: "not-found",
    first: ["library-missing", "likely"],
  },
  {
    file: "home-assistant-behind-proxy.har",
    source: "home-assistant/core#63083",
    truth: "trusted_proxies lacks the proxy",
    level: "failed",
    diagnosis: "bad-request",
    first: ["proxy-not-trusted", "likely"],
  },
  {
    file: "ngrok-warning-page.har",
    source: "ngrok/ngrok#46",
    truth: "ngrok's warning page",
    level: "failed",
    diagnosis: "answered-as-page",
    first: ["browser-warning-page", "certain"],
    never: [/single-page/],
  },
  {
    file: "cloud-run-end-to-end-http2.har",
    source: "fleetdm/fleet#37352",
    truth: "end-to-end HTTP/2 is on",
    level: "failed",
    diagnosis: "service-unavailable",
    first: ["h2-without-extended-connect", "likely"],
    never: [/nginx's by default/],
  },
  {
    file: "connection-compared-as-a-whole.har",
    source: "coder/websocket#189",
    truth: "the server compares Connection as a whole",
    level: "failed",
    diagnosis: "upgrade-required",
    first: ["server-handshake-bug", "likely"],
    never: [/may not know this version/],
  },
  {
    file: "forbidden-without-origin.har",
    source: "rebuilt: a tool that sends no Origin",
    truth: "the application refuses",
    level: "failed",
    diagnosis: "forbidden",
    first: ["login-required", "possible"],
    never: [/Origin` header of this request was not seen/, /(?:another|different) `Host`/],
  },
  {
    file: "mqtt-several-subprotocols.har",
    source: "emqx/emqx#3914",
    truth: "the broker takes one subprotocol",
    level: "failed",
    diagnosis: "bad-request",
    first: ["handshake-refused-subprotocol", "likely"],
  },
  {
    file: "nginx-http-1.0-backend.har",
    source: "dotnet/aspnetcore#32674",
    truth: "proxy_http_version 1.1 is missing",
    level: "failed",
    diagnosis: "bad-gateway",
    first: ["upgrade-not-forwarded", "likely"],
  },
  {
    file: "dart-not-upgraded.txt",
    source: "zino-hofmann/graphql-flutter#480",
    truth: "nginx passes no Upgrade",
    level: "failed",
    diagnosis: "not-switched",
    first: ["upgrade-not-forwarded", "possible"],
    never: [/#`/],
  },
  {
    file: "nginx-log-reading-upstream.txt",
    source: "BlueMap-Minecraft/BlueMapWiki#178",
    truth: "an event stream was silent for longer than proxy_read_timeout: its 200 had been sent",
    level: "failed",
    diagnosis: "response-broken-off",
    first: ["proxy-idle-timeout", "certain"],
    never: [/504/, /may be stuck/],
  },
  {
    file: "eventlet-logs-200.txt",
    source: "miguelgrinberg/python-engineio#212",
    truth: "the WebSocket worked: eventlet logs its end as 200",
    level: "attention",
    diagnosis: "logged-at-the-end",
    first: ["logged-at-the-end", "certain"],
    never: [/instead of 101|ordinary GET/],
  },
  {
    file: "caddy-access-101.txt",
    source: "caddyserver/caddy#5140",
    truth: "the WebSocket was open: Caddy logs 101 when it is over",
    level: "unknown",
    diagnosis: null,
    first: null,
    never: [/still open/, /refused/],
  },
  {
    file: "console-poll-404.txt",
    source: "socketio/socket.io-client#1053",
    truth: "the server speaks plain WebSockets, not Socket.IO",
    level: "failed",
    diagnosis: "poll-refused",
    first: ["wrong-server", "likely"],
  },
  {
    file: "explorer-200.txt",
    source: "Atmosphere/atmosphere#2184",
    truth:
      "Apache passes every request on as an ordinary one: it is named second, since without an address nothing tells it from a server that ignores upgrades",
    level: "failed",
    diagnosis: "answered-as-page",
    first: ["upgrade-ignored-by-server", "possible"],
  },
  {
    file: "console-transport-draft.txt",
    source: "GoogleChrome/samples#742",
    truth:
      "the server speaks a draft of WebTransport that Chrome no longer takes: it is named second, since Chrome says the same of every status but 200",
    level: "failed",
    diagnosis: "webtransport-failed",
    first: ["handshake-refused", "likely"],
  },
  {
    file: "coder-safari-suspended.txt",
    source: "DanielLavrushin/asuswrt-merlin-idefix#11",
    truth: "Safari suspended the page; it has to connect again",
    level: "healthy",
    diagnosis: null,
    first: null,
    never: [/Which side started the close is not known/],
  },
];

/** The text of a case's file. */
export function fieldText(file: string): string {
  return readFileSync(join(import.meta.dirname, "cases", file), "utf8");
}
